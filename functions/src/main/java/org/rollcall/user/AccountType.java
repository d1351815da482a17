package org.rollcall.user;

/** The account types of Alma. */
public enum AccountType {
  /** The library manages the account. */
  INTERNAL("Internal"),
  /** A student system manages the account. */
  EXTERNAL("External"),
  /** The library manages the account, but another system checks the password. */
  INTEXTAUTH("Internal with external authentication");

  private final String description;

  AccountType(String description) {
    this.description = description;
  }

  /** The description in Alma's records. */
  public String description() {
    return description;
  }
}
