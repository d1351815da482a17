package org.rollcall.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.FaultText;
import org.rollcall.error.Fault;

/**
 * Prints errors and warnings of a load. The number of lines is limited; the rest is only counted.
 */
final class LoadWarnings {

  private static final int MAX_ERRORS = 1000;
  private static final int MAX_WARNINGS = 100;

  /** How many different warnings are counted separately. */
  private static final int MAX_KINDS = 20;

  /** In characters. */
  private static final int MAX_LINE_LENGTH = 1000;

  private final Console console;
  private final Map<String, Integer> moreOfKind = new LinkedHashMap<>();
  private int errors;
  private int warnings;

  LoadWarnings(Console console) {
    this.console = console;
  }

  /** A record or a part of a file that was not loaded. Its path is the place in the file. */
  void error(Fault error) {
    errors++;
    if (errors <= MAX_ERRORS) {
      print(error.path() + ": not loaded: " + withoutPath(error));
    }
  }

  /**
   * A record that was loaded, but has a problem. Its path is the place in the file.
   *
   * @param record the record's name in the line, with a leading blank; empty if unknown
   */
  void warning(Fault warning, String record) {
    warnings++;
    String kind = withoutPath(warning);
    if (warnings <= MAX_WARNINGS) {
      print(warning.path() + ": loaded" + record + ", but " + kind);
    } else {
      boolean isCounted = moreOfKind.containsKey(kind) || moreOfKind.size() < MAX_KINDS;
      moreOfKind.merge(isCounted ? kind : "with other problems", 1, Integer::sum);
    }
  }

  private static String withoutPath(Fault fault) {
    return FaultText.line(new Fault(fault.code(), "", fault.message()));
  }

  /** Prints how many errors and warnings were not printed. */
  void finish() {
    if (errors > MAX_ERRORS) {
      print("… and " + (errors - MAX_ERRORS) + " more that were not loaded.");
    }
    moreOfKind.forEach((kind, count) -> print("… and " + count + " more loaded, but " + kind));
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
