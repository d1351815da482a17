package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.Wiring;

/** The usage of AWS that the reports of jobs show. */
class UsageFlowTest {

  private static final String TO_ALUMNI = "'changes': {'user_group': {'value': 'ALUMNI'}}";

  private static final String TO_INTERNAL =
      "'changes': {'account_type': {'value': 'INTERNAL'}},"
          + " 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}";

  @TempDir Path folder;
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    library.load(Patron.external("ada"), Patron.external("ben"), Patron.external("cleo"));
    library.load(
        Patron.external("dora").with("user_group", "ALUMNI"),
        Patron.external("emil").with("user_group", "ALUMNI"));
  }

  private EndedJob run(String members, String does) {
    return library.run("{'initiated_by': 'user.manager', 'set': %s, %s}".formatted(members, does));
  }

  private EndedJob runEarlier(String key, EndedJob job) {
    return library.run("{'initiated_by': 'user.manager', '%s': '%s'}".formatted(key, job.id()));
  }

  /**
   * The columns: the state transitions and the executions of chunks; the invocations of PrepareJob,
   * UpdateUser, NotifyUser and ReportJob; the writes; the units read and written; the puts, lists
   * and gets of S3; the requests to KMS; the letters.
   */
  @Test
  void jobs_shouldCountWhatTheyUse() {
    Map<String, EndedJob> jobs = new LinkedHashMap<>();
    String all = "{'members': ['ada', 'ben', 'cleo', 'dora', 'emil', 'nobody']}";
    jobs.put("update", run(all, TO_ALUMNI));
    jobs.put("undo", runEarlier("undo", jobs.get("update")));
    jobs.put("preview", run(all, "'mode': 'PREVIEW', " + TO_ALUMNI));
    jobs.put("confirm", runEarlier("confirm", jobs.get("preview")));
    jobs.put(
        "query",
        run(
            "{'query': \"user_group.value = 'ALUMNI'\"}",
            "'changes': {'campus_code': {'value': 'Q'}}"));
    String few = "{'members': ['ada', 'ben', 'cleo']}";
    jobs.put(
        "first two",
        run(few, "'limits': {'first': 2}, 'changes': {'campus_code': {'value': 'N'}}"));
    jobs.put("continue", runEarlier("continue", jobs.get("first two")));
    jobs.put(
        "test", run(few, TO_INTERNAL.replace("CHANGE'}", "CHANGE', 'test_to': 'me@example.edu'}")));
    library.load(Patron.external("ben").withoutEmail());
    jobs.put("letters", run(few, TO_INTERNAL));
    library.load(Patron.internal("ben").email("ben@example.edu"));
    jobs.put("retry", runEarlier("retry", jobs.get("letters")));
    library.load(Patron.external("flo").withJson("expiry_date", "'never'"));
    jobs.put(
        "failed",
        run(
            "{'members': ['ada', 'flo']}",
            "'limits': {'max_failures_percent': 60}, 'changes': {'expiry_date': {'extend_by': 'P1Y'}}"));
    StringBuilder table = new StringBuilder();
    jobs.forEach((name, job) -> table.append(row(name, job)).append('\n'));

    assertThat(table)
        .hasToString(
            """
            update    |  9  4 | 1 4 0 1 |  3 | 11  3 | 11  4  17 | 0 0
            undo      |  8  3 | 1 3 0 1 |  3 |  4  3 | 12 15  28 | 0 0
            preview   |  9  4 | 1 4 0 1 |  0 | 11  0 | 13  4  21 | 0 0
            confirm   |  9  4 | 1 4 0 1 |  3 |  7  3 | 14  6  36 | 0 0
            query     |  9  4 | 1 4 0 1 |  5 |  6  5 | 11  4  20 | 0 0
            first two |  7  2 | 1 2 0 1 |  2 |  6  2 | 10  4  16 | 0 0
            continue  |  6  1 | 1 1 0 1 |  1 |  2  1 | 10  8  14 | 0 0
            test      |  8  3 | 1 3 3 1 |  0 | 13  0 | 14  7  53 | 0 3
            letters   |  8  3 | 1 3 2 1 |  7 | 10 13 | 13  7  50 | 2 2
            retry     |  6  1 | 1 1 1 1 |  2 |  6  3 | 11 10  27 | 1 1
            failed    |  7  2 | 1 2 0 1 |  1 |  6  2 | 10  6  13 | 0 0
            """);
  }

  private static String row(String name, EndedJob job) {
    JsonNode work = job.report().path("work");
    JsonNode functions = work.path("functions");
    JsonNode requests = work.path("requests");
    return "%-9s | %2d %2d | %d %d %d %d | %2d | %2d %2d | %2d %2d %3d | %d %d"
        .formatted(
            name,
            work.path("state_transitions").asInt(),
            work.path("express_requests").asInt(),
            functions.path("PrepareJob").path("invocations").asInt(),
            functions.path("UpdateUser").path("invocations").asInt(),
            functions.path("NotifyUser").path("invocations").asInt(),
            functions.path("ReportJob").path("invocations").asInt(),
            requests.path("DynamoDb.UpdateItem").asInt(),
            work.path("dynamodb_read_units").asInt(),
            work.path("dynamodb_write_units").asInt(),
            requests.path("S3.PutObject").asInt(),
            requests.path("S3.ListObjectsV2").asInt(),
            requests.path("S3.GetObject").asInt(),
            work.path("kms_requests").asInt(),
            work.path("emails").asInt());
  }

  /** The calls are counted a second time here, with that of Step Functions for the chunks. */
  @Test
  void requests_shouldBeAllThatTheFunctionsSend() {
    Map<String, Long> sent = new ConcurrentHashMap<>();
    Wiring wiring = library.wiring();
    wiring = FaultyClient.forS3(wiring, counter("S3", sent));
    wiring = FaultyClient.forDynamoDb(wiring, counter("DynamoDb", sent));
    wiring = FaultyClient.forSes(wiring, counter("Ses", sent));
    wiring = FaultyClient.forKms(wiring, counter("Kms", sent));

    EndedJob job =
        library.run(
            wiring,
            "{'initiated_by': 'user.manager', 'set': {'members': ['ada', 'ben']}, %s}"
                .formatted(TO_INTERNAL));

    Map<String, Long> counted = new TreeMap<>();
    job.report()
        .path("work")
        .path("requests")
        .properties()
        .forEach(request -> counted.put(request.getKey(), request.getValue().asLong()));
    counted.remove("Sfn.DescribeExecution");
    assertThat(counted).containsExactlyInAnyOrderEntriesOf(sent);
  }

  private static Consumer<Object> counter(String service, Map<String, Long> sent) {
    return request ->
        sent.merge(
            service + "." + request.getClass().getSimpleName().replaceFirst("Request$", ""),
            1L,
            Long::sum);
  }
}
