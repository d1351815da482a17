package org.rollcall.cli.userfile;

import java.io.IOException;

/** Text of users, of which one record after the other is read. */
interface UserReader {

  /**
   * Reads all of it, and tells what is wrong with the text.
   *
   * @throws IOException if the bytes cannot be read; what was read before has been told
   */
  void read() throws IOException;

  /** Where the reading is. */
  String place();
}
