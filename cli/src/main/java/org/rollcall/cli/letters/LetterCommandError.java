package org.rollcall.cli.letters;

import org.rollcall.error.ErrorCode;

/** Errors of the {@code letters} commands, and remarks of {@code letters check}. */
public enum LetterCommandError implements ErrorCode {
  LETTER_TYPE_NOT_FOUND("there is no letter type {type}{hint}"),
  LETTER_LANGUAGE_NOT_FOUND(
      "the letter type {type} has no letter in the language {language}; available languages:"
          + " {languages}"),
  LETTER_INVALID("the letter has errors: {errors}"),
  INSTITUTION_FILE_INVALID("the institution's file has errors: {errors}"),
  LETTER_NOT_POSSIBLE("no letter can be written to the user {id}: {reason}"),

  LETTER_LANGUAGE_MISSING("has no letter in {languages}, which other types have"),
  LETTER_OBJECT_UNUSED("is not part of any letter, and is not used"),
  INSTITUTION_URL_NOT_HTTP("does not begin with https:// or http://, so links to it do not work");

  private final String template;

  LetterCommandError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
