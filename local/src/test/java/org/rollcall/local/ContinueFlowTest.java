package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Jobs that continue a job with {@code limits.first}. */
class ContinueFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static EndedJob extend(List<String> ids, String limits) {
    return library.run(input(ids, limits));
  }

  private static String input(List<String> ids, String limits) {
    return """
    {'initiated_by': 'user.manager', 'set': {'members': [%s]}, 'job_name': 'One more year',
     'changes': {'expiry_date': {'extend_by': 'P1Y'}},
     'notify': {'type': 'ACCOUNT_UPDATED'}, 'limits': {%s}}
    """
        .formatted(ids.stream().collect(Collectors.joining("', '", "'", "'")), limits);
  }

  private static String continuation(EndedJob job, String more) {
    return "{'initiated_by': 'user.manager', 'continue': '" + job.id() + "'" + more + "}";
  }

  private static EndedJob continued(EndedJob job, String more) {
    return library.run(continuation(job, more));
  }

  private static String expiry(String id) {
    return library.record(id).path("expiry_date").asText();
  }

  private static void assertEachExtendedOnce(List<String> ids) {
    assertThat(ids).allSatisfy(id -> assertThat(expiry(id)).isEqualTo("2027-12-31Z"));
  }

  /** The error of the key {@code continue}. */
  private static String error(EndedJob job) {
    Map<String, String> errors = job.errors();
    assertThat(errors).containsOnlyKeys("continue");
    return String.join("", errors.values());
  }

  @Test
  void continuation_shouldProcessTheHeldBackMembers() {
    List<String> ids = library.load("ca", 7);
    EndedJob first = extend(ids, "'first': 2");

    EndedJob rest = continued(first, "");

    assertThat(rest.users().keySet()).containsExactly("ca-01", "ca-02", "ca-04", "ca-05", "ca-06");
    assertThat(rest.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(rest.report().path("job_name").asText()).isEqualTo("One more year");
    assertThat(rest.report().path("continue_of").asText()).isEqualTo(first.id());
    assertThat(library.reportAgain(first).report().path("continued_by").asText())
        .isEqualTo(rest.id());
    assertThat(first.page()).contains("They were passed on to the job <a href=\"../" + rest.id());
    assertEachExtendedOnce(ids);
    assertThat(ids).allSatisfy(id -> assertThat(library.lettersTo(id + "@example.edu")).hasSize(1));
    assertThat(library.stored("ca-01").state().isChangedBy(first.reference())).isTrue();
  }

  @Test
  void continuation_shouldProcessTheNextMembers() {
    List<String> ids = library.load("cb", 9);
    EndedJob first = extend(ids, "'first': 1");

    EndedJob second = continued(first, ", 'limits': {'first': 2}");
    EndedJob third = continued(second, "");

    assertThat(second.usersWith("UPDATED")).containsExactly("cb-01", "cb-05");
    assertThat(second.status()).isEqualTo("COMPLETED_PARTIAL");
    assertThat(second.count("held_back")).isEqualTo(6);
    assertThat(third.count("updated")).isEqualTo(6);
    assertEachExtendedOnce(ids);
  }

  @Test
  void retriesOfAContinuedChain_shouldProcessTheirOwnMembersOnce() {
    List<String> ids = library.load("cc", 4);
    library.load(
        Patron.external("cc-00").with("account_type", "SOMETHING"),
        Patron.external("cc-01").with("account_type", "SOMETHING"));
    EndedJob first = extend(ids, "'first': 2");
    EndedJob rest = continued(first, "");
    library.load(Patron.external("cc-00"), Patron.external("cc-01"));

    EndedJob retryOfFirst = library.retry(first);
    EndedJob retryOfRest = library.retry(rest);
    library.retry(first);
    library.retry(rest);

    assertThat(retryOfFirst.users().keySet()).containsExactly("cc-00");
    assertThat(retryOfRest.users().keySet()).containsExactly("cc-01");
    assertEachExtendedOnce(ids);
  }

  @Test
  void job_shouldBeContinuedOnce() {
    EndedJob first = extend(library.load("cd", 3), "'first': 1");
    EndedJob rest = continued(first, "");

    assertThat(error(continued(first, "")))
        .isEqualTo(
            "this job was continued by the job " + rest.id() + "; continue or retry that job");
  }

  @Test
  void jobWithoutHeldBackMembers_shouldNotBeContinued() {
    List<String> ids = library.load("ce", 2);
    library.load(Patron.external("ce-00").with("account_type", "SOMETHING"));
    EndedJob all = extend(ids, "'first': 2");
    EndedJob retry = library.retry(all);
    EndedJob test =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['ce-01']},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}}
            """);

    assertThat(error(continued(all, ""))).isEqualTo("this job holds no members back");
    assertThat(error(continued(retry, "")))
        .isEqualTo("this job holds no members back; it is a retry of " + all.id());
    assertThat(error(continued(test, ""))).startsWith("this job was a test of letters");
  }

  @Test
  void preview_shouldNotBeRetriedOrContinued() {
    library.load("cl", 1);
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['cl-00']}, 'mode': 'PREVIEW',
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);

    assertThat(error(continued(preview, ""))).startsWith("this job is a preview");
    assertThat(library.retry(preview).errors().get("retry")).startsWith("this job is a preview");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'limits': {'max_users': 4} | limits.max_users | cannot be combined with continue",
        "'retry': 'job-1' | continue | cannot be combined with retry",
        "'set': 'everybody' | set | cannot be combined with continue",
        "'limits': {'first': 0} | limits.first | must be a whole number of at least 1",
        "'limits': {'frist': 2} | limits.frist | unknown key"
      })
  void otherKeys_shouldBeErrors(String key, String path, String sentence) {
    assertThat(
            library
                .run("{'initiated_by': 'user.manager', 'continue': 'no-job', " + key + "}")
                .errors()
                .get(path))
        .startsWith(sentence);
  }

  @Test
  void operator_shouldNeedTheRightsOfTheFirstJob() {
    List<String> ids = library.load("cf", 3);
    EndedJob first =
        library.run(
            """
            {'initiated_by': 'user.administrator', 'set': {'members': ['%s']},
             'changes': {'roles': {'add': [{'role_type': '21'}]}}, 'limits': {'first': 1}}
            """
                .formatted(String.join("', '", ids)));

    assertThat(continued(first, "").errors()).containsOnlyKeys("changes.roles.add[0].role_type");
    assertThat(
            library
                .run("{'initiated_by': 'user.administrator', 'continue': '" + first.id() + "'}")
                .count("updated"))
        .isEqualTo(2);
  }

  @Test
  void failureLimit_shouldCountTheMembersOfTheContinuation() {
    List<String> ids = library.load("cg", 12);
    EndedJob first = extend(ids, "'first': 2, 'max_failures_percent': 20");
    for (String id : List.of("cg-01", "cg-02", "cg-03")) {
      library.load(Patron.external(id).with("account_type", "SOMETHING"));
    }

    EndedJob rest = library.run(TestLibrary.withOneLane(library.wiring()), continuation(first, ""));

    assertThat(rest.count("failed")).isEqualTo(3);
    assertThat(rest.count("not_reached")).isEqualTo(7);
  }

  @Test
  void runningJob_shouldNotBeContinued() {
    List<String> ids = library.load("ch", 3);
    List<EndedJob> attempts = new ArrayList<>();

    EndedJob job =
        Interruption.during(
            library,
            request -> request instanceof UpdateItemRequest,
            input(ids, "'first': 1"),
            (machine, id) ->
                attempts.add(
                    machine.runWithin(
                        TestLibrary.newJobId(),
                        "{'initiated_by': 'user.manager', 'continue': '" + id + "'}")));

    assertThat(error(attempts.get(0)))
        .isEqualTo("this job is still running; continue it when it has ended");
    assertThat(continued(job, "").count("updated")).isEqualTo(2);
  }

  @Test
  void continuationThatWasNeverAccepted_shouldReleaseTheJob() {
    List<String> ids = library.load("ci", 3);
    EndedJob first = extend(ids, "'first': 1");
    library.put(
        "jobs/" + first.id() + "/continued/000001.json", "\"job-killed@2026-11-22T10:00:00Z\"");

    EndedJob rest = continued(first, "");

    assertThat(library.keys("jobs/" + first.id() + "/continued/")).hasSize(2);
    assertThat(rest.count("updated")).isEqualTo(2);
    assertThat(error(continued(first, ""))).contains("by the job " + rest.id());
    assertEachExtendedOnce(ids);
  }

  /** The second one begins when the first one has claimed the job, or is about to claim it. */
  @ParameterizedTest
  @CsvSource({"/chunks.json", "/continued/000001.json"})
  void ofTwoContinuationsAtOnce_oneShouldBeRejected(String moment) {
    List<String> ids = library.load(moment.contains("chunks") ? "cj" : "ck", 4);
    EndedJob first = extend(ids, "'first': 1");
    List<EndedJob> others = new ArrayList<>();

    EndedJob one =
        Interruption.during(
            library,
            request -> isPut(moment, request),
            continuation(first, ""),
            (machine, id) ->
                others.add(machine.runWithin(TestLibrary.newJobId(), continuation(first, ""))));

    EndedJob two = others.get(0);
    boolean isFirstAccepted = one.execution().error() == null;
    EndedJob accepted = isFirstAccepted ? one : two;
    assertThat(error(isFirstAccepted ? two : one)).contains("by the job " + accepted.id());
    assertThat(isFirstAccepted).isEqualTo(moment.contains("chunks"));
    assertThat(accepted.count("updated")).isEqualTo(3);
    assertEachExtendedOnce(ids);
  }

  private static boolean isPut(String suffix, Object request) {
    return request instanceof PutObjectRequest put && put.key().endsWith(suffix);
  }
}
