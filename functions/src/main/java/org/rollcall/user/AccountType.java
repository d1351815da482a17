package org.rollcall.user;

/**
 * Who looks after an account: the library ({@link #INTERNAL}), a student system ({@link
 * #EXTERNAL}), or the library with passwords kept elsewhere ({@link #INTEXTAUTH}).
 */
public enum AccountType {
  INTERNAL("Internal"),
  EXTERNAL("External"),
  INTEXTAUTH("Internal with external authentication");

  private final String description;

  AccountType(String description) {
    this.description = description;
  }

  /** What Alma shows for it. */
  public String description() {
    return description;
  }
}
