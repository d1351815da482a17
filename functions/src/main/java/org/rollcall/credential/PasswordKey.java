package org.rollcall.credential;

/** The secret key from which temporary passwords are derived. The key itself cannot be read. */
@FunctionalInterface
public interface PasswordKey {

  /**
   * HMAC-SHA-512 of a message under the key.
   *
   * @param message at most 4096 bytes
   * @return 64 bytes
   * @throws PasswordKeyException if the key cannot be used now
   */
  byte[] mac(byte[] message);
}
