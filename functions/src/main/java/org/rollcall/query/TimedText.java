package org.rollcall.query;

/** A text that checks the evaluation's timeout at every 256th character that is read. */
record TimedText(String text, QueryLimits limits) implements CharSequence {

  @Override
  public char charAt(int index) {
    if ((index & 0xff) == 0) {
      limits.checkTime();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
