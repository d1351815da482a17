package org.rollcall.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.id.JobId;

/** Where users of the command line find a stack's data, as text for them to read or copy. */
public interface StackLocations {

  /** The file or URL of an object. */
  String object(String key);

  /** The file with a job's execution history, or the command that prints it. */
  String executionHistory(JobId jobId);

  /** The folder with the sent letters; empty if they are sent to their recipients. */
  Optional<Path> inbox();

  /** The path of a temporary file for an HTML page. */
  Path tempPage();

  /**
   * The command-line option that selects this stack, with a leading space; empty for the default
   * data folder.
   */
  String cliFlag();
}
