package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.ChangeKinds;
import org.rollcall.cli.Rollcall;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** What the documents say is so: links, examples, and the names that the code gives things. */
class DocumentsTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern COMMAND =
      Pattern.compile("^\\./rollcall ([a-z]+)", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

  /** The documents: those at the root, and those one folder below. */
  static List<Path> documents() throws IOException {
    return find(HOME, 2, ".md");
  }

  /** The inputs to paste; beside them are a retry, and what the functions are given. */
  static List<Path> events() throws IOException {
    return find(HOME.resolve("events"), 1, ".json").stream().filter(DocumentsTest::isJob).toList();
  }

  private static boolean isJob(Path event) {
    try {
      return isJob(Json.MAPPER.readTree(read(event)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_shouldLinkToFilesAndHeadingsThatExist(Path document) {
    assertThat(matches(LINK, BLOCK.matcher(read(document)).replaceAll("")))
        .filteredOn(link -> !link.contains("://"))
        .allSatisfy(link -> assertThat(leadsSomewhere(document, link)).as(link).isTrue());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_shouldShowJsonThatIsJson(Path document) {
    assertThat(jsonBlocks(document))
        .allSatisfy(block -> assertThat(Json.MAPPER.readTree(block)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_shouldShowJobsWithoutFaults(Path document) throws IOException {
    for (String block : jsonBlocks(document)) {
      JsonNode json = Json.MAPPER.readTree(block);
      if (isJob(json)) {
        assertIsWithoutFaults(json);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void document_shouldNameCommandsThatExist(Path document) {
    assertThat(commands()).containsAll(names(COMMAND, read(document)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void event_shouldBeAJobWithoutFaults(Path event) throws IOException {
    assertIsWithoutFaults(Json.MAPPER.readTree(read(event)));
  }

  @Test
  void commandLine_shouldShowEveryCommand() {
    assertThat(names(COMMAND, read(HOME.resolve("docs/command-line.md"))))
        .containsExactlyInAnyOrderElementsOf(commands());
  }

  @Test
  void index_shouldLinkToEveryPage() throws IOException {
    List<String> pages =
        find(HOME.resolve("docs"), 1, ".md").stream()
            .map(page -> page.getFileName().toString())
            .filter(page -> !page.equals("README.md"))
            .toList();
    assertThat(matches(LINK, read(HOME.resolve("docs/README.md")))).containsAll(pages);
  }

  @Test
  void jobInput_shouldListEveryKindOfChangeInTheOrderOfTheirApplication() {
    assertThat(matches(ROW, section("docs/job-input.md", "Changes")))
        .containsExactlyElementsOf(ChangeKinds.ALL.stream().map(ChangeKind::key).toList());
  }

  /** Whether it is a job's whole input; a report names its job and is none. */
  private static boolean isJob(JsonNode json) {
    return json.has("initiated_by") && json.has("set") && !json.has("job_id");
  }

  private static void assertIsWithoutFaults(JsonNode input) {
    Faults faults = new Faults();
    JobInput.read(input, SampleCodeTables.open(), faults);
    assertThat(faults.found()).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    int mark = link.indexOf('#');
    String file = mark < 0 ? link : link.substring(0, mark);
    Path target = file.isEmpty() ? document : document.resolveSibling(file);
    return Files.exists(target)
        && (mark < 0 || anchors(read(target)).contains(link.substring(mark + 1)));
  }

  /** The headings' names in links, as GitHub makes them. */
  private static List<String> anchors(String text) {
    return matches(HEADING, BLOCK.matcher(text).replaceAll("")).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .toList();
  }

  private static Set<String> commands() {
    return Arrays.stream(Rollcall.class.getAnnotationsByType(Command.class)[0].subcommands())
        .map(
            command ->
                command.equals(HelpCommand.class)
                    ? "help"
                    : command.getAnnotationsByType(Command.class)[0].name())
        .collect(Collectors.toSet());
  }

  private static List<String> jsonBlocks(Path document) {
    return BLOCK
        .matcher(read(document))
        .results()
        .filter(block -> block.group(1).equals("json"))
        .map(block -> block.group(2))
        .toList();
  }

  /** A section's text, from its heading to the next. */
  private static String section(String document, String heading) {
    return read(HOME.resolve(document))
        .split("(?m)^## " + heading + "$", 2)[1]
        .split("(?m)^#+ ", 2)[0];
  }

  private static Set<String> names(Pattern pattern, String text) {
    return new TreeSet<>(matches(pattern, text));
  }

  /** The first group that is there, of every match. */
  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(DocumentsTest::found).toList();
  }

  private static String found(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static List<Path> find(Path folder, int depth, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
