package org.rollcall.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

class InvocationUsageTest {

  private final InvocationUsage usage = new InvocationUsage("UpdateUser");
  private final FakeHttp http = new FakeHttp();

  private static final String SENT =
      "<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult>"
          + "</SendRawEmailResponse>";

  private static final String REJECTED =
      "<ErrorResponse><Error><Code>MessageRejected</Code></Error></ErrorResponse>";

  @Test
  void requestsOfS3_shouldBeCounted() {
    Bucket bucket = new Bucket(client(S3Client.builder()), "bucket");
    http.answer(200, "").answer(404, "<Error><Code>NoSuchKey</Code></Error>").answer(200, "");

    count(() -> bucket.put("key", new byte[0], "text/plain"));
    count(() -> bucket.get("other-key"));
    count(() -> bucket.list("prefix/"));

    assertThat(usage.totalWithPuts(0).s3Requests()).isEqualTo(3);
  }

  @Test
  void requestThatIsStillToCome_shouldBeCounted() {
    assertThat(usage.totalWithPuts(2).s3Requests()).isEqualTo(2);
    assertThat(usage.totalWithPuts(0).s3Requests()).isZero();
  }

  @Test
  void retry_shouldCountTheAttemptsThatAwsBills() {
    Bucket bucket = new Bucket(client(S3Client.builder()), "bucket");
    http.answer(200, 5, "four").answer(503, "").answer(200, 4, "four");

    count(() -> bucket.get("key"));

    assertThat(http.answers).isEmpty();
    assertThat(usage.totalWithPuts(0).s3Requests()).isEqualTo(2);
  }

  @Test
  void requestsOfKms_shouldBeCountedSeparately() {
    KmsClient kms = client(KmsClient.builder());
    http.answer(200, "{\"Mac\": \"AAAA\"}");

    count(
        () ->
            kms.generateMac(
                request ->
                    request
                        .keyId("key")
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                        .message(SdkBytes.fromUtf8String("text"))));

    assertThat(usage.totalWithPuts(0).kmsRequests()).isEqualTo(1);
    assertThat(usage.totalWithPuts(0).s3Requests()).isZero();
  }

  @Test
  void emails_shouldBeThoseThatSesAccepts() {
    SesClient ses = client(SesClient.builder());
    http.answer(200, "<GetSendQuotaResponse/>").answer(200, SENT).answer(400, REJECTED);

    count(ses::getSendQuota);
    count(() -> send(ses));
    assertThatThrownBy(() -> count(() -> send(ses))).isInstanceOf(SdkException.class);

    assertThat(usage.totalWithPuts(0).emails()).isEqualTo(1);
  }

  private static void send(SesClient ses) {
    ses.sendRawEmail(
        request -> request.rawMessage(raw -> raw.data(SdkBytes.fromUtf8String("To: ada"))));
  }

  @Test
  void readUnits_shouldBeThoseThatDynamoDbReports() {
    UserTable users = new UserTable(client(DynamoDbClient.builder()), "users");
    http.answer(200, "{\"ConsumedCapacity\": [{\"TableName\": \"users\", \"CapacityUnits\": 1.5}]}")
        .answer(
            200,
            "{\"ConsumedCapacity\": {\"CapacityUnits\": 2.0}, \"Items\": [],"
                + " \"LastEvaluatedKey\": {\"primary_id_key\": {\"S\": \"ada\"}}}")
        .answer(200, "{\"ConsumedCapacity\": {\"CapacityUnits\": 0.5}, \"Items\": []}");

    count(() -> users.find(PrimaryId.of("ada")));
    count(() -> users.forEach(user -> {}));

    assertThat(usage.totalWithPuts(0).dynamodbReadUnits()).isEqualByComparingTo("4");
    assertThat(usage.totalWithPuts(0).dynamodbWriteUnits()).isEqualByComparingTo("0");
  }

  @Test
  void writeUnits_shouldBeThoseThatDynamoDbReports() {
    DynamoDbClient users = client(DynamoDbClient.builder());
    http.answer(200, "{\"ConsumedCapacity\": {\"CapacityUnits\": 3.0}}").answer(200, "{}");

    count(() -> users.updateItem(request -> request.tableName("users").key(Map.of())));
    count(() -> users.updateItem(request -> request.tableName("users").key(Map.of())));

    assertThat(usage.totalWithPuts(0).dynamodbWriteUnits()).isEqualByComparingTo("3");
    assertThat(usage.totalWithPuts(0).dynamodbReadUnits()).isEqualByComparingTo("0");
  }

  @Test
  void overlappingInvocations_withOneClient_shouldBeCountedSeparately() {
    Bucket bucket = new Bucket(client(S3Client.builder()), "bucket");
    InvocationUsage other = new InvocationUsage("UpdateUser");
    http.answer(200, "").answer(200, "").answer(200, "");
    CyclicBarrier bothSend = new CyclicBarrier(2);
    http.beforeAnswer = () -> await(bothSend);

    CompletableFuture<Void> overlapping =
        CompletableFuture.runAsync(() -> count(other, () -> bucket.put("a", new byte[0], "")));
    count(() -> bucket.put("b", new byte[0], ""));
    overlapping.join();
    http.beforeAnswer = () -> {};
    count(() -> bucket.put("c", new byte[0], ""));

    assertThat(usage.totalWithPuts(0).s3Requests()).isEqualTo(2);
    assertThat(other.totalWithPuts(0).s3Requests()).isEqualTo(1);
  }

  @Test
  void requestsAfterTheInvocation_shouldNotBeCounted() {
    Bucket bucket = new Bucket(client(S3Client.builder()), "bucket");
    http.answer(200, "");

    count(() -> {});
    bucket.delete("key");

    assertThat(usage.totalWithPuts(0).s3Requests()).isZero();
  }

  @Test
  void invocation_shouldBeCountedWithItsDuration() {
    BilledUsage total = usage.totalWithPuts(0);

    assertThat(total.lambdaInvocations()).isEqualTo(1);
    assertThat(total.lambdaMilliseconds()).isPositive();
  }

  private void count(Runnable requests) {
    count(usage, requests);
  }

  private static void count(InvocationUsage invocation, Runnable requests) {
    invocation.during(
        () -> {
          requests.run();
          return invocation;
        });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(http)
        .overrideConfiguration(
            settings ->
                settings.retryStrategy(
                    StandardRetryStrategy.builder()
                        .maxAttempts(3)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .build()))
        .build();
  }

  /** An HTTP client that returns prepared answers in order. */
  private static final class FakeHttp implements SdkHttpClient {

    private final Queue<HttpExecuteResponse> answers = new ConcurrentLinkedQueue<>();
    private volatile Runnable beforeAnswer = () -> {};

    FakeHttp answer(int status, String body) {
      return answer(status, body.length(), body);
    }

    FakeHttp answer(int status, int length, String body) {
      answers.add(
          HttpExecuteResponse.builder()
              .response(
                  SdkHttpResponse.builder()
                      .statusCode(status)
                      .putHeader("Content-Length", Integer.toString(length))
                      .build())
              .responseBody(
                  AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
              .build());
      return this;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          beforeAnswer.run();
          return answers.remove();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
