package org.rollcall.json;

import org.rollcall.error.ErrorCode;

/** Errors of single values, in a job's input and in objects that are JSON. */
public enum InputError implements ErrorCode {
  MISSING_KEY("is missing{hint}"),
  UNKNOWN_KEY("unknown key{hint}"),
  NULL_VALUE("must not be null; leave the key out instead"),
  NOT_TEXT("must be text in quotes{hint}"),
  BLANK_TEXT("must not be blank"),
  TEXT_TOO_LONG("must not be longer than {limit} characters"),
  NOT_ONE_LINE("must be on one line"),
  CONTROL_CHARACTER("contains a control character"),
  UNPAIRED_SURROGATE("contains an unpaired surrogate"),
  NOT_TRUE_OR_FALSE("must be true or false, without quotes{hint}"),
  NOT_A_COUNT("must be a whole number of at least 1, without quotes{hint}"),
  NOT_A_PERCENTAGE("must be a number from 0 to 100, without quotes{hint}"),
  NOT_A_DATE("must be a date from 1900 to 9999, such as 2027-06-30{hint}"),
  NO_SUCH_DAY("this day does not exist: {month} has {days} days"),
  NOT_A_PERIOD("must be an ISO 8601 period from one day to 100 years, such as P1Y or P6M{hint}"),
  UNKNOWN_VALUE("must be {values}{hint}"),
  NOT_AN_OBJECT("must be an object in braces{hint}"),
  NOT_A_LIST("must be a list in brackets{hint}"),
  NOT_JSON("is not valid JSON: {problem}");

  private final String template;

  InputError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
