package org.rollcall.change;

import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/**
 * Whose an added part of a record is: the library's, or the student system's, whose next delivery
 * replaces it (Alma's job calls this the field type). The parts of an internal user are internal,
 * whatever is asked for: that is Alma's rule.
 */
public enum Segment {
  INTERNAL,
  EXTERNAL,
  BY_ACCOUNT_TYPE;

  private static final String KEY = "segment_type";

  /** Reads {@code segment_type}: INTERNAL if it is not there. */
  public static Segment read(Fields fields) {
    return fields.oneOf(KEY, Segment.class).orElse(INTERNAL);
  }

  /** Alma's word for it in a user's record. */
  public String of(User user) {
    return this != INTERNAL && user.accountType() == AccountType.EXTERNAL ? "External" : "Internal";
  }
}
