package org.rollcall.id;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 digests. */
public final class Sha256 {

  private Sha256() {}

  /** The digest in hexadecimal: 64 lower-case digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(newDigest().digest(bytes));
  }

  /** The digest in Base64. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(newDigest().digest(bytes));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java platform has SHA-256", e);
    }
  }

  /** The digest of bytes that are added one after another. */
  public static final class Stream {

    private final MessageDigest digest = newDigest();

    public void add(byte[] bytes) {
      digest.update(bytes);
    }

    /** The digest in hexadecimal. Nothing can be added afterwards. */
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
