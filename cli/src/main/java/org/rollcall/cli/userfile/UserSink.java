package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.error.Fault;

/**
 * Receives the contents of files of users. The path of an error is a place: the file, the file in
 * it if it is a zip, and the line, such as {@code users.zip, students.xml line 12}.
 */
public interface UserSink {

  /**
   * Receives a record in the form of Alma's REST JSON.
   *
   * @param length length in the file in characters, at most {@link UserFile#MAX_RECORD_LENGTH}
   */
  void record(String place, JsonNode record, int length);

  /** Receives an error: a record or another part of a file was not read. */
  void notLoaded(Fault error);

  /** Receives a warning: a record was read in part. Its message completes "loaded, but …". */
  void incomplete(Fault warning);
}
