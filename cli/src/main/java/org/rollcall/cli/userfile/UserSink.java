package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Takes what is found in files of users. A place is the file, what is in it if it is packed, and
 * where in that, such as {@code users.zip, students.xml line 12}.
 */
public interface UserSink {

  /**
   * A record in the shape of Alma's REST JSON.
   *
   * @param length how long it is in the file, in characters: at most {@link
   *     UserFile#LONGEST_RECORD}
   */
  void record(String place, JsonNode record, int length);

  /**
   * Something that is not a record, or cannot be read.
   *
   * @param reason a clause about it
   */
  void unreadable(String place, String reason);

  /**
   * Something that was read, but not all of it.
   *
   * @param what a clause that follows on "but"
   */
  void incomplete(String place, String what);
}
