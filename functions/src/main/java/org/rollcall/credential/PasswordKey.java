package org.rollcall.credential;

/** The secret key from which temporary passwords are derived. It never leaves its keeper. */
@FunctionalInterface
public interface PasswordKey {

  /**
   * HMAC-SHA-512 of a message under the key.
   *
   * @param message at most 4096 bytes
   * @return 64 bytes
   */
  byte[] mac(byte[] message);
}
