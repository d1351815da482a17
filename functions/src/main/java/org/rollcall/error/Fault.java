package org.rollcall.error;

/**
 * One error in an input.
 *
 * @param code the name of an {@link ErrorCode}
 * @param path where the error is, such as {@code changes.expiry_date.value}; empty for the whole
 *     input
 * @param message what is wrong and what to do
 */
public record Fault(String code, String path, String message) {

  /**
   * An error whose message is made from the code's template.
   *
   * @param values one value for each placeholder of the template
   */
  public static Fault of(String path, ErrorCode code, Object... values) {
    return new Fault(code.name(), path, code.message(values));
  }
}
