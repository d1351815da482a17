package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.rollcall.error.Fault;

/** Writes the records of users to a file or to standard output, one at a time. */
public interface UserWriter {

  /** Writes what comes before the first user. */
  void begin() throws IOException;

  /**
   * Writes a user.
   *
   * @param record in the form of Alma's REST JSON
   */
  Result write(ObjectNode record) throws IOException;

  /** Writes what comes after the last user. */
  void end() throws IOException;

  /**
   * What became of a user.
   *
   * @param isWritten whether the user is in the file
   * @param problem what is missing from the file; its path is the primary ID
   */
  record Result(boolean isWritten, Optional<Fault> problem) {

    static final Result WRITTEN = new Result(true, Optional.empty());
  }
}
