package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.RecordCopy;
import org.rollcall.job.JobFolder;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ses.Inbox;
import org.rollcall.local.endpoint.ses.SesAccount;
import org.rollcall.local.endpoint.ses.SesService;
import org.rollcall.update.ChunkUpdate;
import org.rollcall.update.WriteLanes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ses.SesClient;

/** Limits of jobs: failures, members and the SES quota. */
class GuardRailFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder.resolve("data"));
  }

  @Test
  void failuresBeyondTheLimit_shouldStopTheJob() {
    load("fa", 60);
    library.load(broken("fa", 0), broken("fa", 1), broken("fa", 2));

    EndedJob job = library.run(input(members("fa", 60), "'limits': {'max_failures_percent': 2}"));

    assertThat(job.execution().error()).isEqualTo("UsersNotReached");
    assertThat(job.status()).isEqualTo("FAILED");
    assertThat(job.count("failed")).isBetween(2, 3);
    assertThat(job.count("not_reached")).isPositive();
    assertThat(job.count("updated") + job.count("failed") + job.count("not_reached")).isEqualTo(60);
    List<String> unreached =
        job.users().keySet().stream().filter(id -> job.result(id).equals("NOT_REACHED")).toList();
    assertThat(unreached)
        .allSatisfy(
            id -> {
              assertThat(job.reason(id)).isEqualTo("FAILURE_LIMIT");
              assertThat(library.stored(id).user().code("user_group")).contains("UG");
            });
    assertThat(job.failed()).containsAll(unreached);
  }

  @Test
  void failuresWithinTheLimit_shouldNotStopTheJob() {
    load("fb", 30);
    library.load(broken("fb", 0), broken("fb", 1), broken("fb", 2));

    EndedJob job = library.run(input(members("fb", 30), "'limits': {'max_failures_percent': 10}"));

    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.count("failed")).isEqualTo(3);
    assertThat(job.count("updated")).isEqualTo(27);
  }

  @Test
  void repeatedChunk_shouldKeepItsResults() {
    load("fc", 2);
    EndedJob job = library.run(input(members("fc", 1), "'limits': {'max_failures_percent': 0}"));
    library.put("jobs/" + job.id() + "/failures/OUTCOMES-000009-1", "");

    TestLibrary.invoke(
        new UpdateUser(library.wiring()),
        "{'job_id': '" + job.id() + "', 'chunk': 1, 'members': ['fc-00', 'fc-01']}");

    assertThat(job.entries("outcomes/000001.jsonl"))
        .satisfiesExactly(
            done -> assertThat(done).contains("fc-00", "UPDATED"),
            left -> assertThat(left).contains("fc-01", "NOT_REACHED"));
  }

  @Test
  void chunkWithoutTime_shouldRecordUnreachedMembers() {
    load("ff", 2);
    EndedJob job = library.run(input(members("ff", 1), "'limits': {}"));
    Wiring wiring = library.wiring();

    new ChunkUpdate(
            new JobFolder(wiring.bucket(), job.jobId()).readJob(),
            wiring.users(),
            WriteLanes.one(),
            wiring.bucket(),
            wiring.clock(),
            Duration.ZERO)
        .update(new ChunkUpdate.Request(job.jobId(), 1, List.of("ff-00", "ff-01")));

    assertThat(job.entries("outcomes/000001.jsonl"))
        .satisfiesExactly(
            done -> assertThat(done).contains("ff-00", "UPDATED"),
            left -> assertThat(left).contains("ff-01", "NOT_REACHED"));
    assertThat(library.stored("ff-01").user().code("user_group")).contains("UG");
  }

  @Test
  void queryFailuresBeyondTheLimit_shouldRejectTheJob() {
    load("fd", 3);
    library.load(Patron.external("fd-odd").with("user_group", "fd").with("expiry_date", "soon"));

    EndedJob job =
        library.run(
            input(
                "{'query': '$contains(primary_id, \\u0022fd-\\u0022) and $number($substring(expiry_date, 0, 4)) > 2000'}",
                "'limits': {'max_failures_percent': 5}"));

    assertThat(job.errors().get("limits.max_failures_percent"))
        .isEqualTo("users for which the set's query fails: 1; limit: 0");
  }

  @Test
  void lettersBeyondTheSesQuota_shouldRejectTheJob() {
    load("qa", 6);
    try (AwsEndpoint mail = mail(5)) {
      EndedJob job =
          library.run(
              withMail(mail), input(members("qa", 6), "'notify': {'type': 'ACCOUNT_UPDATED'}"));

      assertThat(job.errors().get("notify"))
          .isEqualTo(
              "letters to send: 6; letters of this priority that Amazon SES still accepts from this"
                  + " account within 24 hours: 5; letters that do not fit: 1; use a smaller set, or wait");
      assertThat(library.stored("qa-00").user().code("user_group")).contains("UG");
    }
  }

  @Test
  void letters_shouldBeCountedBeforeAJobIsRejectedForTheQuota() {
    load("qb", 5);
    library.load(Patron.internal("qb-05"), Patron.external("qb-06").withoutEmail());
    try (AwsEndpoint mail = mail(5)) {
      EndedJob job =
          library.run(
              withMail(mail),
              """
              {'initiated_by': 'user.manager', 'set': {'members': %s},
               'changes': {'account_type': {'value': 'INTERNAL'}},
               'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
              """
                  .formatted(ids("qb", 7)));

      assertThat(job.count("letters_sent")).isEqualTo(5);
    }
  }

  @Test
  void testOfLetters_shouldNeedQuotaOnlyForItsLetters() {
    load("qc", 6);
    try (AwsEndpoint mail = mail(3)) {
      EndedJob job =
          library.run(
              withMail(mail),
              input(
                  members("qc", 6),
                  "'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}"));

      assertThat(job.count("letters_sent")).isEqualTo(3);
    }
  }

  @Test
  void testOfLettersBeyondTheSesQuota_shouldBeRejected() {
    load("qd", 6);
    try (AwsEndpoint mail = mail(2)) {
      EndedJob job =
          library.run(
              withMail(mail),
              input(
                  members("qd", 6),
                  "'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}"));

      assertThat(job.errors().get("notify")).startsWith("letters to send: 3; ");
    }
  }

  @Test
  void membersWithAFailingQuery_shouldNeedNoQuota() {
    load("qe", 3);
    library.load(Patron.external("qe-odd").with("job_description", "x"));
    try (AwsEndpoint mail = mail(3)) {
      EndedJob job =
          library.run(
              withMail(mail),
              input(
                  "{'query': '$contains(primary_id, \\u0022qe-\\u0022) and"
                      + " ($exists(job_description) ? job_description > 1 : true)'}",
                  "'notify': {'type': 'ACCOUNT_UPDATED'}"));

      assertThat(job.count("letters_sent")).isEqualTo(3);
      assertThat(job.reason("qe-odd")).isEqualTo("SET_QUERY_FAILED");
    }
  }

  @Test
  void failuresThatCannotBeCounted_shouldBeRecorded() {
    load("fe", 1);
    library.load(broken("fe", 1));

    EndedJob job =
        library.run(
            FaultyClient.forS3(
                library.wiring(),
                request -> {
                  if (request instanceof PutObjectRequest put && put.key().contains("/failures/")) {
                    throw S3Exception.builder().statusCode(503).build();
                  }
                }),
            input(members("fe", 2), "'limits': {'max_failures_percent': 50}"));

    assertThat(job.result("fe-00")).isEqualTo("UPDATED");
    assertThat(job.result("fe-01")).isEqualTo("FAILED");
    assertThat(job.reason("fe-01")).isEqualTo("BROKEN_RECORD");
  }

  private static String input(String set, String more) {
    return "{'initiated_by': 'user.manager', 'set': "
        + set
        + ", 'changes': {'user_group': {'value': 'ALUMNI'}}, "
        + more
        + "}";
  }

  private static String members(String prefix, int count) {
    return "{'members': " + ids(prefix, count) + "}";
  }

  private static String ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> "'" + id(prefix, i) + "'").toList().toString();
  }

  private static String id(String prefix, int number) {
    return "%s-%02d".formatted(prefix, number);
  }

  private static void load(String prefix, int count) {
    library.load(
        Stream.iterate(0, i -> i + 1)
            .limit(count)
            .map(i -> Patron.external(id(prefix, i)))
            .toArray(Patron[]::new));
  }

  private static Patron broken(String prefix, int number) {
    return Patron.external(id(prefix, number)).without("account_type");
  }

  private static AwsEndpoint mail(int max24HourSend) {
    AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
    try {
      Path inbox = Files.createTempDirectory(folder, "inbox");
      endpoint.addQueryService(
          SesService.VERSION,
          new SesService(
              new Inbox(inbox, inbox),
              () -> new SesAccount(max24HourSend, 10, true),
              tags -> Optional.empty(),
              Clock.systemUTC()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return endpoint;
  }

  /** The library's wiring with another SES. */
  private static Wiring withMail(AwsEndpoint endpoint) {
    Wiring wiring = library.wiring();
    SesClient ses =
        SesClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(endpoint.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    return RecordCopy.with(wiring, "ses", ses);
  }
}
