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
 * Removes notes that match all given criteria.
 *
 * @param text a text that the note contains, without regard to case. See D-044.
 * @param before the day before which the note was created; never matches a note without a date
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
    Optional<String> type = codes.readCode(fields, "note_type", TYPES).flatMap(CodedValue::code);
    Optional<String> text = fields.text("text_contains");
    Optional<LocalDate> before = fields.date("created_before");
    if (KEYS.stream().noneMatch(fields::has)) {
      fields.fault(ListError.NO_NOTE_CRITERION);
      return Optional.empty();
    }
    return Optional.of(new NoteRemoval(type, text, before));
  }

  /** The values by which duplicate entries are found. */
  static List<Object> identity(
      Optional<String> type, Optional<String> text, Optional<LocalDate> before) {
    return List.of(type, text, before);
  }

  @Override
  public List<Object> identity() {
    return identity(type, text, before);
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
