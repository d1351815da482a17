package org.rollcall.local.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The key with which clients of servers on this machine sign: one for all servers of a stack. It is
 * made at random when the stack starts and never stands on a command line, so that no other user's
 * process, and no page in a browser, can ask them for anything. It leaves the process only where
 * the stack is served to other programs: in a file that its owner alone may read, while it is
 * served.
 *
 * @param id the access key id, which stands in every request; as random as the secret
 * @param secret the secret access key
 */
public record ServerKey(String id, String secret) {

  /** As many as nobody guesses. */
  private static final int BYTES = 32;

  public ServerKey {
    requireNonNull(id, "id is null");
    requireNonNull(secret, "secret is null");
  }

  /** A new key. */
  public static ServerKey random() {
    SecureRandom random = new SecureRandom();
    return new ServerKey(hex(random), hex(random));
  }

  private static String hex(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether this is the key's id; how long that takes says nothing of the id. */
  public boolean hasId(String other) {
    return MessageDigest.isEqual(id.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** For the servers' own clients. */
  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
  }

  /** Neither of the two. */
  @Override
  public String toString() {
    return "ServerKey";
  }
}
