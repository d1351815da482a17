package org.rollcall.local.endpoint.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.endpoint.AwsClients;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** The client without HTTP answers as the client of the SDK does, which calls the same service. */
class InProcessKmsClientTest {

  @TempDir Path temp;
  @AutoClose private final AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
  private KmsClient other;
  private KmsClient client;

  @BeforeEach
  void create() throws IOException {
    Path file = temp.resolve("password.key");
    KmsService.createKey(file);
    KmsService service = new KmsService(file);
    endpoint.addJsonService(KmsService.PREFIX, service);
    other = AwsClients.create(KmsClient.builder(), endpoint);
    client = new InProcessKmsClient(service);
  }

  private static GenerateMacRequest request(String key) {
    return GenerateMacRequest.builder()
        .keyId(key)
        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
        .message(SdkBytes.fromUtf8String("rollcall/1 job-1 awalker"))
        .build();
  }

  @Test
  void mac_shouldBeThatOfTheOtherClient() {
    GenerateMacRequest request = request(KmsService.KEY_ALIAS);

    assertThat(client.generateMac(request)).hasToString(other.generateMac(request).toString());
  }

  @Test
  void refusal_shouldHaveTheErrorOfTheOtherClient() {
    KmsException refused = refusal(client);

    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotFoundException");
    assertThat(refused.statusCode()).isEqualTo(refusal(other).statusCode());
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo(refusal(other).awsErrorDetails().errorMessage());
  }

  private static KmsException refusal(KmsClient client) {
    return catchThrowableOfType(
        KmsException.class, () -> client.generateMac(request("alias/unknown")));
  }
}
