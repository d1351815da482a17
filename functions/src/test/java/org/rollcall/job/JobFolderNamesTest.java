package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.BilledUsage;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
import org.rollcall.id.JobId;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Keys are for programs: they do not depend on whose machine it is. */
class JobFolderNamesTest {

  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void useArabicDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  }

  @AfterEach
  void useTheUsualDigits() {
    Locale.setDefault(usual);
  }

  @Test
  void page_whereNumbersAreWrittenInOtherDigits_shouldBeNamedInAsciiDigits() {
    List<String> keys = new ArrayList<>();
    Bucket bucket = new Bucket(noting(keys), "bucket", new Usage());
    new JobLedger(new JobFolder(bucket, new JobId("job")))
        .writeOutcomes(12, new LedgerPage<>(List.of(), BilledUsage.NONE));
    assertThat(keys).containsExactly("jobs/job/outcomes/000012.jsonl");
  }

  /** S3, as far as it notes under which keys something is put. */
  private static S3Client noting(List<String> keys) {
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (proxy, method, arguments) -> {
              PutObjectRequest.Builder request = PutObjectRequest.builder();
              @SuppressWarnings("unchecked") // what Bucket calls
              var fill = (Consumer<PutObjectRequest.Builder>) arguments[0];
              fill.accept(request);
              keys.add(request.build().key());
              return PutObjectResponse.builder().build();
            });
  }
}
