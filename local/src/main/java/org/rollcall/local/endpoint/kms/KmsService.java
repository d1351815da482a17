package org.rollcall.local.endpoint.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;

/** KMS with one key of the spec {@code HMAC_512} and one operation: {@code GenerateMac}. */
public final class KmsService implements JsonService {

  /** The prefix of the operations in {@code X-Amz-Target}. */
  public static final String PREFIX = "TrentService";

  /** The alias of the key. */
  public static final String KEY_ALIAS = "alias/rollcall-password";

  /** The ARN of the key. */
  public static final String KEY_ARN =
      "arn:aws:kms:us-east-1:000000000000:key/b7a3c1de-5f0e-4c8e-9a64-2d1f0c9e7b55";

  /** The maximum length of a message in KMS, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 4096;

  private static final String ALGORITHM = "HMAC_SHA_512";
  private static final Set<String> OTHER_ALGORITHMS =
      Set.of("HMAC_SHA_224", "HMAC_SHA_256", "HMAC_SHA_384");
  private static final Set<String> SUPPORTED_MEMBERS = Set.of("KeyId", "MacAlgorithm", "Message");

  private final KmsKeyFile file;

  /**
   * Creates the service.
   *
   * @param file the file with the key
   */
  public KmsService(Path file) {
    this.file = new KmsKeyFile(file);
  }

  /**
   * Creates the file with the key if it does not exist.
   *
   * @throws IOException if it cannot be created
   */
  public static void createKey(Path file) throws IOException {
    KmsKeyFile.create(file);
  }

  /**
   * Checks the file with the key.
   *
   * @return why it does not contain a key, such as {@code is missing}; empty if it does
   * @throws IOException if it cannot be read
   */
  public static Optional<String> keyFault(Path file) throws IOException {
    return KmsKeyFile.fault(file);
  }

  @Override
  public ObjectNode call(String operation, ObjectNode request) throws ServiceException {
    if (!operation.equals("GenerateMac")) {
      throw new ServiceException(
          "UnknownOperationException", "The local KMS does not support %s.".formatted(operation));
    }
    for (Map.Entry<String, JsonNode> member : request.properties()) {
      if (!SUPPORTED_MEMBERS.contains(member.getKey())) {
        throw new ServiceException(
            "ValidationException",
            "The local KMS does not support the parameter %s.".formatted(member.getKey()));
      }
    }
    requireKey(request.path("KeyId").asText());
    requireAlgorithm(request.path("MacAlgorithm").asText());
    byte[] mac = sign(message(request.path("Message")));
    return JsonNodeFactory.instance
        .objectNode()
        .put("KeyId", KEY_ARN)
        .put("Mac", Base64.getEncoder().encodeToString(mac))
        .put("MacAlgorithm", ALGORITHM);
  }

  private static void requireKey(String keyId) throws ServiceException {
    if (!keyId.equals(KEY_ALIAS) && !keyId.equals(KEY_ARN)) {
      throw new ServiceException("NotFoundException", "Key '%s' does not exist".formatted(keyId));
    }
  }

  private static void requireAlgorithm(String algorithm) throws ServiceException {
    if (OTHER_ALGORITHMS.contains(algorithm)) {
      throw new ServiceException(
          "InvalidKeyUsageException",
          "Algorithm %s is incompatible with key spec HMAC_512.".formatted(algorithm));
    }
    if (!algorithm.equals(ALGORITHM)) {
      throw new ServiceException(
          "ValidationException", "'%s' is not a MAC algorithm.".formatted(algorithm));
    }
  }

  private static byte[] message(JsonNode base64) throws ServiceException {
    byte[] message;
    try {
      message = Base64.getDecoder().decode(base64.asText());
    } catch (IllegalArgumentException e) {
      throw new ServiceException("SerializationException", "The message is not valid base64.");
    }
    if (message.length < 1 || message.length > MAX_MESSAGE_BYTES) {
      throw new ServiceException(
          "ValidationException",
          "The message has %d bytes; it must have 1 to %d bytes."
              .formatted(message.length, MAX_MESSAGE_BYTES));
    }
    return message;
  }

  private byte[] sign(byte[] message) throws ServiceException {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(file.key(), "HmacSHA512"));
      return mac.doFinal(message);
    } catch (IOException e) {
      throw new ServiceException(
          "KMSInvalidStateException", "The key cannot be read: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA512 is not available", e);
    }
  }
}
