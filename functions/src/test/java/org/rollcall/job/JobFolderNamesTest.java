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
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The names of objects do not depend on the machine's locale. */
class JobFolderNamesTest {

  private final Locale defaultLocale = Locale.getDefault();

  @BeforeEach
  void useArabicDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  }

  @AfterEach
  void restoreDefaultLocale() {
    Locale.setDefault(defaultLocale);
  }

  @Test
  void pageName_inALocaleWithOtherDigits_shouldHaveAsciiDigits() {
    List<String> keys = new ArrayList<>();
    Bucket bucket = new Bucket(recordingS3(keys), "bucket");
    new JobLedger(new JobFolder(bucket, new JobId("job")))
        .write(JobLedger.Page.OUTCOMES, 12, List.of(), 0);
    assertThat(keys).containsExactly("jobs/job/outcomes/000012.jsonl");
  }

  /** An S3 client that records the keys of put objects. */
  private static S3Client recordingS3(List<String> keys) {
    return (S3Client)
        Proxy.newProxyInstance(
            S3Client.class.getClassLoader(),
            new Class<?>[] {S3Client.class},
            (proxy, method, arguments) -> {
              PutObjectRequest.Builder request = PutObjectRequest.builder();
              @SuppressWarnings("unchecked") // Bucket passes a consumer
              var fill = (Consumer<PutObjectRequest.Builder>) arguments[0];
              fill.accept(request);
              keys.add(request.build().key());
              return PutObjectResponse.builder().build();
            });
  }
}
