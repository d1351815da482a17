package org.rollcall.set;

import static java.util.Objects.requireNonNull;

import org.rollcall.user.PrimaryId;

/** What a set's list leads to: somebody with a primary id, or nobody who could be told. */
sealed interface SetEntry permits SetEntry.Person, UnmatchedIdentifier {

  /** Somebody, who may or may not be a user. */
  record Person(PrimaryId id) implements SetEntry {
    public Person {
      requireNonNull(id, "id is null");
    }
  }
}
