package org.rollcall.local.endpoint.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.endpoint.AwsClients;
import org.rollcall.local.endpoint.AwsEndpoint;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidKeyUsageException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsServiceTest {

  @TempDir Path temp;
  private AwsEndpoint endpoint = AwsEndpoint.start(0, ServerKey.random());
  private KmsClient kms = AwsClients.create(KmsClient.builder(), endpoint);

  @BeforeEach
  void register() throws IOException {
    KmsService.createKey(keyFile());
    endpoint.addJsonService(KmsService.PREFIX, new KmsService(keyFile()));
  }

  @AfterEach
  void stop() {
    kms.close();
    endpoint.close();
  }

  @Test
  void mac_shouldBeHmacSha512WithTheKeyInTheFile() throws Exception {
    byte[] mac = mac("rollcall/1 job-1 awalker");

    Mac expected = Mac.getInstance("HmacSHA512");
    expected.init(new SecretKeySpec(Files.readAllBytes(keyFile()), "HmacSHA512"));
    assertThat(mac)
        .isEqualTo(
            expected.doFinal(SdkBytes.fromUtf8String("rollcall/1 job-1 awalker").asByteArray()));
    assertThat(keyFile()).hasSize(64);
  }

  @Test
  void key_shouldBeCreatedOnce() throws IOException {
    byte[] mac = mac("again");

    KmsService.createKey(keyFile());
    endpoint.addJsonService(KmsService.PREFIX, new KmsService(keyFile()));

    assertThat(mac("again")).isEqualTo(mac);
  }

  @Test
  void keysOfTwoFolders_shouldDiffer(@TempDir Path other) throws IOException {
    byte[] mac = mac("same");
    Path otherKey = other.resolve("password.key");

    KmsService.createKey(otherKey);
    endpoint.addJsonService(KmsService.PREFIX, new KmsService(otherKey));

    assertThat(mac("same")).isNotEqualTo(mac);
  }

  @Test
  void keyFile_shouldBePrivateToItsOwner() throws IOException {
    assumeTrue(temp.getFileSystem().supportedFileAttributeViews().contains("posix"));
    mac("any");

    assertThat(Files.getPosixFilePermissions(keyFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void key_shouldBeUsableByItsArn() {
    var response =
        kms.generateMac(
            request ->
                request
                    .keyId(KmsService.KEY_ARN)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                    .message(SdkBytes.fromUtf8String("m")));

    assertThat(response.keyId()).isEqualTo(KmsService.KEY_ARN);
    assertThat(response.macAlgorithm()).isEqualTo(MacAlgorithmSpec.HMAC_SHA_512);
    assertThat(response.mac().asByteArray()).isEqualTo(mac("m"));
  }

  @Test
  void anotherKey_shouldNotExist() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> mac("alias/other", MacAlgorithmSpec.HMAC_SHA_512, 1))
        .withMessageContaining("Key 'alias/other' does not exist");
  }

  @Test
  void anotherAlgorithm_shouldBeRejected() {
    assertThatExceptionOfType(InvalidKeyUsageException.class)
        .isThrownBy(() -> mac(KmsService.KEY_ALIAS, MacAlgorithmSpec.HMAC_SHA_256, 1))
        .withMessageContaining("Algorithm HMAC_SHA_256 is incompatible with key spec HMAC_512.");
  }

  @Test
  void messageOver4096Bytes_shouldBeRejected() {
    assertThat(mac(KmsService.KEY_ALIAS, MacAlgorithmSpec.HMAC_SHA_512, 4096)).hasSize(64);
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> mac(KmsService.KEY_ALIAS, MacAlgorithmSpec.HMAC_SHA_512, 4097))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> mac(KmsService.KEY_ALIAS, MacAlgorithmSpec.HMAC_SHA_512, 0))
        .satisfies(
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  @Test
  void otherOperationsAndParameters_shouldBeRejected() {
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(() -> kms.listKeys())
        .withMessageContaining("The local KMS does not support ListKeys.");
    assertThatExceptionOfType(KmsException.class)
        .isThrownBy(
            () ->
                kms.generateMac(
                    request ->
                        request
                            .keyId(KmsService.KEY_ALIAS)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                            .message(SdkBytes.fromUtf8String("m"))
                            .dryRun(true)))
        .withMessageContaining("The local KMS does not support the parameter DryRun.");
  }

  @Test
  void invalidKeyFile_shouldNotBeReplaced() throws IOException {
    Files.writeString(keyFile(), "too short");

    assertThatExceptionOfType(KmsInvalidStateException.class)
        .isThrownBy(() -> mac("any"))
        .withMessageContaining("does not contain a key of 64 bytes");
    assertThat(keyFile()).hasContent("too short");
  }

  private Path keyFile() {
    return temp.resolve("password.key");
  }

  private byte[] mac(String message) {
    return kms.generateMac(
            request ->
                request
                    .keyId(KmsService.KEY_ALIAS)
                    .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_512)
                    .message(SdkBytes.fromUtf8String(message)))
        .mac()
        .asByteArray();
  }

  private byte[] mac(String keyId, MacAlgorithmSpec algorithm, int length) {
    return kms.generateMac(
            request ->
                request
                    .keyId(keyId)
                    .macAlgorithm(algorithm)
                    .message(SdkBytes.fromByteArray(new byte[length])))
        .mac()
        .asByteArray();
  }
}
