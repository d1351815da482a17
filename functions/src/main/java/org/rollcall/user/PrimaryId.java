package org.rollcall.user;

import org.jspecify.annotations.Nullable;

/**
 * A user's primary ID. As in Alma, comparisons ignore letter case, and an ID has at most 255
 * characters. See D-046.
 */
public final class PrimaryId implements Comparable<PrimaryId> {

  /** Alma's maximum length in characters. */
  public static final int MAX_LENGTH = 255;

  private final String written;
  private final String key;

  private PrimaryId(String written) {
    this.written = written;
    this.key = CaseFolding.fold(written);
  }

  /** An ID as it was written, as {@link CleanText}. It need not be valid. */
  public static PrimaryId of(String written) {
    return new PrimaryId(CleanText.of(written));
  }

  /** The ID in lower case (see {@link CaseFolding}), which is the key in the users table. */
  public String key() {
    return key;
  }

  /**
   * Whether a user can have this ID. It has 1 to {@link #MAX_LENGTH} characters, and no control
   * characters or unpaired surrogates, which have no UTF-8 encoding.
   */
  public boolean isValid() {
    return !key.isEmpty()
        && key.length() <= MAX_LENGTH
        && key.codePoints().noneMatch(c -> Character.isISOControl(c) || isSurrogate(c));
  }

  private static boolean isSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PrimaryId that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public int compareTo(PrimaryId other) {
    return key.compareTo(other.key);
  }

  /** The ID as it was written. */
  @Override
  public String toString() {
    return written;
  }
}
