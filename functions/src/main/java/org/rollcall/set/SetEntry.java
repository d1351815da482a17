package org.rollcall.set;

import org.rollcall.user.PrimaryId;

/** A member of a set: a primary ID, or an identifier that does not match exactly one user. */
sealed interface SetEntry permits SetEntry.Member, UnmatchedIdentifier {

  /** A primary ID. A user with this ID need not exist. */
  record Member(PrimaryId id) implements SetEntry {}
}
