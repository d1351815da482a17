package org.rollcall.change;

import org.rollcall.json.Fields;
import org.rollcall.user.AccountType;
import org.rollcall.user.User;

/**
 * The segment of an added part of a record, which Alma's job calls the field type. The next import
 * from the student system replaces external parts. All parts of an internal user are internal,
 * whatever the input says (Alma's rule). See D-039.
 */
public enum Segment {
  INTERNAL,
  EXTERNAL,
  BY_ACCOUNT_TYPE;

  private static final String KEY = "segment_type";

  /** Reads {@code segment_type}; the default value is INTERNAL. */
  public static Segment read(Fields fields) {
    return fields.oneOf(KEY, Segment.class).orElse(INTERNAL);
  }

  /** The value of {@code segment_type} in a user's record. */
  public String valueFor(User user) {
    return this != INTERNAL && user.accountType() == AccountType.EXTERNAL ? "External" : "Internal";
  }
}
