package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.failing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.lambda.Wiring;

/** Retries that are rejected. */
class RetryRejectionFlowTest {

  private static final String CONVERT =
      """
      {'job_name': 'Leavers', 'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  @TempDir static Path folder;
  static final SettableClock CLOCK = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'no-such-job'   | there is no accepted job with this ID
          '../job-1'      | not a valid job ID
          'a/../../sets'  | not a valid job ID
          ''              | must not be blank
          null            | must not be null
          ['job-1']       | must be
          """,
      quoteCharacter = '"')
  void unknownJobId_shouldBeRejected(String id, String sentence) {
    assertThat(library.run("{'initiated_by': 'user.manager', 'retry': " + id + "}").errors())
        .hasSize(1)
        .extractingByKey("retry")
        .asString()
        .startsWith(sentence);
  }

  @Test
  void mistypedJobId_shouldHintAtTheNearest() {
    library.load(Patron.external("r16"));
    EndedJob job = library.run(CONVERT.formatted("r16"));

    for (String typed :
        List.of(job.id() + "x", job.id().toString().replaceFirst("-", "--"), job.id() + ".")) {
      assertThat(library.run("{'initiated_by': 'user.manager', 'retry': '" + typed + "'}").errors())
          .extractingByKey("retry")
          .asString()
          .contains("; did you mean \"" + job.id() + "\"?");
    }
  }

  @Test
  void testOfLetters_shouldNotBeRetried() {
    library.load(Patron.external("r12"));
    EndedJob test =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['r12']},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}}
            """);

    assertThat(retry(test).errors().get("retry")).startsWith("this job was a test of letters");
  }

  @Test
  void keysCombinedWithRetry_shouldEachBeAnError() {
    library.load(Patron.external("r13"));
    EndedJob job = library.run(CONVERT.formatted("r13"));

    Map<String, String> faults =
        library
            .run(
                """
                {'initiated_by': 'user.manager', 'retry': '%s', 'set': 'everybody', 'changes': {},
                 'limits': {}, 'notify': {}, 'mode': 'RUN', 'job_name': 'x', 'retyr': 1}
                """
                    .formatted(job.id()))
            .errors();

    assertThat(faults)
        .containsOnlyKeys("set", "changes", "limits", "notify", "mode", "job_name", "retyr");
  }

  @Test
  void retryByAnUnauthorisedOperator_shouldBeRejected() {
    library.load(Patron.external("r14"));
    EndedJob job = library.run(failing("r14", library.wiring()), CONVERT.formatted("r14"));

    EndedJob retry = library.run("{'initiated_by': 'r14', 'retry': '" + job.id() + "'}");

    assertThat(retry.errors()).containsOnlyKeys("initiated_by");
    assertThat(library.stored("r14").state().lastChange()).isEmpty();
  }

  @Test
  void jobThatAddsRoles_shouldBeRetriedOnlyByAuthorisedOperators() {
    library.load(Patron.internal("r15"));
    EndedJob job =
        library.run(
            failing("r15", library.wiring()),
            """
            {'initiated_by': 'user.administrator', 'set': {'members': ['r15']},
             'changes': {'roles': {'add': [{'role_type': '21'}]}}}
            """);

    assertThat(retry(job).errors()).containsOnlyKeys("changes.roles.add[0].role_type");
    EndedJob retry =
        library.run("{'initiated_by': 'user.administrator', 'retry': '" + job.id() + "'}");
    assertThat(retry.result("r15")).isEqualTo("UPDATED");
  }

  private static EndedJob retry(EndedJob job) {
    return retry(library.wiring(), job);
  }

  private static EndedJob retry(Wiring wiring, EndedJob job) {
    return library.run(wiring, "{'initiated_by': 'user.manager', 'retry': '" + job.id() + "'}");
  }
}
