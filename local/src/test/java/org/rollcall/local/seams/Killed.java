package org.rollcall.local.seams;

/** Ends a function as the end of its process does: nothing in it gets to handle this. */
final class Killed extends Error {

  private static final long serialVersionUID = 1;

  Killed() {
    super("the function was killed", null, false, false);
  }
}
