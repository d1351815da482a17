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
 * The folder of the sent messages. Each message is a file named by its ID. An ID begins with the
 * time of sending, so that a sorted listing is in the order of sending.
 *
 * @param folder the folder, which must exist
 */
record Inbox(Path folder) {

  private static final Pattern MESSAGE_FILE = Pattern.compile("([0-9a-f]{16})-.*\\.eml");

  /** Creates an ID in the format of SES. */
  static String newId(long sentMillis) {
    return "%016x-%s-000000".formatted(sentMillis, UUID.randomUUID());
  }

  /** The times of sending of all messages, in milliseconds since 1970, unordered. */
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

  /** Writes a message atomically: other processes see the complete file or no file. */
  void write(String id, byte[] message) throws IOException {
    Path unfinished = folder.resolve(id + ".part");
    Files.write(unfinished, message);
    Files.move(unfinished, folder.resolve(id + ".eml"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes incomplete files that a killed process left. */
  void deleteUnfinished() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.part")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
