package org.rollcall.cli.userfile;

import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.User;

/** The formats in which users are exported. {@code load} reads all but CSV. */
public enum UserFileFormat {
  CSV,
  JSON,
  JSONL,
  XML;

  /** The columns of a CSV file: Alma's fields, with the lists of contacts one by one. */
  private static final List<String> ALL_COLUMNS =
      AlmaFields.IN_ORDER.stream()
          .flatMap(
              field ->
                  field.equals(User.CONTACT_INFO)
                      ? Stream.of("address", "email", "phone").map(list -> field + "." + list)
                      : Stream.of(field))
          .toList();

  /** The format that a file's name ends with; empty if it is none. */
  public static Optional<UserFileFormat> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> lower.endsWith("." + format)).findFirst();
  }

  /**
   * A writer of this format.
   *
   * @param fields the fields to write; empty for all
   */
  public UserWriter writer(Writer out, Optional<FieldPaths> fields) {
    return switch (this) {
      case CSV -> new CsvUserWriter(out, fields.map(FieldPaths::paths).orElse(ALL_COLUMNS));
      case JSON -> new JsonUserWriter(out, fields, false);
      case JSONL -> new JsonUserWriter(out, fields, true);
      case XML -> new XmlUserWriter(out, fields);
    };
  }

  /** The name in options, such as {@code csv}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
