package org.rollcall.print;

import org.rollcall.error.ErrorCode;

/** Why no letter of a job is printed, or not the letter to one user. */
public enum PrintError implements ErrorCode {
  // the request
  PRINTED_JOB_UNKNOWN("no accepted job has the ID {id}"),
  PRINTED_JOB_WITHOUT_REPORT(
      "the job {id} has no report: it is running, or it was interrupted. Print its letters when it"
          + " has a report."),
  PRINTED_JOB_WITHOUT_LETTERS(
      "the job {id} owes nobody a letter, because it {reason}, so there is nothing to print"),

  // one letter
  HAS_EMAIL_ADDRESS("the user has a usable email address: retry the job to mail the letter"),
  NO_POSTAL_ADDRESS("no postal address of the user is marked as preferred"),
  SEVERAL_POSTAL_ADDRESSES("several postal addresses of the user are marked as preferred"),
  INCOMPLETE_POSTAL_ADDRESS(
      "the user's preferred postal address has no line, or neither a city nor a postal code"),
  POSTAL_ADDRESS_NOT_VALID_TODAY("today is not between the dates of the user's postal address"),
  PASSWORD_EXPIRES_SOON("the temporary password expires in less than {days} days"),
  LINK_NOT_PRINTED("the sign-in link of the letter was not printed: print the letter first"),
  LETTER_BEING_MAILED("the letter may be being mailed just now: try again"),
  LETTER_NOT_PRINTABLE("the letter cannot be written: {problem}"),
  LETTER_NOT_OWED("the letter is not owed any more"),
  RECORD_KEEPS_CHANGING("another program kept changing the record at the same time");

  private final String template;

  PrintError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
