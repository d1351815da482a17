package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;

/**
 * Takes notes away by type, text and age; all that is named must be so.
 *
 * @param text what the note has in it, in upper or lower case
 * @param before the day before which it was made; a note without a date is never meant
 */
public record NoteRemoval(Optional<String> type, Optional<String> text, Optional<LocalDate> before)
    implements Removal {

  /** The code table of a note's type. */
  static final String TYPES = "NoteTypes";

  private static final List<String> KEYS = List.of("note_type", "text_contains", "created_before");

  public NoteRemoval {
    requireNonNull(type, "type is null");
    requireNonNull(text, "text is null");
    requireNonNull(before, "before is null");
  }

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    Optional<String> type = codes.code(fields, "note_type", TYPES).flatMap(CodedValue::code);
    Optional<String> text = fields.text("text_contains");
    Optional<LocalDate> before = fields.date("created_before");
    if (KEYS.stream().noneMatch(fields::has)) {
      fields.fault("must have " + String.join(" or ", KEYS));
      return Optional.empty();
    }
    return Optional.of(new NoteRemoval(type, text, before));
  }

  /** What makes it other notes than those named elsewhere. */
  static List<Object> subject(
      Optional<String> type, Optional<String> text, Optional<LocalDate> before) {
    return List.of(type, text, before);
  }

  @Override
  public List<Object> subject() {
    return subject(type, text, before);
  }

  @Override
  public boolean matches(ObjectNode entry) {
    return type.map(CodedValue.code(entry.path("note_type")).orElse("")::equals).orElse(true)
        && text.map(part -> TextSearch.contains(entry.path("note_text").asText(""), part))
            .orElse(true)
        && before.map(day -> isOlder(entry, day)).orElse(true);
  }

  private static boolean isOlder(ObjectNode entry, LocalDate day) {
    return AlmaDate.read(entry.path("created_date"), "user_note.created_date")
        .filter(created -> created.isBefore(day))
        .isPresent();
  }
}
