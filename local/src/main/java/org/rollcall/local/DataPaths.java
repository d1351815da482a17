package org.rollcall.local;

import java.nio.file.Path;

/** Where a stack keeps things, as a person finds them. */
public final class DataPaths {

  private final Path objects;
  private final Path inbox;
  private final Path executions;

  DataPaths(Path objects, Path inbox, Path executions) {
    this.objects = objects;
    this.inbox = inbox;
    this.executions = executions;
  }

  /** Where the object of a key is. */
  public String object(String key) {
    return objects.resolve(key).toString();
  }

  /** Where every step of a job is written down, errors included. */
  public String history(String jobId) {
    return executions.resolve(jobId).resolve("history.jsonl").toString();
  }

  /** Where the letter of one of SES's ids is. */
  public Path letter(String messageId) {
    return inbox.resolve(messageId + ".eml");
  }

  /** Where the page of the letter is that was shown last. */
  public Path preview() {
    return inbox.resolveSibling("preview.html");
  }

  /** Where the letters are. */
  public Path inbox() {
    return inbox;
  }
}
