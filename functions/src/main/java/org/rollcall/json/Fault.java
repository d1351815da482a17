package org.rollcall.json;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong in an input.
 *
 * @param path where, such as {@code changes.expiry_date.value}
 * @param message what is wrong and what to do, in a sentence for the person who wrote it
 */
public record Fault(String path, String message) {
  public Fault {
    requireNonNull(path, "path is null");
    requireNonNull(message, "message is null");
  }
}
