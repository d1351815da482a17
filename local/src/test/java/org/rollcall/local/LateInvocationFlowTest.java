package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.aws.Bucket;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.update.ChunkUpdate;
import org.rollcall.update.WriteLanes;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Invocations that are overtaken by later ones. */
class LateInvocationFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void ledgerPage_shouldNotBeOverwrittenByASlowerInvocation() {
    library.load(Patron.internal("len").with("user_group", "ALUMNI"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['len', 'lot']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    List<String> pages = pages(job);

    for (int chunk = 1; chunk <= 2; chunk++) {
      AtomicInteger reads = new AtomicInteger();
      Wiring early =
          FaultyClient.forS3(
              library.wiring(),
              request -> {
                if (request instanceof GetObjectRequest get
                    && get.key().contains("/outcomes/")
                    && reads.incrementAndGet() == 1) {
                  throw NoSuchKeyException.builder().statusCode(404).build();
                }
              });
      Bucket bucket = early.bucket();
      Job described = new JobFolder(bucket, job.jobId()).readJob();
      new ChunkUpdate(
              described, early.users(), WriteLanes.one(), bucket, early.clock(), Duration.ZERO)
          .update(new ChunkUpdate.Request(job.jobId(), chunk, List.of(chunk == 1 ? "len" : "lot")));
    }

    assertThat(pages)
        .anyMatch(page -> page.contains("UNCHANGED"))
        .anyMatch(page -> page.contains("NOT_FOUND"));
    assertThat(pages(job)).isEqualTo(pages);
  }

  private static List<String> pages(EndedJob job) {
    return List.of(
        job.entries("outcomes/000001.jsonl").get(0), job.entries("outcomes/000002.jsonl").get(0));
  }

  @Test
  void jobAcceptedByAnotherInvocation_shouldKeepItsMembers() {
    library.load(Patron.internal("lea").with("job_description", "late"));
    String id = TestLibrary.newJobId();
    String request =
        """
        {'job_id': '%s', 'started': '2026-11-22T10:00:00Z', 'input': {'initiated_by': 'user.manager',
         'set': {'query': 'job_description = "late"'}, 'changes': {'user_group': {'value': 'ALUMNI'}}}}
        """
            .formatted(id)
            .replace("\"", "\\\"");
    AtomicInteger reads = new AtomicInteger();
    Wiring slow =
        FaultyClient.forDynamoDb(
            library.wiring(),
            asked -> {
              if (asked instanceof BatchGetItemRequest && reads.incrementAndGet() == 1) {
                TestLibrary.invoke(new PrepareJob(library.wiring()), request);
                library.load(Patron.internal("lee").with("job_description", "late"));
              }
            });

    var prepared = TestLibrary.invoke(new PrepareJob(slow), request);

    assertThat(prepared.path("members").intValue()).isEqualTo(1);
    assertThat(library.object("jobs/" + id + "/chunks.json")).contains("lea").doesNotContain("lee");
  }
}
