package org.rollcall.cli.load;

import org.rollcall.error.ErrorCode;

/** Errors when records are written to the table. */
public enum LoadError implements ErrorCode {
  RECORD_REFUSED_BY_DYNAMODB(
      "DynamoDB refuses the record: it is larger than 400 KB, is nested more than 32 levels deep, or"
          + " has a number of more than 38 digits");

  private final String template;

  LoadError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
