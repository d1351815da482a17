package org.rollcall.aws;

/** An object has more bytes than its reader has room for. */
public final class ObjectTooLargeException extends Exception {

  private final int most;

  /**
   * An object that is too large.
   *
   * @param most how many bytes it might have
   */
  public ObjectTooLargeException(int most) {
    super(null, null, false, false);
    this.most = most;
  }

  /** What is wrong with the object, to follow its name. */
  public String problem() {
    return "is larger than " + most / 1024 + " KiB";
  }
}
