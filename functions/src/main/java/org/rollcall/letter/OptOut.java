package org.rollcall.letter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.user.Coded;
import org.rollcall.user.User;

/**
 * Users' wishes not to be written to, which Alma keeps in their list {@code library_notice}: an
 * entry with the value false for a letter's code.
 */
public final class OptOut {

  /** Alma's code for every letter of its job to users. */
  static final String ALL_LETTERS = "UserNotificationsLetter";

  private OptOut() {}

  /**
   * Whether a user has opted out of letters of a type, or of all letters of this job.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record's list of notices is none
   */
  public static boolean covers(String type, User user) {
    return user.list("library_notice").stream()
        .anyMatch(notice -> isFalse(notice) && (isFor(type, notice) || isFor(ALL_LETTERS, notice)));
  }

  private static boolean isFor(String code, ObjectNode notice) {
    return Coded.code(notice.path("code")).filter(code::equalsIgnoreCase).isPresent();
  }

  private static boolean isFalse(ObjectNode notice) {
    return Coded.code(notice.path("value")).filter("false"::equalsIgnoreCase).isPresent();
  }
}
