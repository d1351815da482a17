package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.Segment;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/**
 * A note to add. If the user has a note with the same type and text, no note is added, and the
 * existing note does not change.
 *
 * @param viewable whether the user can see the note
 * @param popup whether Alma shows the note in a pop-up window
 */
public record NoteAddition(
    ObjectNode type, String text, boolean viewable, boolean popup, Segment segment)
    implements Addition {

  /** In characters. */
  private static final int MAX_TEXT_LENGTH = 2_000;

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type =
        fields.required("note_type", key -> codes.readCode(fields, key, NoteRemoval.TYPE_TABLE));
    Optional<String> text = fields.required("note_text", key -> fields.text(key, MAX_TEXT_LENGTH));
    boolean viewable = fields.flag("user_viewable").orElse(false);
    boolean popup = fields.flag("popup_note").orElse(false);
    Segment segment = Segment.read(fields);
    return type.flatMap(
        code -> text.map(note -> new NoteAddition(code, note, viewable, popup, segment)));
  }

  @Override
  public List<Object> identity() {
    return NoteRemoval.identity(CodedValue.code(type), Optional.of(text), Optional.empty());
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
