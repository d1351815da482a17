package org.rollcall.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.local.LocalStack;
import org.rollcall.user.state.LastChange.FieldChange;

/** {@code rollcall diff}. */
class DiffCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  @TempDir static Path temp;
  static LocalStack stack;
  static AwsEnvironment environment;
  static String id;

  @BeforeAll
  static void runJob() throws IOException {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
    Path job =
        Files.writeString(
            temp.resolve("job.json"),
            """
            {"initiated_by": "uadmin",
             "set": {"members": ["aarav.patel.0073", "no.such.user", "uadmin"]},
             "changes": {"user_group": {"value": "ALUMNI"}}}
            """);
    id = onStack("run", job, "--json").json().path("job_id").asText();
  }

  @AfterAll
  static void close() {
    environment.close();
    stack.close();
  }

  private static CommandResult onStack(Object... words) {
    Object[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--stack";
    all[words.length + 1] = LocalStack.NAME;
    return CommandResult.run(all);
  }

  @Test
  void changedUsers_shouldBeShownBeforeAndAfter() {
    CommandResult diff = onStack("diff", id);

    assertThat(diff.exitCode()).isZero();
    assertThat(diff.out())
        .startsWith("aarav.patel.0073\n")
        .contains("\n  user_group: UG -> ALUMNI\n1 of 3 members changed.\n")
        .doesNotContain("no.such.user", "\u001b")
        .endsWith("To see its report:\n./rollcall report " + id + " --stack rollcall-local\n");
  }

  @ParameterizedTest
  @CsvSource({
    "AARAV.PATEL.0073, user_group: UG -> ALUMNI",
    "no.such.user, 'not found: no user has this primary ID [NOT_FOUND]'",
    "uadmin, 'skipped: operators cannot change their own record [OWN_RECORD]'"
  })
  void oneUser_shouldBeShownWithoutTheOthers(String user, String text) {
    CommandResult diff = onStack("diff", id, user);

    assertThat(diff.exitCode()).isZero();
    assertThat(diff.lines().get(0)).isEqualToIgnoringCase(user);
    assertThat(diff.lines().get(1) + diff.lines().get(2)).contains(text);
    assertThat(diff.lines()).filteredOn(line -> line.matches("\\S+")).hasSize(1);
  }

  @Test
  void userOrJob_thatIsUnknown_shouldBeNamed() {
    CommandResult user = onStack("diff", id, "aarav.patel.0037");
    CommandResult job = onStack("diff", id + "x");

    assertThat(user.exitCode()).isEqualTo(2);
    assertThat(user.err()).contains("did you mean \"aarav.patel.0073\"?", "[USER_NOT_IN_JOB]");
    assertThat(job.exitCode()).isEqualTo(2);
    assertThat(job.err()).contains("did you mean \"" + id + "\"?", "[JOB_NOT_FOUND]");
  }

  @Test
  void memberThatWasNotReached_shouldBeShownAsSuch() {
    String page = "jobs/" + id + "/outcomes/000001.jsonl";
    byte[] content = stack.bucket().get(page).orElseThrow();
    stack.bucket().delete(page);

    assertThat(onStack("diff", id, "aarav.patel.0073").out())
        .contains("The job has not reached this member.");
    stack.bucket().put(page, content, "application/jsonl");
  }

  private static List<String> lines(String field, String before, String after, Colors colors) {
    return FieldDiff.lines(Map.of(field, FieldChange.of(Given.json(before), Given.json(after))))
        .stream()
        .map(line -> line.text(colors))
        .toList();
  }

  @Test
  void list_shouldShowTheEntriesThatWereRemovedAddedAndRelabelled() {
    String before =
        """
        [{'role_type': {'value': '200'}, 'status': 'ACTIVE'},
         {'role_type': {'value': '21', 'desc': 'User Manager'}, 'note': ''},
         {'role_type': {'value': '50'}, 'segment_type': 'External'}]
        """;
    String after =
        """
        [{'role_type': {'value': '50'}, 'segment_type': 'Internal'},
         {'role_type': {'value': '21', 'desc': 'User Manager'}, 'note': ''},
         {'role_type': {'value': '201'}, 'days': [{'value': 'MON'}, 'TUE']}]
        """;

    assertThat(lines("user_role", before, after, Colors.NONE))
        .containsExactly(
            "  user_role:",
            "    ~ role_type: 50, segment_type: External -> Internal",
            "    - role_type: 200, status: ACTIVE",
            "    + role_type: 201, days: [MON, TUE]");
  }

  @Test
  void nestedField_shouldBeShownByItsPath() {
    assertThat(
            lines(
                "contact_info",
                "{'email': [{'email_address': 'a@example.edu'}], 'kind': {'value': 'X'}}",
                "{'email': [{'email_address': 'b@example.edu'}], 'kind': {'value': 'X'}}",
                Colors.NONE))
        .containsExactly(
            "  contact_info.email:",
            "    - email_address: a@example.edu",
            "    + email_address: b@example.edu");
  }

  @Test
  void repeatedEntry_shouldBeRemovedOnce() {
    assertThat(lines("library_notice", "['A', 'A', 'B']", "['A', 'B']", Colors.NONE))
        .containsExactly("  library_notice:", "    - A");
  }

  @Test
  void colours_shouldMarkBothValues() {
    assertThat(lines("status", "'ACTIVE'", "'INACTIVE'", Colors.ANSI))
        .containsExactly("  status: \u001b[31mACTIVE\u001b[0m -> \u001b[32mINACTIVE\u001b[0m");
    assertThat(Colors.current()).as("without a terminal").isEqualTo(Colors.NONE);
  }

  @Test
  void secret_shouldNotBeShown() {
    assertThat(lines("pin_number", "'0815'", "'4711'", Colors.NONE))
        .containsExactly("  pin_number: •••• -> ••••");
  }

  @Test
  void valueThatWouldChangeTheTerminal_shouldBeHarmless() {
    assertThat(
            FieldDiff.lines(
                Map.of("last_name", FieldChange.of(null, Given.json("'x\\u001b[2J\\ny'")))))
        .extracting(line -> line.text(Colors.NONE))
        .containsExactly("  last_name: (none) -> x?[2J?y");
  }
}
