package org.rollcall.aws;

import org.rollcall.error.ErrorCode;

/** An object is larger than its reader allows. */
public final class ObjectTooLargeException extends Exception {

  private final int maxKibibytes;

  ObjectTooLargeException(int maxBytes) {
    super(ObjectError.OBJECT_TOO_LARGE.message(maxBytes / 1024), null, false, false);
    this.maxKibibytes = maxBytes / 1024;
  }

  /** The code of this error. Its only value is {@link #maxKibibytes}. */
  public ErrorCode code() {
    return ObjectError.OBJECT_TOO_LARGE;
  }

  public int maxKibibytes() {
    return maxKibibytes;
  }
}
