package org.rollcall.credential;

import org.rollcall.aws.UsesAwsSdk;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** A key in AWS KMS with the key spec HMAC_512. */
@UsesAwsSdk
public final class KmsPasswordKey implements PasswordKey {

  private final KmsClient client;
  private final String keyId;

  public KmsPasswordKey(KmsClient client, String keyId) {
    this.client = client;
    this.keyId = keyId;
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
