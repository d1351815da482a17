package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.job.Outcome;
import org.rollcall.json.Json;
import org.rollcall.report.Status;
import org.rollcall.user.state.LetterProgress;

/** {@code docs/report.md}: exactly the objects, keys, columns and values of a job's folder. */
class ReportDocumentTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  /** A test of letters with a failing member, which writes all kinds of objects. */
  private static final String JOB =
      """
      {"initiated_by": "mlibrarian", "set": {"query": "primary_id = 'uadmin' ? $error('no') : primary_id = 'aarav.patel.0073'"},
       "changes": {"status": {"value": "INACTIVE"}},
       "notify": {"type": "ACCOUNT_UPDATED", "test_to": "me@example.edu"},
       "limits": {"max_failures_percent": 100}}
      """;

  @TempDir static Path temp;
  static String page;
  static JsonNode report;
  static List<String> keys;
  static String users;

  @BeforeAll
  static void runJob() throws IOException {
    page = Files.readString(HOME.resolve("docs/report.md"));
    Path input = Files.writeString(temp.resolve("job.json"), JOB);
    Path data = temp.resolve("data");
    report = CommandResult.run("run", input, "--data", data, "--json").json();
    String folder = "jobs/" + report.path("job_id").asText() + "/";
    keys =
        CommandResult.run("ls", folder, "--data", data).lines().stream()
            .map(key -> key.substring(folder.length()))
            .toList();
    users =
        CommandResult.run("get", folder + "users.csv", "--data", data)
            .out()
            .replaceFirst("^\ufeff", "");
  }

  @Test
  void folder_shouldContainTheListedObjects() {
    // Tests of letters have no delivery events, and this job is neither partial, nor a preview or
    // its confirm, nor an undo, and it was not undone.
    Stream<String> all =
        Stream.concat(
            keys.stream(),
            Stream.of(
                "deliveries/",
                "held-back.json",
                "preview.json",
                "discarded.json",
                "forecast.json",
                "continued/",
                "confirmed/",
                "previewed/",
                "before-images/",
                "undone-letter.json",
                "undone/",
                "chain/"));
    assertThat(all.map(key -> key.replaceFirst("/.*", "/")).distinct())
        .containsExactlyInAnyOrderElementsOf(firstCells(section("The report")));
  }

  @Test
  void reportJson_shouldHaveTheKeysOfTheExample() throws IOException {
    String example = page.split("```json\n", 2)[1].split("```", 2)[0];
    Set<String> shown = paths("", Json.MAPPER.readTree(example));
    shown.addAll(List.of("test_to", "query", "limits.max_failures_percent"));

    Set<String> written = paths("", report);
    // Which requests a job sends depends on the job.
    Stream.of(shown, written)
        .forEach(keys -> keys.removeIf(key -> key.startsWith("work.requests.")));
    assertThat(written).isEqualTo(shown);
    assertThat(page).contains("`test_to`", "`query`", "`max_failures_percent`");
  }

  @Test
  void usersCsv_shouldHaveTheColumnsOfTheTable() {
    assertThat(users.lines().findFirst().orElseThrow().split(",", -1))
        .containsExactlyElementsOf(table("column"));
  }

  @Test
  void results_shouldAllBeExplained() {
    assertThat(table("result")).containsExactlyInAnyOrderElementsOf(names(Outcome.Result.values()));
  }

  @Test
  void statuses_shouldAllBeExplained() {
    assertThat(table("status")).containsExactlyInAnyOrderElementsOf(names(Status.values()));
  }

  @Test
  void finalStatesOfLetters_shouldAllBeExplained() {
    String row =
        page.lines().filter(line -> line.startsWith("| `letter` |")).findFirst().orElse("");

    assertThat(NAME.matcher(row).results().map((MatchResult name) -> name.group(1)).skip(1))
        .isSubsetOf(names(LetterProgress.State.values()))
        .contains("SENT", "FAILED", "NO_PREFERRED_EMAIL", "OPTED_OUT", "ADDRESS_BOUNCED");
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  private static String section(String heading) {
    return page.split("(?m)^##? " + Pattern.quote(heading) + "$", 2)[1].split("(?m)^## ", 2)[0];
  }

  /** The first column of the table with this heading. */
  private static List<String> table(String head) {
    return firstCells(page.split("(?m)^\\| " + head + " \\|.*\n", 2)[1].split("\n\n", 2)[0]);
  }

  private static List<String> firstCells(String text) {
    return text.lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> NAME.matcher(line.split(" \\| ", -1)[0]).results())
        .map((MatchResult name) -> name.group(1))
        .collect(Collectors.toList());
  }

  /** The paths of all keys. */
  private static Set<String> paths(String path, JsonNode node) {
    Set<String> paths = new TreeSet<>();
    node.properties()
        .forEach(
            field -> {
              paths.add(path + field.getKey());
              paths.addAll(paths(path + field.getKey() + ".", field.getValue()));
            });
    return paths;
  }
}
