package org.rollcall.cli.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rollcall.cli.command.Console;

/**
 * Says what is wrong with records that are loaded or are not, in lines of which there are never so
 * many that nobody reads them: after some they are counted.
 */
final class LoadWarnings {

  private static final int MOST_FAULTS = 1000;
  private static final int MOST_WARNINGS = 100;

  /** How many kinds of warnings are counted apart. */
  private static final int MOST_KINDS = 20;

  private static final int LONGEST_LINE = 1000;

  private final Console console;
  private final Map<String, Integer> more = new LinkedHashMap<>();
  private int faults;
  private int warnings;

  LoadWarnings(Console console) {
    this.console = console;
  }

  /** Something that was not loaded. */
  void fault(String line) {
    faults++;
    if (faults <= MOST_FAULTS) {
      note(line);
    }
  }

  /**
   * Something that was loaded and is not as it should be.
   *
   * @param what the same for all of its kind
   */
  void warning(String where, String what) {
    warnings++;
    if (warnings <= MOST_WARNINGS) {
      note(where + what);
    } else {
      String kind = more.containsKey(what) || more.size() < MOST_KINDS ? what : "something else";
      more.merge(kind, 1, Integer::sum);
    }
  }

  /** Says how many more there were than were shown. */
  void end() {
    if (faults > MOST_FAULTS) {
      note("… and " + (faults - MOST_FAULTS) + " more that were not loaded.");
    }
    more.forEach((what, count) -> note("… and " + count + " more loaded, but " + what));
  }

  /** What is shown comes out of files and must not steer a terminal. */
  private void note(String line) {
    String text =
        line.codePoints()
            .limit(LONGEST_LINE)
            .map(LoadWarnings::harmless)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    console.note(text);
  }

  private static int harmless(int character) {
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
