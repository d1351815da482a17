package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.BucketException;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.id.JobId;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome.Result;
import org.rollcall.set.FakeS3;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class JobLedgerTest {

  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void lastWrite_shouldBeThatOfTheLastPage() {
    Bucket bucket =
        bucket(
            Map.of(
                "jobs/job/job.json", 0,
                "jobs/job/outcomes/000001.jsonl", 5,
                "jobs/job/outcomes/000002.jsonl", 3,
                "jobs/job/letters/000001.jsonl", 7,
                "jobs/job/users.csv", 60,
                "jobs/job-2/letters/000001.jsonl", 90));

    assertThat(ledger(bucket).lastWrite()).contains(TIME.plusSeconds(7));
  }

  @Test
  void lastWrite_withoutPages_shouldBeEmpty() {
    assertThat(ledger(bucket(Map.of("jobs/job/job.json", 0))).lastWrite()).isEmpty();
  }

  @Test
  void pageThatAnotherInvocationHasWritten_shouldBeMerged() {
    JobLedger ledger = ledger(new FakeS3().bucket());
    LedgerPage<Outcome> read = ledger.read(Page.OUTCOMES, 1);
    update(new InvocationUsage("UpdateUser"), ledger, read, "ann");

    update(new InvocationUsage("UpdateUser"), ledger, read, "ben");

    LedgerPage<Outcome> page = ledger.read(Page.OUTCOMES, 1);
    assertThat(page.entries()).extracting(Outcome::primaryId).containsExactly("ann", "ben");
    assertThat(page.work().lambdaInvocations()).isEqualTo(2);
  }

  @Test
  void invocationThatWritesItsPageTwice_shouldBeCountedOnce() {
    JobLedger ledger = ledger(new FakeS3().bucket());
    LedgerPage<Outcome> read = ledger.read(Page.OUTCOMES, 1);
    InvocationUsage slow = new InvocationUsage("UpdateUser");
    update(slow, ledger, read, "ann");
    update(new InvocationUsage("UpdateUser"), ledger, read, "ben");

    update(slow, ledger, read, "cleo");

    LedgerPage<Outcome> page = ledger.read(Page.OUTCOMES, 1);
    assertThat(page.entries()).extracting(Outcome::primaryId).containsExactly("ann", "ben", "cleo");
    assertThat(page.work().lambdaInvocations()).isEqualTo(2);
  }

  private static void update(
      InvocationUsage usage, JobLedger ledger, LedgerPage<Outcome> read, String user) {
    usage.during(
        () -> {
          update(ledger, read, user);
          return ledger;
        });
  }

  /** The SDK then writes the page again, and S3 refuses that. */
  @Test
  void putWhoseResponseWasLost_shouldBeCountedOnce() {
    JobLedger ledger = ledger(new Bucket(new RefusingS3(1, true), "bucket"));

    update(ledger, ledger.read(Page.OUTCOMES, 1), "ann");

    LedgerPage<Outcome> page = ledger.read(Page.OUTCOMES, 1);
    assertThat(page.entries()).extracting(Outcome::primaryId).containsExactly("ann");
    assertThat(page.work().lambdaInvocations()).isEqualTo(1);
  }

  @Test
  void pageThatOthersKeepWriting_shouldFailTheChunk() {
    JobLedger ledger = ledger(new Bucket(new RefusingS3(99, false), "bucket"));
    LedgerPage<Outcome> read = ledger.read(Page.OUTCOMES, 1);

    assertThatThrownBy(() -> update(ledger, read, "ann"))
        .isInstanceOf(BucketException.class)
        .hasRootCauseMessage("other invocations keep writing jobs/job/outcomes/000001.jsonl");
  }

  private static void update(JobLedger ledger, LedgerPage<Outcome> read, String user) {
    Outcome outcome =
        Outcome.done(user, Result.UNCHANGED, Map.of(), Optional.empty(), Optional.empty());
    ledger.update(
        Page.OUTCOMES,
        1,
        read,
        present -> Stream.concat(present.entries().stream(), Stream.of(outcome)).toList(),
        0,
        Optional.empty());
  }

  private static JobLedger ledger(Bucket bucket) {
    return new JobLedger(new JobFolder(bucket, new JobId("job")));
  }

  /** Refuses some puts as if others had written the object before. */
  private static final class RefusingS3 implements S3Client {

    private final FakeS3 s3 = new FakeS3();
    private final boolean writes;
    private int refusals;

    /**
     * @param writes whether the refused puts have written the object
     */
    RefusingS3(int refusals, boolean writes) {
      this.refusals = refusals;
      this.writes = writes;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      refusals--;
      if (refusals >= 0 && !writes) {
        throw S3Exception.builder().statusCode(412).build();
      }
      PutObjectResponse response = s3.putObject(request, body);
      if (refusals >= 0) {
        throw S3Exception.builder().statusCode(412).build();
      }
      return response;
    }

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      return s3.getObject(request, transformer);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** A bucket with objects that were written some seconds after {@link #TIME}. */
  private static Bucket bucket(Map<String, Integer> objects) {
    return new Bucket(
        new S3Client() {
          @Override
          public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return ListObjectsV2Response.builder()
                .contents(
                    objects.entrySet().stream()
                        .filter(object -> object.getKey().startsWith(request.prefix()))
                        .map(
                            object ->
                                S3Object.builder()
                                    .key(object.getKey())
                                    .lastModified(TIME.plusSeconds(object.getValue()))
                                    .build())
                        .toList())
                .isTruncated(false)
                .build();
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {}
        },
        "bucket");
  }
}
