package org.rollcall.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.FaultText;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.RecordError;

/**
 * Prints errors and warnings of a load. The number of lines of each kind is limited; the rest of a
 * kind is only counted. So a frequent problem does not hide a rare one.
 */
final class LoadWarnings {

  private static final int MAX_ERRORS = 1000;
  private static final int MAX_LINES = 10;

  /** How many different kinds are counted separately. */
  private static final int MAX_KINDS = 100;

  /** In characters. */
  private static final int MAX_LINE_LENGTH = 1000;

  private final Console console;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /** The messages of one kind. */
  private static final class Kind {
    final String first;
    final String summary;
    int count;
    int printed;

    Kind(String first, String summary) {
      this.first = first;
      this.summary = summary;
    }
  }

  LoadWarnings(Console console) {
    this.console = console;
  }

  /** A record or a part of a file that was not loaded. Its path is the place in the file. */
  void error(Fault error) {
    add(notLoaded(error), "that were not loaded [" + error.code() + "]", MAX_ERRORS);
  }

  /** A record that was not loaded because stored data would be lost. */
  void heldBack(Fault loss) {
    add(notLoaded(loss), "that were not loaded [" + loss.code() + "]", MAX_LINES);
  }

  private static String notLoaded(Fault error) {
    return error.path() + ": not loaded: " + withoutPath(error);
  }

  /**
   * A record that was loaded, but has a problem. Its path is the place in the file.
   *
   * @param record the record's name in the line, with a leading blank; empty if unknown
   */
  void warning(Fault warning, String record) {
    // Most external users of a student system have no external ID, so they are not listed.
    boolean isListed = !warning.code().equals(RecordError.EXTERNAL_ID_MISSING.name());
    add(
        warning.path() + ": loaded" + record + ", but " + withoutPath(warning),
        "loaded, but " + withoutPath(warning).replaceAll("\"[^\"]*\"", "\"…\""),
        isListed ? MAX_LINES : 0);
  }

  private void add(String line, String summary, int maxLines) {
    boolean isKnown = kinds.containsKey(summary) || kinds.size() < MAX_KINDS;
    Kind kind =
        isKnown
            ? kinds.computeIfAbsent(summary, key -> new Kind(line, summary))
            : kinds.computeIfAbsent("", key -> new Kind(line, "with other problems"));
    kind.count++;
    if (kind.printed < maxLines) {
      kind.printed++;
      print(line);
    }
  }

  private static String withoutPath(Fault fault) {
    return FaultText.line(new Fault(fault.code(), "", fault.message()));
  }

  /** Prints how many messages of each kind were not printed. */
  void finish() {
    for (Kind kind : kinds.values()) {
      int more = kind.count - kind.printed;
      if (kind.count == 1 && more == 1) {
        print(kind.first);
      } else if (more > 0) {
        print(
            (kind.printed == 0 ? "" : "… and ")
                + more
                + (kind.printed == 0 ? " " : " more ")
                + kind.summary);
      }
    }
  }

  /** Replaces characters that would control a terminal: parts of lines come from files. */
  private void print(String line) {
    String text =
        line.codePoints()
            .limit(MAX_LINE_LENGTH)
            .map(LoadWarnings::printable)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    console.note(text);
  }

  private static int printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '\uFFFD';
      default -> character;
    };
  }
}
