package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import org.rollcall.error.Fault;

/**
 * Receives the records and errors of files of users. The path of an error is a place: the file, the
 * file in the zip if it is one, and the line, such as {@code users.zip, students.xml line 12}.
 */
public interface UserSink {

  /**
   * Receives a record in the form of Alma's REST JSON.
   *
   * @param length the record's length in the file, in characters or bytes, at most {@link
   *     UserFile#MAX_RECORD_LENGTH}
   */
  void record(String place, JsonNode record, int length);

  /** Receives the error of a record, or of another part of a file, that was not read. */
  void notLoaded(Fault error);

  /** Receives the error after which the rest of a file was not read. */
  void restNotRead(Fault error);

  /** Receives the warning of a record that was read in part. The message follows "loaded, but ". */
  void incomplete(Fault warning);
}
