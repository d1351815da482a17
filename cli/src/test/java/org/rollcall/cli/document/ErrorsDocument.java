package org.rollcall.cli.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rollcall.error.ErrorCode;

/**
 * Generates {@code docs/errors.md}: an introduction, and for each enum the text of the resource
 * next to it, with the messages of the codes.
 */
public final class ErrorsDocument {

  private static final String HEAD = "| code | example | what to do |";
  private static final String RULE = "|---|---|---|";
  private static final String FULL_HEAD = "| code | message | example | what to do |";
  private static final String FULL_RULE = "|---|---|---|---|";

  private final String text;
  private final List<ErrorRow> rows;

  private ErrorsDocument(String text, List<ErrorRow> rows) {
    this.text = text;
    this.rows = List.copyOf(rows);
  }

  /**
   * Generates the document.
   *
   * @throws IllegalStateException if a resource is missing or does not match its enum
   */
  public static ErrorsDocument generate() {
    StringBuilder text =
        new StringBuilder(resource(ErrorsDocument.class, "errors-introduction.md"));
    List<ErrorRow> rows = new ArrayList<>();
    for (Class<? extends Enum<?>> type : ErrorEnums.IN_ORDER) {
      Section section = new Section(type);
      text.append('\n').append(section.markdown());
      rows.addAll(section.rows());
    }
    return new ErrorsDocument(text.toString(), rows);
  }

  String text() {
    return text;
  }

  /** All rows of all tables. */
  public List<ErrorRow> rows() {
    return rows;
  }

  private static String resource(Class<?> type, String name) {
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "there is no resource " + type.getPackageName().replace('.', '/') + "/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The section of one enum. */
  private static final class Section {

    private final String name;
    private final Map<String, ErrorCode> codes = new HashMap<>();
    private final List<ErrorRow> rows = new ArrayList<>();
    private final StringBuilder markdown = new StringBuilder();

    Section(Class<? extends Enum<?>> type) {
      name = type.getSimpleName() + ".md";
      for (Enum<?> constant : type.getEnumConstants()) {
        codes.put(constant.name(), (ErrorCode) constant);
      }
      resource(type, name).lines().forEach(this::addLine);
      requireAllCodes();
    }

    private void addLine(String line) {
      if (line.equals(HEAD)) {
        add(FULL_HEAD);
      } else if (line.equals(RULE)) {
        add(FULL_RULE);
      } else if (line.startsWith("|")) {
        ErrorRow row = row(line);
        rows.add(row);
        add(row.markdown());
      } else {
        // The document has one heading of the first level, its title.
        add(line.startsWith("#") ? "#" + line : line);
      }
    }

    private void add(String line) {
      markdown.append(line).append('\n');
    }

    private ErrorRow row(String line) {
      List<String> cells =
          Arrays.stream(line.substring(1).split("(?<!\\\\)\\|", -1))
              .map(cell -> cell.strip().replace("\\|", "|"))
              .toList();
      if (cells.size() != 4 || !cells.get(3).isEmpty()) {
        throw new IllegalStateException(
            name + ": a row needs a code, an example and a remedy: " + line);
      }
      ErrorCode code = codes.get(cells.get(0).replace("`", ""));
      if (code == null) {
        throw new IllegalStateException(name + ": the enum has no constant " + cells.get(0));
      }
      ErrorRow row = new ErrorRow(code, cells.get(1), cells.get(2));
      if (row.remedy().isEmpty() || (row.hasExample() && !row.example().contains("`"))) {
        throw new IllegalStateException(
            name + ": a row needs an example or \"(tested by …)\", and a remedy: " + line);
      }
      return row;
    }

    private void requireAllCodes() {
      Set<String> missing = new HashSet<>(codes.keySet());
      rows.forEach(row -> missing.remove(row.code().name()));
      if (!missing.isEmpty()) {
        throw new IllegalStateException(name + ": no row for " + missing);
      }
    }

    String markdown() {
      return markdown.toString();
    }

    List<ErrorRow> rows() {
      return rows;
    }
  }
}
