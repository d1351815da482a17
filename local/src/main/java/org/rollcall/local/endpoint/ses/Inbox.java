package org.rollcall.local.endpoint.ses;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of the messages that were sent, each a file named by its id. An id begins with the
 * time of sending, so that the folder's listing is in that order.
 *
 * @param folder the folder, which exists
 */
record Inbox(Path folder) {

  private static final Pattern MESSAGE_FILE = Pattern.compile("([0-9a-f]{16})-.*\\.eml");

  /** A new id, in the form that SES's have. */
  static String newId(long sentMillis) {
    return "%016x-%s-000000".formatted(sentMillis, UUID.randomUUID());
  }

  /** When each message was sent, in milliseconds since 1970, in no order. */
  List<Long> sentTimes() throws IOException {
    var times = new ArrayList<Long>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = MESSAGE_FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          times.add(Long.parseUnsignedLong(name.group(1), 16));
        }
      }
    }
    return times;
  }

  /** Writes a message, so that its file is there as a whole or not at all. */
  void write(String id, byte[] message) throws IOException {
    Path unfinished = folder.resolve(id + ".part");
    Files.write(unfinished, message);
    Files.move(unfinished, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes what a killed process left unfinished. */
  void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.part")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
