package org.rollcall.local;

import java.nio.file.Path;
import org.rollcall.id.JobId;

/**
 * The paths of a stack's files, for messages to the user.
 *
 * @param objects the folder of the bucket
 * @param inbox the folder of the letters
 * @param executions the folder of the executions
 */
public record DataPaths(Path objects, Path inbox, Path executions) {

  /** The file of the object with a key. */
  public String object(String key) {
    return objects.resolve(key).toString();
  }

  /** The file with all events of a job's execution, errors included. */
  public String history(JobId jobId) {
    return executions.resolve(jobId.value()).resolve("history.jsonl").toString();
  }

  /** The file of the letter with a message ID of SES. */
  public Path letter(String messageId) {
    return inbox.resolve(messageId + ".eml");
  }

  /** The page of the latest letter preview. */
  public Path preview() {
    return inbox.resolveSibling("preview.html");
  }
}
