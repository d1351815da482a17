package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** The change {@code notes}. */
final class NoteChange {

  static final ChangeKind KIND =
      InputLists.kind(
          "notes", "user_note", NoteChange::readAddition, "remove", NoteChange::readRemoval);

  private static final String TYPE_TABLE = "NoteTypes";

  /** In characters. */
  private static final int MAX_TEXT_LENGTH = 2_000;

  private NoteChange() {}

  private static Optional<ListEdit.Addition> readAddition(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type =
        fields.required("note_type", key -> codes.readCode(fields, key, TYPE_TABLE));
    Optional<String> text = fields.required("note_text", key -> fields.text(key, MAX_TEXT_LENGTH));
    boolean viewable = fields.flag("user_viewable").orElse(false);
    boolean popup = fields.flag("popup_note").orElse(false);
    Segment segment = Segment.read(fields);
    return type.flatMap(
        code -> text.map(note -> new Addition(code, note, viewable, popup, segment)));
  }

  private static Optional<ListEdit.Removal> readRemoval(Fields fields, CodeTables codes) {
    Optional<String> type =
        codes.readCode(fields, "note_type", TYPE_TABLE).flatMap(CodedValue::code);
    Optional<String> text = fields.text("text_contains");
    Optional<LocalDate> createdBefore = fields.date("created_before");
    return Stream.of("note_type", "text_contains", "created_before").anyMatch(fields::has)
        ? Optional.of(new Removal(type, text, createdBefore))
        : fields.fault(ChangeError.NO_NOTE_CRITERION);
  }

  /** Whether a text contains a part. Upper and lower case are equal. See D-044. */
  static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /**
   * A note to add. If the user has a note with the same type and text, no note is added, and the
   * existing note does not change.
   *
   * @param viewable whether the user can see the note
   * @param popup whether Alma shows the note in a pop-up window
   */
  private record Addition(
      ObjectNode type, String text, boolean viewable, boolean popup, Segment segment)
      implements ListEdit.Addition {

    @Override
    public List<Object> identity() {
      return List.of(CodedValue.code(type), text);
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return CodedValue.code(entry.path("note_type")).equals(CodedValue.code(type))
          && entry.path("note_text").asText("").equals(text);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.put("segment_type", segment.valueFor(user));
      entry.set("note_type", type);
      entry.put("note_text", text);
      entry.put("user_viewable", viewable);
      entry.put("popup_note", popup);
      context.setCreation(entry);
      return entry;
    }
  }

  /**
   * Removes notes that match all given criteria.
   *
   * @param text a text that the note contains
   * @param createdBefore the day before which the note was created. A note without a creation date
   *     does not match
   */
  private record Removal(
      Optional<String> type, Optional<String> text, Optional<LocalDate> createdBefore)
      implements ListEdit.Removal {

    @Override
    public List<Object> identity() {
      return List.of(type, text, createdBefore);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return (type.isEmpty() || type.equals(CodedValue.code(entry.path("note_type"))))
          && text.map(part -> contains(entry.path("note_text").asText(""), part)).orElse(true)
          && createdBefore.map(day -> isOlder(entry, day)).orElse(true);
    }

    private static boolean isOlder(ObjectNode entry, LocalDate day) {
      return AlmaDate.read(entry.path("created_date"), "user_note.created_date")
          .filter(created -> created.isBefore(day))
          .isPresent();
    }
  }
}
