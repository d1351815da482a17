package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The credentials with which clients sign their requests to the servers of a local stack.
 *
 * <p>All servers of a stack share one random key, created when the stack starts. It never appears
 * on a command line, so that processes of other users and web pages have no access. When the stack
 * is served to other programs, the key is also in a file that only its owner can read.
 *
 * @param id the access key ID, which is part of every request; as random as the secret
 * @param secret the secret access key
 */
public record ServerKey(String id, String secret) {

  private static final int KEY_BYTES = 32;

  /** Creates a new key. */
  public static ServerKey random() {
    SecureRandom random = new SecureRandom();
    return new ServerKey(hex(random), hex(random));
  }

  private static String hex(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Compares an ID with the key's ID in constant time. */
  public boolean hasId(String other) {
    return MessageDigest.isEqual(id.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** The key as credentials of SDK clients. */
  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }

  /** Contains neither the ID nor the secret. */
  @Override
  public String toString() {
    return "ServerKey";
  }
}
