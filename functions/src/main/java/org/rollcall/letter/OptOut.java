package org.rollcall.letter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * Reads the letters that a user has opted out of. Alma stores each of them as an entry of the list
 * {@code library_notice}, with the letter's code and the value false. See D-057.
 */
public final class OptOut {

  /** Alma's code for all letters of the job that updates users. */
  static final String ALL_LETTERS = "UserNotificationsLetter";

  private OptOut() {}

  /**
   * Whether the user opted out of letters of the type, or of all letters.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record's {@code library_notice} is not a
   *     list of notices
   */
  public static boolean isOptedOut(String type, User user) {
    return user.list("library_notice").stream()
        .anyMatch(
            notice -> isFalse(notice) && (hasCode(type, notice) || hasCode(ALL_LETTERS, notice)));
  }

  private static boolean hasCode(String code, ObjectNode notice) {
    return CodedValue.code(notice.path("code")).filter(code::equalsIgnoreCase).isPresent();
  }

  private static boolean isFalse(ObjectNode notice) {
    return CodedValue.code(notice.path("value")).filter("false"::equalsIgnoreCase).isPresent();
  }
}
