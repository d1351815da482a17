package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
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

  private static JobLedger ledger(Bucket bucket) {
    return new JobLedger(new JobFolder(bucket, new JobId("job")));
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
