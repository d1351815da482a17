package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;

/**
 * Removes notes that match all given criteria.
 *
 * @param text a text that the note contains; upper and lower case are equal. See D-044.
 * @param createdBefore the day before which the note was created. A note without a creation date
 *     does not match
 */
public record NoteRemoval(
    Optional<String> type, Optional<String> text, Optional<LocalDate> createdBefore)
    implements Removal {

  /** The name of the code table of note types. */
  static final String TYPE_TABLE = "NoteTypes";

  private static final List<String> KEYS = List.of("note_type", "text_contains", "created_before");

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    Optional<String> type =
        codes.readCode(fields, "note_type", TYPE_TABLE).flatMap(CodedValue::code);
    Optional<String> text = fields.text("text_contains");
    Optional<LocalDate> createdBefore = fields.date("created_before");
    if (KEYS.stream().noneMatch(fields::has)) {
      fields.fault(ListError.NO_NOTE_CRITERION);
      return Optional.empty();
    }
    return Optional.of(new NoteRemoval(type, text, createdBefore));
  }

  /** The values that identify the criterion. */
  static List<Object> identity(
      Optional<String> type, Optional<String> text, Optional<LocalDate> createdBefore) {
    return List.of(type, text, createdBefore);
  }

  @Override
  public List<Object> identity() {
    return identity(type, text, createdBefore);
  }

  @Override
  public boolean matches(ObjectNode entry) {
    return type.map(CodedValue.code(entry.path("note_type")).orElse("")::equals).orElse(true)
        && text.map(part -> TextSearch.contains(entry.path("note_text").asText(""), part))
            .orElse(true)
        && createdBefore.map(day -> isOlder(entry, day)).orElse(true);
  }

  private static boolean isOlder(ObjectNode entry, LocalDate day) {
    return AlmaDate.read(entry.path("created_date"), "user_note.created_date")
        .filter(created -> created.isBefore(day))
        .isPresent();
  }
}
