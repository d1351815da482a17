package org.rollcall.aws;

/** An object has more bytes than its reader has room for. */
public final class ObjectTooLarge extends Exception {

  public ObjectTooLarge() {
    super(null, null, false, false);
  }
}
