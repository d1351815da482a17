package org.rollcall.error;

/**
 * Why a job did not change a user, did not send a letter, or why a sent letter failed. The codes
 * are part of the outcomes, of {@code users.csv} and of the report.
 */
public enum Reason implements ErrorCode {
  OWN_RECORD("operators cannot change their own record"),
  STAFF_RECORD("users with an administrative role are changed only with limits.include_staff"),
  ADMINISTRATOR_RECORD(
      "only a User Administrator (50) may change the password or email address of a user with role"
          + " 26 or 50"),
  NOT_REACHABLE(
      "the user has no usable preferred email address, and the change has only_if_reachable"),
  CHANGED_SINCE_PREVIEW(
      "the preview does not hold any more for this user; previewed: {previewed}; now: {now}"),
  CHANGED_SINCE("changed since, and left alone: {fields}"),
  CREDENTIAL_USED(
      "the user has signed in with the temporary password or link of the job, so the account stays as"
          + " the job left it{detail}"),
  LETTER_BEING_SENT("the undone job may be sending its letter to this user just now; retry"),
  BEFORE_IMAGE_LOST("the ledger of the undone job has lost what it changed of this user"),
  NOT_FOUND("no user has this {identifier}"),
  AMBIGUOUS_IDENTIFIER("several users have this {identifier}"),
  BROKEN_RECORD("invalid record: {problem}"),
  SET_QUERY_FAILED("the set's query failed for this record"),
  WHEN_FAILED("changes.{change}.when: {problem}"),
  NO_EXTERNAL_ID("an external user needs an external_id, and this user would have none"),
  CONFLICT("another program kept changing the record at the same time"),
  WRITE_REFUSED("DynamoDB rejected the changed record"),
  INTERNAL_ERROR("Rollcall failed with {exception}"),
  FAILURE_LIMIT("more members had failed than limits.max_failures_percent allows"),
  SENDING_PAUSED("Amazon SES has paused sending for this account"),
  DAILY_QUOTA_SPENT("this account has used up its Amazon SES quota for 24 hours"),
  SENDER_NOT_VERIFIED("Amazon SES has not verified the sender of the letters"),
  SENDING_DENIED(
      "Amazon SES does not let this stack send letters: a right is missing, or the configuration is"
          + " wrong"),
  NOT_REACHED("the job stopped, or its time was up, before it processed this user"),
  CHANGE_UNKNOWN(
      "ten other jobs have changed this user since, and it is not known whether this job has"),
  NOT_IN_RECORD(
      "the job recorded a change of this user, but the user's record does not contain it, for example"
          + " after a loss of power"),
  NO_PREFERRED_EMAIL("no email address of the user is marked as preferred"),
  SEVERAL_ADDRESSES("several email addresses of the user are marked as preferred"),
  UNUSABLE_ADDRESS("mail cannot be sent to the user's preferred email address as it is written"),
  OPTED_OUT("the user has opted out of letters of this type"),
  ADDRESS_BOUNCED("an earlier letter to the user's address bounced permanently"),
  LETTER_WITHDRAWN("the job was undone, so this letter is not sent any more"),
  LETTER_DROPPED(
      "the user got so many later letters that the state of this letter is not known any more; it is"
          + " not sent"),
  OWED_LETTER_DROPPED(
      "too many letters to this user were owed: the letters of these jobs are not sent any more:"
          + " {jobs}"),
  REFUSED("Amazon SES rejected the letter{detail}"),
  RECIPIENT_NOT_VERIFIED(
      "the Amazon SES account is in the sandbox, and may send only to addresses that it has verified"),
  SES_FAILED("the letter was not sent, because the call of Amazon SES failed: {exception}"),
  SES_UNCLEAR("the letter may have been sent; the answer of Amazon SES was lost: {exception}"),
  SUPERSEDED("the password or link in this letter is no longer valid"),
  LINK_USED("the user has used the sign-in link in this letter already"),
  IN_HAND("another invocation started to send the letter, and its result is unknown"),
  LETTER_NOT_REACHED("the job stopped, or its time was up, before it sent the letter"),
  LETTER_BOUNCED("the letter bounced permanently"),
  LETTER_SUPPRESSED(
      "Amazon SES did not send the letter, because the address is on the suppression list of the"
          + " account"),
  LETTER_REJECTED("Amazon SES found a virus in the letter, and did not send it"),
  LETTER_COMPLAINED("the user marked the letter as spam");

  private final String template;

  Reason(String template) {
    this.template = template;
  }

  /** Whether an undo leaves fields of a user alone for this reason. */
  public boolean leavesFieldsAlone() {
    return this == CHANGED_SINCE || this == CREDENTIAL_USED;
  }

  /** Whether the message contains values of the user's record. */
  public boolean hasRecordValues() {
    return leavesFieldsAlone() || this == CHANGED_SINCE_PREVIEW;
  }

  @Override
  public String template() {
    return template;
  }
}
