package org.rollcall.cli.userfile;

import java.io.IOException;

/** A file whose bytes are not read on, for its own fault. The message is a clause about it. */
final class UnreadableFileException extends IOException {

  UnreadableFileException(String message) {
    super(message);
  }
}
