package org.rollcall.local.admin;

import org.rollcall.error.ErrorCode;

/** Errors of records that cannot be loaded, and warnings about records that were loaded. */
public enum RecordError implements ErrorCode {
  RECORD_NOT_AN_OBJECT("the record is not an object"),
  RECORD_WITHOUT_ID(
      "the record has no primary_id of 1 to {limit} characters without control characters{keys}"),
  RECORD_ID_IS_A_NUMBER("the primary_id is a number; put it in quotes"),
  RECORD_HAS_ROLLCALL_FIELD("the record has the field rollcall, which only Rollcall may write"),
  RECORD_TOO_DEEP("the record is nested more than {limit} levels deep"),
  RECORD_FIELD_WITHOUT_NAME("the record has a field without a name"),
  RECORD_UNPAIRED_SURROGATE("the record contains an unpaired surrogate"),
  RECORD_NUMBER_TOO_LARGE(
      "the record has a number of more than {limit} digits, or a number that is too large"),
  RECORD_TOO_LARGE("the record is larger than the 400 KB that DynamoDB stores"),
  RECORD_REFUSED_BY_DYNAMODB(
      "DynamoDB refuses the record: it is larger than 400 KB, is nested more than 32 levels deep, or"
          + " has a number of more than 38 digits"),

  RECORD_IS_BRIEF(
      "the record is the brief form of Alma's list of users, without most fields; get the full record"
          + " of each user from Alma, with GET /almaws/v1/users/USER_ID"),
  RECORD_WITH_PSEUDO_ID(
      "the primary_id is Alma's placeholder for a user without a primary ID; give the user a primary"
          + " ID in Alma, and get the full record"),

  PASSWORD_LEFT_OUT("its password was left out, because Rollcall does not store passwords"),
  PIN_LEFT_OUT(
      "its pin_number was left out: {mask} stands for the stored value, and there is none"),
  IDENTIFIER_TAKEN(
      "its identifier of type {type} is also that of \"{owner}\", so sets find neither of them"),
  JOBS_MAY_FAIL("jobs may fail: {reason}"),
  DAY_NOT_READABLE(
      "{field} is \"{value}\", not a day such as 2027-06-30; what reads it fails for this user"),
  EXTERNAL_ID_MISSING("an EXTERNAL user needs an external_id in Alma, and this one has none"),
  STATUS_UNKNOWN("the status is neither ACTIVE nor INACTIVE, and is treated as inactive"),
  SEVERAL_PREFERRED_EMAILS(
      "no letters will be sent: more than one email address is marked as preferred"),
  EMAIL_NOT_PREFERRED(
      "no letters will be sent: none of the email addresses is marked as preferred"),
  EMAIL_NOT_USABLE(
      "no letters will be sent: mail cannot be sent to the preferred email address as it is written");

  private final String template;

  RecordError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
