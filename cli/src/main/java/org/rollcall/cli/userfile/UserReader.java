package org.rollcall.cli.userfile;

import java.io.IOException;

/** Reads the records of a text, one at a time. */
interface UserReader {

  /**
   * Reads all records.
   *
   * @throws InvalidTextException if the rest of the text is not read
   * @throws IOException if the bytes cannot be read
   */
  void read() throws IOException;

  /** The place of the next character. */
  String place();
}
