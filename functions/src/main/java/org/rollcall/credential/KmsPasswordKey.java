package org.rollcall.credential;

import java.time.Duration;
import org.rollcall.aws.ClientLimits;
import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** A key in AWS KMS with the key spec HMAC_512. */
@UsesAwsSdk
public final class KmsPasswordKey implements PasswordKey {

  /** A function derives a password while a letter is claimed, or while a person waits. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);

  private final KmsClient client;
  private final String keyId;

  public KmsPasswordKey(KmsClient client, String keyId) {
    this.client = client;
    this.keyId = keyId;
  }

  /** The timeouts that the client must have. */
  public static ClientOverrideConfiguration clientConfiguration() {
    return ClientLimits.of(CALL_TIMEOUT, ATTEMPT_TIMEOUT);
  }

  @Override
  public byte[] mac(byte[] message) {
    try {
      return client
          .generateMac(
              request ->
                  request
                      .keyId(keyId)
                      .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                      .message(SdkBytes.fromByteArray(message)))
          .mac()
          .asByteArray();
    } catch (SdkException e) {
      throw new PasswordKeyException(e);
    }
  }
}
