package org.rollcall.query;

/** A text that can be read only as long as there is time. */
record TimedText(String text, QueryLimits bounds) implements CharSequence {

  @Override
  public char charAt(int index) {
    if ((index & 0xff) == 0) {
      bounds.checkTime();
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
