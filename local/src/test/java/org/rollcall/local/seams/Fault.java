package org.rollcall.local.seams;

/** What may happen to one attempt at a call of AWS. */
enum Fault {
  /** Nothing. */
  NONE,
  /** The connection breaks before the request arrives. */
  CUT_OFF_BEFORE,
  /** The request takes effect, and its answer is lost. */
  CUT_OFF_AFTER,
  /** The service asks to go slower. */
  THROTTLED,
  /** The service says that it failed, and did nothing. */
  BROKEN_BEFORE,
  /** The service says that it failed, though the request took effect. */
  BROKEN_AFTER,
  /** The request arrives twice; the client sees the first answer. */
  TWICE,
  /** The client gives up waiting, and the request arrives later, after others. */
  HELD_BACK,
  /** The request takes long to arrive. */
  SLOW_BEFORE,
  /** The answer takes long to arrive. */
  SLOW_AFTER,
  /** The function dies before the request leaves. */
  KILLED_BEFORE,
  /** The function dies before the answer arrives. */
  KILLED_AFTER;

  /** Whether the request takes effect, and the caller is not told so. */
  boolean losesAnswer() {
    return this == CUT_OFF_AFTER || this == BROKEN_AFTER || this == KILLED_AFTER;
  }
}
