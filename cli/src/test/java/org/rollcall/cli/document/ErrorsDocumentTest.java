package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.aws.Usage;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.load.LoadCommand;
import org.rollcall.cli.load.UserLoader;
import org.rollcall.cli.userfile.UserFile;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.letter.Mailer;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.prepare.JobPreparation;
import org.rollcall.prepare.JobRejectedException;
import picocli.CommandLine;

/** {@code docs/errors.md}: every example leads to its sentence, and every sentence is there. */
class ErrorsDocumentTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String LOADING = "UserLoader users";
  private static final String COMMANDS = "Commands";
  private static final String STARTS = "Starting by the URL";

  /** What says a fault, or a part of one. */
  private static final String SAYS_FAULTS =
      "fault|faults\\.add|UnreadableTable|doubtful|valueOnly|TemplateRules|Nearest"
          + "|NoQuery|PatternSyntaxException";

  /** What says something else in the same files. */
  private static final String SAYS_OTHER =
      "requireNonNull|Outcome\\.of|Outcome\\.failed|ChangeRefused|Unanswerable";

  /** By which the SDK's complaints are known. */
  private static final Set<String> WORDS_OF_THE_SDK =
      Set.of("Token is expired", "Unable to load credentials", "Unable to load region");

  /** What the function that starts jobs says to its caller. */
  private static final String SAYS_REFUSALS = "new StartRefused|new Fault|JsonObject\\.tree";

  private static final String SAYS_COMPLAINTS =
      "CommandException\\.\\w+|DataFolderException|StackException\\.\\w+|err\\.println";

  /** What is said to nobody who has to mend a thing. */
  private static final Set<String> NO_FAULTS =
      Set.of(
          "Update/Notify users -",
          ", which has no id",
          "more like it",
          "members in the input",
          "query in the input",
          "letters that are not UTF-8, outside the column that was used",
          "the text in",
          "a reference to another file",
          ": enable `[^`]*` to allow.*");

  @TempDir static Path temp;
  static LocalStack stack;

  @BeforeAll
  static void open() {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    for (String part : List.of("subject.txt", "body.html", "body.txt")) {
      put("letters/REMINDER/en/" + part, "Hello".getBytes(StandardCharsets.UTF_8));
    }
    put("letters/REMINDER/letter.json", "{}".getBytes(StandardCharsets.UTF_8));
    prepare(ErrorExample.of("the name `graduation-2026`"), "2026-06-30T10:00:00Z");
    prepare(
        ErrorExample.of(
            "the name `test-2026`,"
                + " `\"notify\": {\"type\": \"ACCOUNT_UPDATED\", \"test_to\": \"me@example.edu\"}`"),
        "2026-06-30T10:00:00Z");
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  static List<ErrorsPage.Row> rejections() {
    return examples().filter(row -> !row.section().equals(LOADING)).toList();
  }

  static List<ErrorsPage.Row> loads() {
    return examples().filter(row -> row.section().equals(LOADING)).toList();
  }

  private static Stream<ErrorsPage.Row> examples() {
    return ErrorsPage.rows().stream().filter(ErrorsPage.Row::hasExample);
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void example_shouldBeRejectedWithItsSentenceAlone(ErrorsPage.Row row) {
    ErrorExample example = ErrorExample.of(row.example());
    Map<String, Optional<byte[]>> before = new LinkedHashMap<>();
    try {
      example.objects().forEach((key, content) -> replace(key, content, before));

      List<String> said = prepare(example, "2026-11-22T10:00:00Z");

      // That there are more comes last, after those there is room for.
      assertThat(row.says().endsWith("more faults") || row.says().endsWith("like these"))
          .as("%s", said)
          .isEqualTo(said.size() > 1);
      assertThat(said.get(said.size() - 1)).matches(row::isOf, row.says());
    } finally {
      before.forEach((key, content) -> replace(key, content, new LinkedHashMap<>()));
    }
  }

  @ParameterizedTest
  @MethodSource("loads")
  void file_shouldBeLoadedWithItsSentence(ErrorsPage.Row row) throws IOException {
    var file = ErrorExample.of(row.example()).objects().entrySet().iterator().next();
    Path path = temp.resolve(file.getKey());
    Files.write(path, file.getValue().orElseThrow());
    StringWriter err = new StringWriter();
    CommandLine command = new CommandLine(new LoadCommand()).setErr(new PrintWriter(err));
    UserLoader loading =
        new UserLoader(stack.userAdministration(), new Console(command.getCommandSpec()));

    UserFile.read(path, loading);
    loading.end();

    // What comes before it is that a record so short lacks an account type.
    String last = err.toString().lines().reduce((line, next) -> next).orElseThrow();
    assertThat(last.replaceFirst("^.*?: (not loaded: |loaded.*?, but )", ""))
        .matches(row::isOf, row.says());
  }

  @Test
  void page_shouldHaveAnExampleOfAllButWhatTakesTooLongOrTooMuch() {
    assertThat(
            ErrorsPage.rows().stream()
                .filter(row -> !row.hasExample())
                .filter(row -> !Set.of(COMMANDS, LOADING, STARTS).contains(row.section()))
                .map(ErrorsPage.Row::says))
        .hasSize(8);
  }

  @Test
  void page_shouldHaveEverySentenceThatAJobIsRejectedWith() {
    Stream<String> sources =
        Sentences.sources("functions/src/main/java").stream()
            .filter(Sentences.having(SAYS_FAULTS).or(source -> source.contains("class Nearest")))
            .map(source -> Sentences.without(source, SAYS_OTHER));

    assertThat(Sentences.in(sources))
        .contains("is missing: a letter has subject.txt, body.html and body.txt", "is not JSONata")
        .filteredOn(sentence -> !NO_FAULTS.contains(sentence))
        .filteredOn(sentence -> !isOnThePage(sentence))
        .isEmpty();
  }

  @Test
  void page_shouldHaveEverySentenceOfALoad() {
    Stream<String> sources =
        Stream.concat(
            Sentences.sources("cli/src/main/java/org/rollcall/cli/userfile").stream(),
            Sentences.sources("functions/src/main/java/org/rollcall/user").stream()
                .filter(source -> source.matches("(?s).*class (RecordIntake|ItemBounds|Misg).*")));

    assertThat(Sentences.in(sources))
        .contains("is not an object", "it is empty")
        .filteredOn(sentence -> !NO_FAULTS.contains(sentence))
        .filteredOn(sentence -> !isOnThePage(sentence))
        .isEmpty();
  }

  @Test
  void page_shouldHaveEverySentenceOfAStartAndNoOther() {
    Stream<String> refusals =
        Stream.concat(
                Sentences.sources("functions/src/main/java/org/rollcall/start").stream(),
                Sentences.sources("functions/src/main/java/org/rollcall/lambda").stream()
                    .filter(source -> source.contains("class StartJob")))
            .flatMap(source -> Sentences.calls(source, SAYS_REFUSALS));
    List<String> rows =
        ErrorsPage.rows().stream()
            .filter(row -> row.section().equals(STARTS))
            .map(ErrorsPage.Row::says)
            .toList();

    Set<String> sentences = Sentences.in(refusals);
    assertThat(sentences)
        .hasSizeGreaterThan(10)
        .allSatisfy(sentence -> assertThat(rows).anyMatch(row -> row.contains(sentence)));
    assertThat(rows)
        .allSatisfy(row -> assertThat(sentences).anyMatch(sentence -> row.contains(sentence)));
  }

  @Test
  void page_shouldHaveEverySentenceOfTheCommandsAndNoOther() {
    List<String> sources =
        Stream.of(
                "cli/src/main/java",
                "local/src/main/java/org/rollcall/local/stack",
                "functions/src/main/java/org/rollcall/json")
            .flatMap(folder -> Sentences.sources(folder).stream())
            .toList();
    Stream<String> complaints =
        sources.stream()
            .flatMap(
                source ->
                    source.contains("class AwsErrors")
                        ? Stream.of(source)
                        : Sentences.calls(source, SAYS_COMPLAINTS));

    assertThat(Sentences.in(complaints))
        .filteredOn(sentence -> !WORDS_OF_THE_SDK.contains(sentence))
        .filteredOn(sentence -> !isOnThePage(sentence))
        .isEmpty();
    assertThat(ErrorsPage.rows().stream().filter(row -> row.section().equals(COMMANDS)))
        .flatMap(ErrorsPage.Row::words)
        .allSatisfy(words -> assertThat(sources).anyMatch(source -> isIn(source, words)));
  }

  private static boolean isIn(String source, String words) {
    return source.replace("\\\"", "\"").contains(words);
  }

  private static boolean isOnThePage(String sentence) {
    return ErrorsPage.rows().stream().anyMatch(row -> row.says().contains(sentence));
  }

  /** What a job is rejected with, as the command line prints it; nothing if it is accepted. */
  private static List<String> prepare(ErrorExample example, String started) {
    Wiring wiring = stack.wiring();
    Usage work = new Usage();
    try {
      new JobPreparation(
              wiring.users(work),
              wiring.bucket(work),
              new Mailer(wiring.ses(), Optional.empty(), work),
              new JobPreparation.Rules(
                  Optional.of(stack.sender()), stack.credentialLifetime(), 1, example.gate()),
              work)
          .prepare(
              new JobPreparation.Request(
                  example.jobName(), Instant.parse(started), example.input()));
      return List.of();
    } catch (JobRejectedException e) {
      return lines(e);
    }
  }

  private static List<String> lines(JobRejectedException rejection) {
    try {
      Map<String, List<Fault>> errors =
          Json.MAPPER.readValue(rejection.getMessage(), new TypeReference<>() {});
      return errors.getOrDefault("errors", List.of()).stream()
          .map(fault -> fault.path() + (fault.path().isEmpty() ? "" : ": ") + fault.message())
          .toList();
    } catch (IOException e) {
      return fail(e);
    }
  }

  /** Puts an object, or a user, or takes objects away, and notes what was there. */
  private static void replace(
      String key, Optional<byte[]> content, Map<String, Optional<byte[]>> before) {
    if (key.startsWith("users.")) {
      JsonNode user = Json.read(content.orElseThrow(), JsonNode.class);
      stack.userAdministration().load(List.of(RecordIntake.take(user)));
    } else if (key.endsWith("/")) {
      stack.bucket().list(key).forEach(each -> replace(each, content, before));
    } else {
      before.putIfAbsent(key, stack.bucket().get(key));
      content.ifPresentOrElse(bytes -> put(key, bytes), () -> delete(key));
    }
  }

  private static void put(String key, byte[] content) {
    stack.bucket().put(key, content, "application/octet-stream");
  }

  private static void delete(String key) {
    stack.wiring().s3().deleteObject(ask -> ask.bucket(stack.bucket().name()).key(key));
  }
}
