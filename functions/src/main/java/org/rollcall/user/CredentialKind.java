package org.rollcall.user;

/** How a user whose account becomes internal signs in for the first time. */
public enum CredentialKind {
  /** With a temporary password, as in Alma. */
  PASSWORD,
  /** With a link in the letter, which can be used once. See D-190. */
  LINK
}
