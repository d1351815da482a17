package org.rollcall.cli.console.compose;

/**
 * The letter of the job as one user would get it.
 *
 * @param user the primary ID that was given
 * @param language the language that was given; empty for the user's own
 * @param error why there is no letter
 * @param html the letter; empty if there is none
 */
record LetterLook(String user, String language, String error, String subject, String html) {

  static final LetterLook NONE = new LetterLook("", "", "", "", "");
}
