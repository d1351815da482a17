package org.rollcall.letter;

import org.rollcall.error.ErrorCode;

/** Errors of letters as a whole, and of the institution. */
public enum LetterError implements ErrorCode {
  LETTER_NOT_FOUND("no such letter type: there is no {key}{hint}"),
  LETTER_DISABLED("is false: this letter type is disabled"),
  SENDER_MISSING("is missing, and the stack has no default sender"),
  OPT_OUT_NOT_POSSIBLE("must not be true: users with a new password always get this letter"),
  DEFAULT_LANGUAGE_MISSING("has no letter in {language}, the institution's default language"),
  NOT_A_LANGUAGE_FOLDER("is not named for a language, such as en or fr-CA"),
  DUPLICATE_LANGUAGE_FOLDER("is for the same language as another folder"),
  LETTER_FILE_MISSING("is missing; a letter needs subject.txt, body.html and body.txt"),
  LETTER_FILE_EMPTY("is empty"),
  SHARED_PART_MISSING(
      "{{>{name}}} is not possible: there is no {key}, and no such file in a fallback language"),
  SHARED_PART_ENDS_WITH_BRACE("must not end with the brace {"),
  LETTER_FILE_TOO_LONG("is longer than {limit} characters with header and footer inserted"),
  LETTER_TOO_LONG("has more than {limit} characters in all languages, with header and footer"),
  INVALID_MAIL_ADDRESS("must be a mail address, such as Library <library@example.edu>"),
  NOT_A_LANGUAGE("is not a language, such as en or fr-CA"),
  DEFAULT_TEXT_MISSING("has no text in {language}, the institution's default language"),
  NOT_AN_HTTPS_URL("must be an https address, such as https://library.example.edu/sign-in"),
  INVALID_CONTACT("must be a mail address without a name, or an https address"),
  INVALID_COLOR("must be a colour in the form #12605a"),
  UNKNOWN_TIME_ZONE("is not the IANA name of a time zone; similar names: {names}"),
  DEFAULT_LINK_WITHOUT_SIGN_IN_URL("is LINK, but there is no sign_in_url, at which links begin"),
  SECOND_PERSON_FOR_NO_JOB("must have above_members, or a list always_for that is not empty"),
  INSTITUTION_MISSING("is missing from the bucket; the stock file is letters/institution.json");

  private final String template;

  LetterError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
