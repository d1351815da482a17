package org.rollcall.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.local.LocalStack;

/** {@code rollcall jobs}, {@code rollcall retry}, and {@code rollcall report} of the last job. */
class JobsCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final String FLAG = " --stack " + LocalStack.NAME;

  @TempDir static Path temp;
  static LocalStack stack;
  static AwsEnvironment environment;

  /** The IDs of a complete job, one that owes a letter, its retry, a rejected one, and a test. */
  static String complete;

  static String owing;
  static String retry;
  static String rejected;
  static String test;

  @BeforeAll
  static void runJobs() throws IOException {
    stack = LocalStack.open(temp.resolve("data"), HOME);
    stack.fill(true);
    environment = AwsEnvironment.of(stack.serve());
    complete =
        run(
            """
            {'job_name': 'A complete job', 'initiated_by': 'mlibrarian',
             'set': {'members': ['aarav.patel.0073', 'no.such.user']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    owing =
        run(
            """
            {'job_name': 'A letter is owed', 'initiated_by': 'mlibrarian',
             'set': {'members': ['deepika.sharma.0191@example.edu']},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);
    retry = onStack("retry", owing, "--as", "mlibrarian", "--json").json().path("job_id").asText();
    rejected =
        run("{'job_name': 'A\\u001b[31m job', 'initiated_by': 'nobody', 'sett': 'all-students'}");
    test =
        run(
            """
            {'job_name': 'A test', 'initiated_by': 'mlibrarian',
             'set': {'members': ['amelie.daubigne.0172']},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}}
            """);
  }

  @AfterAll
  static void close() {
    environment.close();
    stack.close();
  }

  private static CommandResult onStack(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--stack", LocalStack.NAME));
    return CommandResult.run(all.toArray());
  }

  /** Runs a job, and returns the name of its execution. */
  private static String run(String input) throws IOException {
    Path file = Files.writeString(temp.resolve("job.json"), Given.jsonText(input));
    String started = onStack("run", file).err();
    return started.lines().findFirst().orElseThrow().replace("Started the job ", "");
  }

  private static Stream<String> ids() {
    return Stream.of(complete, owing, retry, rejected, test);
  }

  private static JsonNode listed(String id) {
    for (JsonNode job : onStack("jobs", "--json").json().path("jobs")) {
      if (job.path("job_id").asText().equals(id)) {
        return job;
      }
    }
    throw new AssertionError("not listed: " + id);
  }

  @Test
  void jobs_shouldBeListedFromTheNewestWithWhatCanBeDoneNext() {
    CommandResult jobs = onStack("jobs");

    assertThat(jobs.exitCode()).isZero();
    assertThat(jobs.lines().get(0))
        .matches("JOB +NAME +KIND +BY +STATUS +MEMBERS +CHANGED +OWED +NEXT");
    assertThat(jobs.lines().stream().map(line -> line.replaceAll(" {2,}", "|")))
        .filteredOn(line -> ids().anyMatch(line::startsWith))
        .containsExactly(
            test + "|A test|test|mlibrarian|COMPLETED_SUCCESS|1|0|0|report",
            rejected + "|A?[31m job|run|nobody|REJECTED|-|-|-|-",
            retry
                + "|A letter is owed|retry|mlibrarian|COMPLETED_WARNING|1|1|1|retry, diff, report, undo",
            owing
                + "|A letter is owed|run|mlibrarian|COMPLETED_WARNING|1|1|1|retry, diff, report, undo",
            complete + "|A complete job|run|mlibrarian|COMPLETED_WARNING|2|1|0|diff, report, undo");
    assertThat(jobs.out())
        .endsWith("\n\nTo see its report:\n./rollcall report " + test + FLAG + "\n");
  }

  @Test
  void jobs_asJson_shouldHaveTheCompleteCommands() {
    JsonNode job = listed(owing);

    assertThat(job.path("job_name").asText()).isEqualTo("A letter is owed");
    assertThat(job.path("letters_owed").intValue()).isOne();
    assertThat(job.path("next").get(0).asText())
        .isEqualTo("./rollcall retry " + owing + " --as mlibrarian" + FLAG);
    assertThat(listed(rejected).has("members")).isFalse();
  }

  @Test
  void pages_shouldHaveEveryJobOnce() {
    List<String> found = new ArrayList<>();
    CommandResult page = onStack("jobs", "--limit", 2, "--json");
    while (page.json().has("more")) {
      page.json().path("jobs").forEach(job -> found.add(job.path("job_id").asText()));
      assertThat(page.json().path("jobs")).hasSize(2);
      String next = page.json().path("more").asText().replace("./rollcall ", "");
      page = CommandResult.run((Object[]) (next + " --json").split(" "));
    }
    page.json().path("jobs").forEach(job -> found.add(job.path("job_id").asText()));

    assertThat(found)
        .containsSubsequence(test, rejected, retry, owing, complete)
        .doesNotHaveDuplicates();
    assertThat(onStack("jobs", "--limit", 1).out())
        .contains("To see older jobs:\n./rollcall jobs --after " + found.get(0) + " --limit 1");
    assertThat(onStack("jobs", "--after", test + "x").err())
        .contains("did you mean \"" + test + "\"?", "[JOB_NOT_FOUND]");
    assertThat(onStack("jobs", "--limit", 0).err()).contains("[JOBS_LIMIT_INVALID]");
  }

  @Test
  void jobsWithoutAReport_shouldBeShownAsSuch() {
    String lost = "20250101-000000-lost-report-aaaa";
    put(lost + "/job.json", get(complete + "/job.json").replace(complete, lost));
    put("20250101-000001-damaged-aaaa/report.json", "{\"job_id\": 1}");
    put("20250101-000002-only-started-aaaa/start.json", "{}");

    JsonNode unreported = listed("20250101-000000-lost-report-aaaa");
    assertThat(unreported.path("status").asText()).isEqualTo("NO_REPORT");
    assertThat(unreported.path("members").intValue()).isEqualTo(2);
    assertThat(unreported.path("next").toString()).contains("aaaa --rebuild" + FLAG);
    assertThat(listed("20250101-000001-damaged-aaaa").path("status").asText())
        .isEqualTo("UNREADABLE");
    assertThat(listed("20250101-000002-only-started-aaaa").path("status").asText())
        .isEqualTo("NOT_ACCEPTED");
    assertThat(onStack("jobs").exitCode()).isZero();
  }

  @Test
  void jobWithADamagedJobFile_shouldBeShownFromItsReport() {
    String job = get(complete + "/job.json");
    put(complete + "/job.json", "damaged");

    assertThat(listed(complete).path("status").asText()).isEqualTo("COMPLETED_WARNING");
    put(complete + "/job.json", job);
  }

  @Test
  void report_withoutAnId_shouldBeThatOfTheLastJob() {
    CommandResult last = onStack("report");

    assertThat(last.exitCode()).isZero();
    assertThat(last.out()).isEqualTo(onStack("report", test).out()).contains("A test");
    assertThat(onStack("report", owing).out())
        .endsWith(
            "1 letter owed. To retry the job:\n./rollcall retry %s --as mlibrarian%s\n"
                .formatted(owing, FLAG));
    assertThat(onStack("report", complete).out())
        .endsWith("To see what changed:\n./rollcall diff %s%s\n".formatted(complete, FLAG));
  }

  @Test
  void retry_thatIsRejected_shouldSayWhichRightIsMissing() {
    CommandResult unknown = onStack("retry", owing + "x", "--as", "mlibrarian");
    CommandResult powerless = onStack("retry", owing, "--as", "aarav.patel.0073", "--json");

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("retry: ", "did you mean \"" + owing + "\"?");
    assertThat(powerless.exitCode()).isEqualTo(2);
    assertThat(powerless.json().toString()).contains("OPERATOR_WITHOUT_ROLE");
  }

  @Test
  void retry_withoutAnOperator_shouldAskForOne() {
    CommandResult retry = onStack("retry", owing);

    assertThat(retry.exitCode()).isEqualTo(2);
    assertThat(retry.err()).contains("--as OPERATOR", "[OPERATOR_MISSING]");
  }

  @Test
  void stackWithoutJobs_shouldSayHowToRunOne() {
    try (LocalStack empty = LocalStack.open(temp.resolve("empty"), HOME);
        AwsEnvironment other = AwsEnvironment.of(empty.serve())) {
      assertThat(other.isSet()).isTrue();
      empty.fill(false);

      assertThat(onStack("jobs").lines())
          .containsExactly(
              "There are no jobs.",
              "",
              "To run a job:",
              "./rollcall run events/first-job.json" + FLAG);
      assertThat(onStack("report").err()).contains("./rollcall run JOB.json" + FLAG, "[NO_JOBS]");
    } finally {
      environment.set();
    }
  }

  private static String get(String name) {
    return new String(stack.bucket().get("jobs/" + name).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static void put(String name, String content) {
    stack
        .bucket()
        .put("jobs/" + name, content.getBytes(StandardCharsets.UTF_8), "application/json");
  }
}
