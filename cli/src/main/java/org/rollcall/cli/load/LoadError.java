package org.rollcall.cli.load;

import org.rollcall.error.ErrorCode;

/** Errors of records that can be read but not loaded, and warnings about loaded records. */
public enum LoadError implements ErrorCode {
  RECORD_INVALID("the record {reason}"),
  RECORD_REFUSED_BY_DYNAMODB(
      "DynamoDB refuses the record: it is larger than 400 KB, is nested more than 32 deep, or has a"
          + " number of more than 38 digits"),
  RECORD_WARNING("{reason}");

  private final String template;

  LoadError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
