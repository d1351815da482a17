package org.rollcall.error;

/**
 * A reason with its message.
 *
 * @param text the code, a colon, and the message, such as {@code OPTED_OUT: the user has …}
 */
public record ReasonText(Reason code, String text) {

  public ReasonText {
    if (!text.startsWith(prefix(code))) {
      throw new IllegalArgumentException("text does not begin with " + code);
    }
  }

  /**
   * A reason whose message is made from the code's template.
   *
   * @param values one value for each placeholder of the template
   */
  public static ReasonText of(Reason code, Object... values) {
    return new ReasonText(code, prefix(code) + code.message(values));
  }

  /** This reason after the erasure of a person, without values of the record. */
  public ReasonText withoutRecordValues() {
    return code.hasRecordValues() ? erased(code) : this;
  }

  /** A reason after the erasure of a person: a mark instead of each value. */
  public static ReasonText erased(Reason code) {
    return new ReasonText(
        code,
        prefix(code) + code.template().replace("{detail}", "").replaceAll("\\{[a-z_]+}", "erased"));
  }

  /** A reason of several members in words: the message without the values of one of them. */
  public static String ofSeveral(Reason code) {
    return switch (code) {
      case WHEN_FAILED -> "the when of a change failed";
      case CHANGED_SINCE -> "some fields were changed since, and stay as they are";
      case INTERNAL_ERROR -> "Rollcall failed with an exception";
      default ->
          code.template()
              .replaceAll("[;:] ([a-z]+: )?\\{[a-z_]+}|\\{detail}", "")
              .replaceAll("[{}]", "");
    };
  }

  /** This reason for a group of members: without values of their records. */
  public ReasonText ofGroup() {
    return code.hasRecordValues() ? ofAny(code) : this;
  }

  /** The reason of any members with a code. */
  public static ReasonText ofAny(Reason code) {
    return new ReasonText(code, prefix(code) + ofSeveral(code));
  }

  /** The text without the code. */
  public String message() {
    return text.substring(prefix(code).length());
  }

  private static String prefix(Reason code) {
    return code + ": ";
  }
}
