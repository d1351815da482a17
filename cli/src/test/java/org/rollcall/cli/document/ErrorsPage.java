package org.rollcall.cli.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** {@code docs/errors.md}: its tables, row by row. */
final class ErrorsPage {

  private static final Path PAGE =
      Path.of(System.getProperty("rollcall.home")).resolve("docs/errors.md");

  private static final Pattern SENTENCE = Pattern.compile("^\\| `([^`]+)` \\| ", Pattern.MULTILINE);
  private static final Pattern VALUE = Pattern.compile("(…)|(?<![#\\w])N(?!\\w)");

  private ErrorsPage() {}

  /**
   * A row of a table.
   *
   * @param section the heading above it, of the second level
   * @param says the sentence, with placeholders
   * @param example what leads to it; empty in the tables that have none
   */
  record Row(String section, String says, String example) {

    boolean hasExample() {
      return example.contains("`");
    }

    /** Whether a sentence is the row's, whatever its values are. */
    boolean isOf(String sentence) {
      StringBuilder pattern = new StringBuilder();
      int done = 0;
      var value = VALUE.matcher(says);
      while (value.find()) {
        pattern.append(Pattern.quote(says.substring(done, value.start())));
        pattern.append(value.group(1) == null ? "[\\d,]+" : ".+");
        done = value.end();
      }
      pattern.append(Pattern.quote(says.substring(done)));
      return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(sentence).matches();
    }

    /** What is between the placeholders. */
    List<String> words() {
      return VALUE.splitAsStream(says).map(String::strip).filter(w -> w.contains(" ")).toList();
    }

    /** The row's name in the list of tests. */
    @Override
    public String toString() {
      return says + " <- " + example;
    }
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String section : text().split("(?m)^## ", -1)) {
      String heading = section.lines().findFirst().orElse("");
      for (String line : section.lines().toList()) {
        if (SENTENCE.matcher(line).find()) {
          String[] cells = line.split(" \\| ", -1);
          String says = cells[0].substring("| `".length(), cells[0].length() - 1);
          rows.add(new Row(heading, says, cells.length > 2 ? cells[1] : ""));
        }
      }
    }
    return rows;
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
