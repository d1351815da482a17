package org.rollcall.cli.userfile;

import java.io.IOException;

/** A text that is not read to its end, for its own fault. The message is a clause about it. */
final class UnreadableTextException extends IOException {

  UnreadableTextException(String message) {
    super(message);
  }
}
