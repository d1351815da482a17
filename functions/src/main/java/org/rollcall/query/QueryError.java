package org.rollcall.query;

import org.rollcall.error.ErrorCode;

/** Errors in a JSONata query, and failures of a valid query for a record. */
public enum QueryError implements ErrorCode {
  NOT_JSONATA("is not valid JSONata: {reason}"),
  NOT_A_FUNCTION_NAME(
      "character {number}: not a function name; function names start with $, as in"
          + " $count(user_note)"),
  FUNCTION_NOT_AVAILABLE(
      "${name} is not an available function, nor a variable that the query defines; docs/sets.md"
          + " lists the functions"),
  FUNCTION_WITH_SIGNATURE("signatures of functions, as in function($x)<n:n>, are not available"),
  INVALID_REGULAR_EXPRESSION("invalid regular expression /{pattern}/: {reason}"),
  TOO_MANY_REPETITIONS("regular expression /{pattern}/ has too many repetitions"),
  CONSTANT_CONDITION(
      "{text} alone is not a condition, because it does not depend on the user; compare a field with"
          + " it, as in user_group.value = 'UG', or user_group.value in ['UG', 'PG']"),
  COMPARED_WITH_NO_DAY("compares {field} with \"{text}\", which is not a day{hint}"),
  QUERY_LIMIT_EXCEEDED("the query takes too many steps or too much memory for this record"),
  QUERY_JSONATA_ERROR("the query fails for this record: {problem} (JSONata error {code})"),
  QUERY_FAILED("the query fails for this record");

  private final String template;

  QueryError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
