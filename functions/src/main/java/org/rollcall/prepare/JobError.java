package org.rollcall.prepare;

import org.rollcall.error.ErrorCode;

/** Why a job is rejected, apart from errors in its changes, its set and its letter. */
public enum JobError implements ErrorCode {
  LINK_WITHOUT_SIGN_IN_URL(
      "links begin with sign_in_url of institution.json, which has none; add it, or issue temporary"
          + " passwords with \"credential\": \"PASSWORD\""),
  LETTER_WITHOUT_LINK(
      "this job issues sign-in links, but {files} of the letter do not have"
          + " {{credentials.link}}"),
  NO_CHANGES_AND_NO_NOTIFY("is missing; a job has changes, notify or both"),
  ALMA_PAYLOAD(
      "this is the payload of a job in Alma, such as M148; docs/m148.md says how to write each of"
          + " its parameters as a job's input"),
  INVALID_EXECUTION_NAME("the execution's name must be 1 to {limit} letters, digits, - and _"),
  EXECUTION_NAME_USED(
      "a job with this name was started on {date}; give the execution another name"),
  JOB_FOLDER_NOT_EMPTY(
      "jobs/{id}/ has objects of an earlier job with this name; give the execution another name"),
  MORE_ERRORS("more errors that are not listed: {count}"),

  OPERATOR_NOT_FOUND("no user has the primary ID {id}"),
  OPERATOR_NOT_ACTIVE("{id} may not run jobs: {reason}"),
  OPERATOR_WITHOUT_ROLE(
      "{id} may not run jobs: {reason}; the job needs the role User Manager (21) or User"
          + " Administrator (50), active and for the whole institution {institution}"),
  OPERATOR_RECORD_INVALID("the record of this user is invalid"),
  ADMINISTRATIVE_ROLE("only a User Administrator (50) may add or remove an administrative role"),
  OPERATOR_NOT_VERIFIED(
      "is not verified, and this stack requires that; start the job with the function StartJob"),
  OTHER_START_VERIFIED(
      "was verified for another input or another time; start the job with the function StartJob"
          + " again"),

  INVALID_JOB_ID("not a valid job ID{hint}"),
  JOB_NOT_ACCEPTED("there is no accepted job with this ID; jobs are kept for {days} days{hint}"),
  RETRY_OF_TEST("this job was a test of letters; start it with its own input"),
  JOB_OF_OTHER_VERSION(
      "another version of Rollcall accepted this job, so it cannot be used any more; its report has"
          + " its members, for a new job"),
  JOB_DAMAGED("this job cannot be used: {reason}"),
  NOT_WITH_RETRY("cannot be combined with retry, which uses the input of the first job"),

  NOT_WITH_CONTINUE(
      "cannot be combined with continue, which uses the input of the first job; only limits.first"
          + " may be added"),
  NOT_WITH_CONFIRM(
      "cannot be combined with confirm, which uses the input of the preview; only sha256 and"
          + " limits.first may be added"),
  NOT_WITH_UNDO(
      "cannot be combined with undo, which uses the input of the undone job; only mode,"
          + " notify.type and limits may be added"),
  NOT_IN_PREVIEW_OF_UNDO("a preview shows all members; add it to the confirm"),
  UNDO_EXPIRED(
      "this job cannot be undone any more: it started on {date}, and jobs are kept for {days}"
          + " days"),
  NOTHING_TO_UNDO("this job is {kind}, which changes no user; there is nothing to undo{hint}"),
  UNDO_OF_RUNNING_JOB(
      "this job, or a retry or continuation of it, is still running: {id}; undo it when it has"
          + " ended"),
  UNDO_TOO_EARLY(
      "a function of {id} can still change users, because that job was stopped, or a function did"
          + " not report its end; undo it after {time}"),
  UNDO_INCOMPLETE(
      "a retry, continuation or redo of this job has run meanwhile: {id}; start the undo or"
          + " its preview again"),
  ALREADY_UNDONE("this job was undone by the job {id}; to redo it, undo that job"),
  JOB_UNDONE("this job was undone by the job {id}; to redo it, undo that job"),
  NOTIFY_OF_REDO(
      "cannot be added here: this job is a redo, and sends the letter of the job that was"
          + " undone"),
  CORRECTION_WITH_PASSWORD(
      "this letter contains a temporary password, and an undo issues none; use a letter of another"
          + " type"),
  NOTHING_TO_CONFIRM(
      "this job is not a preview; start it with \"mode\": \"PREVIEW\", and confirm that job"),
  PREVIEW_RUNNING("this preview is still running; confirm it when it has ended"),
  PREVIEW_INCOMPLETE(
      "this preview has no seal, because it did not reach all members, or its report was not made;"
          + " make another preview"),
  PREVIEW_DISCARDED("this preview cannot be confirmed: {reason}"),
  PREVIEW_EXPIRED("this preview expired at {time}; make another preview"),
  PREVIEW_MODIFIED(
      "the folder of this preview was modified after it was made, so it does not have its digest any"
          + " more; make another preview"),
  INVALID_DIGEST("must be a digest of 64 digits from 0 to f, as in preview_sha256 of the report"),
  OTHER_DIGEST(
      "is not the digest of this preview; compare it with preview_sha256 in the report, and confirm"
          + " only a preview that you have seen"),
  ALREADY_CONFIRMED("this preview was confirmed by the job {id}; to do more, make another preview"),
  CONFIRMED_BY_OTHER_JOB(
      "the preview of this job was then confirmed by the job {id}; retry or continue that job"),
  SECOND_PERSON_NEEDED(
      "this job needs a second person, because {reason}; start it with \"mode\": \"PREVIEW\", and let"
          + " another operator confirm the preview with its digest"),
  SECOND_PERSON_NEEDED_AGAIN(
      "this job needs a second person, because {reason}, and two people have not confirmed it; preview"
          + " a new job with the remaining members, and let another operator confirm the preview"),
  SAME_PERSON(
      "{id} cannot confirm this preview of {previewer}: {same}. The job needs a second person, because"
          + " {reason}; let another operator confirm it"),
  DIGEST_MISSING(
      "is missing; this job needs a second person, because {reason}, and that person confirms with"
          + " the digest of the preview"),
  NOTHING_HELD_BACK("this job holds no members back{addition}"),
  JOB_RUNNING("this job is still running; continue it when it has ended"),
  ALREADY_CONTINUED("this job was continued by the job {id}; continue or retry that job"),
  JOB_IS_PREVIEW(
      "this job is a preview, which changes no user; confirm it, or start a run with its input"),
  NOT_WITH_PREVIEW("cannot be combined with the mode PREVIEW, which shows all members"),
  NOT_WITH_TEST("cannot be combined with notify.test_to; a test changes no user"),
  DATE_IN_PAST("is before today, {today}; if this is intended, add \"allow_past\": true"),
  TOO_MANY_USERS("members of the set: {members}; limit: {limit}"),
  TOO_MANY_QUERY_FAILURES("users for which the set's query fails: {failures}; limit: {limit}"),
  SENDER_UNVERIFIED(
      "Amazon SES has not verified the sender {sender}; verify the address or its domain, or change"
          + " the sender"),
  TOO_MANY_LETTERS(
      "letters to send: {letters}; letters that Amazon SES still accepts from this account within 24"
          + " hours: {left}; use a smaller set, or wait"),
  TOO_MANY_LETTERS_TO_COUNT(
      "the letters to send cannot be counted in time; letters that Amazon SES still accepts from"
          + " this account within 24 hours: {left}; use a smaller set, or wait");

  private final String template;

  JobError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
