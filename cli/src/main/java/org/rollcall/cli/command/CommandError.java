package org.rollcall.cli.command;

import org.rollcall.error.ErrorCode;

/**
 * Errors of commands, and warnings that they print. {@code StackError} has those of stacks on AWS.
 */
public enum CommandError implements ErrorCode {
  // several commands
  FILE_NOT_FOUND("no such file: {file}"),
  NOT_A_FILE("{file} is a folder, not a file"),
  FILE_NOT_READABLE("{file} cannot be read"),
  STDIN_NOT_READABLE("standard input cannot be read"),
  FILE_NOT_WRITABLE("{file} cannot be written"),
  INPUT_EMPTY("{file} is empty"),
  FILE_TOO_LARGE("{file} is larger than {limit} KiB"),
  INPUT_NOT_JSON("{file}{place} is not valid JSON: {reason}"),
  INPUT_NOT_UTF8("{file} is not UTF-8 text"),
  USER_NOT_FOUND("no user has the primary ID {id}{hint}"),
  REPOSITORY_NOT_FOUND(
      "there is no {file} in {folder}. Start Rollcall with the script rollcall in the root folder of"
          + " the repository."),
  OUTPUT_NOT_WRITABLE("the output cannot be written ({reason})"),
  OUT_OF_MEMORY(
      "the memory is not sufficient. Run the command again with more, such as"
          + " ROLLCALL_JAVA_OPTS=-Xmx2g."),
  LOCAL_SERVICE_FAILED("the local stack failed: {reason}"),
  INTERNAL_COMMAND_ERROR(
      "internal error: {exception}. Run the command again with"
          + " ROLLCALL_JAVA_OPTS=-Drollcall.trace=true to print the stack trace, and report it."),

  DATA_FOLDER_MISSING("there is no data folder {folder}; create it: ./rollcall init {name}"),

  // the command line
  COMMAND_UNKNOWN("unknown command {name}; ./rollcall help lists all commands{hint}"),
  OPTION_UNKNOWN("{command} has no option {option}{hint}"),
  ARGUMENTS_INVALID("{problem}; the command is written as: {synopsis}"),

  // get, put, ls, rm, users and sets
  OBJECT_REFUSED(
      "nothing was put, because a job would be rejected for it: {errors}. Correct it, or put it with"
          + " --force."),
  OBJECT_NOT_READ_BY_JOBS("no job reads an object with this key{hint}"),
  LETTER_SETTINGS_MISSING(
      "the letter type {type} does not exist yet; put letters/{name}/letter.json too"),
  KEY_IS_FOLDER("{key} is a folder; put the file as {name}"),
  FOLDER_EMPTY("{folder} has no files"),
  FOLDER_TARGET_MISSING("{key} is a folder; give the name of a folder to write it to"),
  SET_INVALID("the set cannot be used: {errors}"),
  OBJECT_NOT_FOUND("no object has the key {key}{hint}"),
  OBJECT_NOT_TEXT("{key} is not text; give the name of a file to write it to"),
  OBJECT_TOO_LARGE_TO_PRINT(
      "{key} is larger than {limit} KiB and cannot be printed; give the name of a file to write it"
          + " to"),
  INVALID_OBJECT_KEY(
      "\"{key}\" is not a valid key; a key is like sets/leavers.csv: names separated by slashes"),

  // init
  INIT_TARGET_MISSING("init needs either a folder, or --stack with the name of a stack on AWS"),
  INIT_OPTION_INVALID("--sample is valid only with --stack, and --empty only with a folder"),
  DATA_FOLDER_EXISTS(
      "{folder} is already a data folder; give the name of another folder, or remove it first"),
  TIME_ZONE_UNKNOWN("\"{name}\" is not the IANA name of a time zone; similar names: {names}"),
  STACK_HAS_USERS(
      "the stack {stack} already has users that are not from the sample institution, so --sample is"
          + " not possible; without it, init puts only the stock letters into the stack"),

  // load
  LOAD_OPTION_INVALID("{option} is valid only {condition}"),
  KEEP_FILE_EXISTS("{file} already exists; --keep needs the name of a new file"),

  // backup
  BACKUP_FILE_EXISTS("{file} already exists; backup needs the name of a new file"),
  BACKUP_IN_DATA_FOLDER(
      "{file} is in the data folder {folder}; give the name of a file in another folder"),

  // run
  JOB_CONTINUES(
      "the job {id} continues to run. To see its report later: ./rollcall report {id}{option}; to"
          + " stop it: ./rollcall stop {id}{option}"),
  JOB_NOT_FOLLOWED(
      "the status of the job {id} cannot be read ({reason}); the job continues to run. To see its"
          + " report later: ./rollcall report {id}{option}"),
  CONFIRM_WITHOUT_DIGEST(
      "without a terminal, confirm needs the digest that the preview's report shows: --sha256"
          + " DIGEST"),
  NOT_CONFIRMED("the preview {id} was not confirmed, and nothing was changed"),
  OPERATOR_MISSING(
      "the job has no operator. Name a user who may run jobs, by primary ID: --as OPERATOR"),
  RUN_INTERRUPTED("the command was interrupted; the job {id} continues to run"),
  JOB_STOPPED_EARLY("the job {id} was stopped before it was accepted; nothing was changed"),
  JOB_FAILED_EARLY("the job {id} failed before it was accepted, and nothing was changed: {reason}"),
  JOB_WITHOUT_REPORT(
      "the job {id} ended without a report ({reason}). To make its report: ./rollcall report {id}"
          + " --rebuild{option}"),

  // jobs, stop, diff
  JOB_NOT_FOUND("no job has the ID {id}{hint}"),
  NO_JOBS("no job was accepted yet; run one: {command}"),
  JOBS_LIMIT_INVALID("--limit must be a number from 1 to {limit}"),
  JOB_ALREADY_ENDED("the job {id} has already ended. {purpose}: {command}"),
  JOB_NOT_RUNNING("nobody is running the job {id}, and it has no report. {purpose}: {command}"),
  JOB_NOT_STOPPED(
      "the job {id} was not stopped: the process that uses the data folder {folder} does not run this"
          + " job, or did not answer. Try again when this process has ended."),
  PREVIEW_WAS_CONFIRMED(
      "the preview {id} was confirmed by the job {job}, so it cannot be discarded any more"),
  NOT_DISCARDABLE("the job {id} is not a preview, so it cannot be discarded"),
  USER_NOT_IN_JOB("the user {user} is not a member of the job {id}{hint}"),

  // report
  REPORT_NOT_FOUND("no job with the ID {id} has a report{hint}"),
  REPORT_NOT_BUILT(
      "the job {id} has no report: it is running, or it was interrupted. If it was interrupted, make"
          + " its report: ./rollcall report {id} --rebuild{option}"),
  JOB_STILL_RUNNING("the job {id} is still running; its report is made when it ends"),
  JOB_STILL_STOPPING(
      "the job {id} was stopped, but its functions may still be processing users. Make its report"
          + " after {time}: ./rollcall report {id} --rebuild{option}"),
  JOB_NEVER_ACCEPTED("no job with the ID {id} was accepted, so nothing was changed{hint}"),
  REPORT_NOT_UPDATED(
      "the report does not contain the delivery events and retries since it was made: {reason}"),

  // letters
  LETTER_TYPE_NOT_FOUND("there is no letter type {type}{hint}"),
  LETTER_LANGUAGE_NOT_FOUND(
      "the letter type {type} has no letter in the language {language}; available languages:"
          + " {languages}"),
  LETTER_INVALID("the letter has errors: {errors}"),
  INSTITUTION_FILE_INVALID("the institution's file has errors: {errors}"),
  NOT_A_PREVIEW_WITH_LETTERS("the job {id} is not a preview of a job that sends letters"),
  PREVIEW_HAS_EXPIRED("the preview {id} has expired; make another preview to see its letters"),
  LETTER_NOT_POSSIBLE("no letter can be written to the user {id}: {reason}"),

  PRINT_FILE_EXISTS(
      "{file} already exists, and may contain letters that are not printed again; give the name of a"
          + " new file"),
  LETTERS_NOT_MARKED(
      "{number} letters in {file} are not marked as printed. Do not post them: {users}"),

  LETTER_LANGUAGE_MISSING("has no letter in {languages}, which other types have"),
  LETTER_LANGUAGE_FALLBACK(
      "has no letter in the preferred languages of some users: {languages}. They get it in"
          + " {default}"),
  LETTER_OBJECT_UNUSED("is not part of any letter, and is not used"),
  INSTITUTION_URL_NOT_HTTP("does not begin with https:// or http://, so links to it do not work"),

  // forget
  PERSON_NOT_FOUND("no user has the primary ID {id}, and no job or set contains it"),
  ALSO_IS_A_USER(
      "--also {name} is the primary ID of another user; to erase this user, run forget with this ID"
          + " and without --also"),
  JOB_IS_RUNNING(
      "a person cannot be erased while jobs are running, because they may process the person. Wait"
          + " for: {jobs}"),
  STACK_IS_SERVED(
      "forget cannot reach the letters and the database of a stack that is served from a data"
          + " folder. End serve, then run: ./rollcall forget … --data {folder}"),

  // console
  CONSOLE_PORT_UNAVAILABLE(
      "the port {port} is not available ({reason}). Give another port with --port, or none for any"
          + " free port."),
  CONSOLE_PORT_INVALID("--port must be a number from 0 to {limit}"),
  OPERATOR_REFUSED("this operator cannot use the console: {reasons}"),
  OPERATOR_IS_IDENTITY(
      "this stack starts jobs only in the name of your AWS identity. Start the console without"
          + " --as."),

  // serve
  PORT_UNAVAILABLE(
      "the port {port} or the one after it is not available ({reason}). Give another port with"
          + " --port, or 0 for any free ports."),
  PORT_INVALID("--port must be a number from 0 to {limit}"),
  LAMBDA_ENDPOINT_INVALID(
      "--lambda-endpoint must be a URL without a path, such as http://127.0.0.1:3001, not {url}");

  private final String template;

  CommandError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
