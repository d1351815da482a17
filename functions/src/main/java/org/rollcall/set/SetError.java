package org.rollcall.set;

import org.rollcall.error.ErrorCode;

/** Errors of a job's set: how the input names it, and what its object contains. */
public enum SetError implements ErrorCode {
  SET_WITHOUT_MEMBERS_OR_QUERY(
      "must be the name of a set, or have members, a query, or the type JOB"),
  INVALID_SET_NAME("not a valid set name: no slashes, and no dot at the start{hint}"),
  SET_NOT_FOUND("no such set: no object sets/{name}.csv, .txt, .xlsx or .json{hint}"),
  AMBIGUOUS_SET("several objects have this name: {keys}; delete all but one"),
  QUERY_WITH_MEMBERS("cannot be combined with members"),
  TOO_MANY_MEMBERS_IN_INPUT(
      "lists {count} members (limit: {limit}); put them into a set in the bucket, such as"
          + " sets/NAME.csv"),
  UNKNOWN_ID_TYPE("unknown type of identifier; use a type such as BARCODE{hint}"),
  SET_TIMEOUT(
      "takes too long: the set was not resolved within {minutes} minutes; make its query simpler"),
  EMPTY_SET_TABLE("is empty; the first line must be a header, such as primary_id"),
  NO_ID_COLUMN(
      "no column for IDs: name one primary_id (or USERNAME, User name), or by a type of identifier"
          + " such as BARCODE{hint}"),
  MISSING_HEADER(
      "no column for IDs: name one primary_id (or USERNAME, User name), or by a type of identifier"
          + " such as BARCODE; if this is an ID, insert a line with primary_id above it"),
  HEADER_BELOW("no column for IDs: {place} has the header \"{header}\"; delete the rows above it"),
  HEADER_ON_OTHER_WORKSHEET(
      "no column for IDs: the worksheet \"{worksheet}\" has the header \"{header}\" in {place}; make it"
          + " the first worksheet, with the header in the first row"),
  HEADER_WITHOUT_ZEROS(
      "no column for IDs: did you mean {type}? A spreadsheet program has removed the leading zeros of"
          + " the header {header}; format the cell as text"),
  IDS_WITHOUT_HEADER(
      "no column for IDs: {count} of the first {total} cells of a column are {kind} of users; insert a"
          + " row with {header} above them"),
  ROW_LONGER_THAN_HEADER(
      "has more cells than the header; put a cell that contains a separator in quotes"),
  SHORTENED_NUMBER(
      "is a number that a spreadsheet program has shortened; format the column as text, enter the"
          + " IDs again, and save the file again"),
  MORE_TABLE_ERRORS("more errors like these: {count}"),
  SET_TOO_LARGE("too large (limit: {limit} MB for all sets of a job)"),
  TOO_MANY_IDS("too many IDs (limit: {limit} in all sets of a job)"),
  PRIVATE_SET("this set is private to another user"),
  MEMBERS_OF_PRIVATE_JOB("the set of this job is private to another user"),
  NO_SUCH_JOB("no accepted job has this ID; a job is deleted after the retention time{hint}"),
  MEMBERS_OF_TEST("this job was a test of letters, which has no members; use the set of the test"),
  MEMBERS_OF_PREVIEW(
      "this job is a preview, which sends no letters and resets no passwords; use UPDATED or another"
          + " result"),
  MEMBERS_OF_UNFINISHED_JOB(
      "the job {id} has no report yet; use its members after it has ended, and if it ended without a"
          + " report, after ./rollcall report {id}"),
  MISSING_ALL_OF_OR_ANY_OF("is missing: a combined set has all_of, any_of or both"),
  EMPTY_LIST_OF_SETS("must name at least one set; leave the key out instead"),
  TOO_MANY_SETS_IN_LIST("must not name more than {limit} sets"),
  CIRCULAR_SETS("circular reference: {sets}"),
  TOO_MANY_NESTED_SETS("too many nested sets (limit: {sets} sets, {levels} levels)"),
  SET_JSON_TOO_LARGE("too large (limit: {limit} MB for a set in JSON); save the list as .csv");

  private final String template;

  SetError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
