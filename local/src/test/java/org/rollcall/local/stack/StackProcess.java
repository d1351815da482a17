package org.rollcall.local.stack;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import org.rollcall.local.endpoint.ses.SesAccount;
import org.rollcall.local.endpoint.ses.SesService;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * A separate process that writes a user, an object and a letter several times. After the three
 * writes are acknowledged, it may print the letter's message ID.
 */
final class StackProcess {

  private StackProcess() {}

  /**
   * Runs the process.
   *
   * @param arguments the data folder, the number of repetitions, and {@code verbose} or {@code
   *     quiet}
   */
  @SuppressWarnings("SystemOut") // The test reads the lines.
  public static void main(String[] arguments) {
    int times = Integer.parseInt(arguments[1]);
    boolean isVerbose = arguments[2].equals("verbose");
    try (var folder = DataFolder.open(Path.of(arguments[0]));
        var database = EmbeddedDynamoDb.start(folder.users());
        var s3 = EmbeddedS3.open(folder.objects());
        var endpoint = AwsEndpoint.start(0, ServerKey.random());
        var ses = clientOf(endpoint)) {
      endpoint.addQueryService(
          SesService.VERSION,
          new SesService(
              folder.sentMail(),
              () -> SesAccount.UNLIMITED,
              tags -> Optional.empty(),
              Clock.systemUTC()));
      for (int i = 0; i < times; i++) {
        String name = "n" + i;
        database
            .client()
            .putItem(
                put ->
                    put.tableName(EmbeddedDynamoDb.TABLE)
                        .item(Map.of("primary_id", AttributeValue.fromS(name))));
        s3.client()
            .putObject(
                put -> put.bucket(EmbeddedS3.BUCKET).key("jobs/" + name),
                RequestBody.fromString(name.repeat(1000)));
        String id =
            ses.sendRawEmail(
                    send ->
                        send.rawMessage(
                            raw ->
                                raw.data(
                                    SdkBytes.fromUtf8String(
                                        "From: a@example.org\r\nTo: b@example.org\r\n\r\nHello"))))
                .messageId();
        if (isVerbose) {
          System.out.println(id);
        }
      }
    }
  }

  private static SesClient clientOf(AwsEndpoint endpoint) {
    return SesClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.US_EAST_1)
        .credentialsProvider(endpoint.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
