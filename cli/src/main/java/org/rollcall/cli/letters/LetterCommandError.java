package org.rollcall.cli.letters;

import org.rollcall.error.ErrorCode;

/** Errors of the {@code letters} commands. */
public enum LetterCommandError implements ErrorCode {
  LETTER_TYPE_NOT_FOUND("there is no letter type {type}{hint}"),
  LETTER_LANGUAGE_NOT_FOUND(
      "the letter type {type} has no letter in the language {language}; available languages:"
          + " {languages}"),
  LETTER_INVALID("the letter has errors: {errors}"),
  INSTITUTION_FILE_INVALID("the institution's file has errors: {errors}"),
  LETTER_NOT_POSSIBLE("no letter can be written to the user {id}: {reason}");

  private final String template;

  LetterCommandError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
