package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.rollcall.user.CaseFolding;

/**
 * An identifier that leads to no one user. It is a member of the set all the same, to be accounted
 * for; it is never taken for a primary id.
 *
 * @param type the type of identifier, in upper case
 * @param value as the set has it
 * @param isAmbiguous whether several users have it; otherwise none has
 */
public record UnmatchedIdentifier(String type, String value, boolean isAmbiguous)
    implements SetEntry {

  public UnmatchedIdentifier {
    requireNonNull(type, "type is null");
    requireNonNull(value, "value is null");
  }

  /** What tells it from others: type and value without regard to case, and a tab between them. */
  String key() {
    return CaseFolding.fold(type + "\t" + value);
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
