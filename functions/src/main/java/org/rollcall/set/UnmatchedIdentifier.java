package org.rollcall.set;

import org.jspecify.annotations.Nullable;
import org.rollcall.user.CaseFolding;

/**
 * An identifier that does not match exactly one user. It stays a member of the set, so that the
 * report accounts for it (D-009). It is never used as a primary ID.
 *
 * @param type the type of identifier, in upper case
 * @param value in the spelling of the set
 * @param isAmbiguous true if several users have it (D-045); false if none has it
 */
public record UnmatchedIdentifier(String type, String value, boolean isAmbiguous)
    implements SetEntry {

  /** Says how many identifiers are left out, for the list of unused parts of a set. */
  public static String ignored(int count) {
    return count
        + (count == 1 ? " identifier that does" : " identifiers that do")
        + " not match exactly one user";
  }

  /** The identity: type, a tab and value, without regard to case. */
  String key() {
    return CaseFolding.fold(type) + "\t" + CaseFolding.fold(value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnmatchedIdentifier that && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  /** Such as {@code BARCODE 0021000001}. */
  @Override
  public String toString() {
    return type + " " + value;
  }
}
