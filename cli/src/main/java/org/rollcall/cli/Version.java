package org.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of Rollcall.
 *
 * @param number such as {@code 0.9.0}, or {@code 0.9.0-SNAPSHOT} before the release
 * @param commit the Git commit of the sources in hexadecimal digits, with {@code -dirty} if the
 *     sources had other changes; {@code unknown} if Git was not available
 */
record Version(String number, String commit) {

  private static final String DIRTY = "-dirty";

  /** Reads the version that the build has stored. */
  static Version read() {
    Properties properties = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version", "unknown"), properties.getProperty("commit", "unknown"));
  }

  /** The line that {@code rollcall --version} prints. */
  String text() {
    if (!Character.isDigit(number.charAt(0))) {
      return "rollcall (unknown version: it was not built with Maven)";
    }
    return "rollcall " + number + " (" + commitText() + ")";
  }

  private String commitText() {
    if (commit.equals("unknown")) {
      return "unknown commit: it was built without Git";
    }
    return commit.endsWith(DIRTY)
        ? "commit " + commit.replace(DIRTY, "") + " and uncommitted changes"
        : "commit " + commit;
  }
}
