package org.rollcall.user;

import org.jspecify.annotations.Nullable;

/**
 * A user's primary id: compared without case, shown as given (Alma's rest_user: case-insensitive,
 * at most 255 characters).
 */
public final class PrimaryId implements Comparable<PrimaryId> {

  /** Alma's bound, in characters. */
  public static final int LONGEST = 255;

  private final String shown;
  private final String key;

  private PrimaryId(String shown) {
    this.shown = shown;
    this.key = CaseFolding.fold(shown);
  }

  /** The id as somebody wrote it, without the blanks around it. */
  public static PrimaryId of(String shown) {
    return new PrimaryId(shown.strip());
  }

  /** The id in lower case, see {@link CaseFolding}: the table's key. */
  public String key() {
    return key;
  }

  /**
   * Whether a user can have this id: not empty, of at most {@link #LONGEST} characters, and none of
   * them a control character or half a character (a surrogate alone, which has no UTF-8).
   */
  public boolean isPossible() {
    return !key.isEmpty()
        && key.length() <= LONGEST
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

  /** The id as given. */
  @Override
  public String toString() {
    return shown;
  }
}
