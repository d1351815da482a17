package org.rollcall.credential;

import static java.util.Objects.requireNonNull;

import org.rollcall.aws.Usage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** A key of AWS KMS, of the kind HMAC_512. */
public final class KmsPasswordKey implements PasswordKey {

  private final KmsClient client;
  private final String keyId;
  private final Usage work;

  public KmsPasswordKey(KmsClient client, String keyId, Usage work) {
    this.client = requireNonNull(client, "client is null");
    this.keyId = requireNonNull(keyId, "keyId is null");
    this.work = requireNonNull(work, "work is null");
  }

  @Override
  public byte[] mac(byte[] message) {
    work.askedKms();
    return client
        .generateMac(
            request ->
                request
                    .keyId(keyId)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                    .message(SdkBytes.fromByteArray(message)))
        .mac()
        .asByteArray();
  }
}
