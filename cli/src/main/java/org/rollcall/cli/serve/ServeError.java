package org.rollcall.cli.serve;

import org.rollcall.error.ErrorCode;

/** Errors of {@code serve}. */
public enum ServeError implements ErrorCode {
  PORT_UNAVAILABLE(
      "the port {port} or the one after it is not available ({reason}). Give another port with"
          + " --port, or 0 for any free ports."),
  PORT_INVALID("--port must be a number from 0 to {limit}");

  private final String template;

  ServeError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
