package org.rollcall.aws;

import org.rollcall.error.ErrorCode;

/** Errors of objects in the bucket, whatever they hold. */
public enum ObjectError implements ErrorCode {
  OBJECT_TOO_LARGE("is larger than {limit} KiB");

  private final String template;

  ObjectError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
