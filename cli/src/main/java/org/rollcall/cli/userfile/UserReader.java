package org.rollcall.cli.userfile;

import java.io.IOException;

/** Reads the records of a file, one at a time. */
interface UserReader {

  /**
   * Reads all records.
   *
   * @throws InvalidTextException if the text is so invalid that its rest is not read
   * @throws IOException if the bytes cannot be read
   */
  void read() throws IOException;

  /** The place of the next character, for error messages. */
  String place();
}
