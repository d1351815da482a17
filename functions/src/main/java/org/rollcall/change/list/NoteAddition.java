package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

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
 * A note to add. A note of the same type and text is not added twice, and stays as it is.
 *
 * @param viewable whether the user sees it
 * @param popup whether it opens by itself at the desk
 */
public record NoteAddition(
    ObjectNode type, String text, boolean viewable, boolean popup, Segment segment)
    implements Addition {

  private static final int LONGEST = 2_000;

  public NoteAddition {
    requireNonNull(type, "type is null");
    requireNonNull(text, "text is null");
    requireNonNull(segment, "segment is null");
  }

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> type =
        fields.required("note_type", key -> codes.code(fields, key, NoteRemoval.TYPES));
    Optional<String> text = fields.required("note_text", key -> fields.text(key, LONGEST));
    boolean viewable = fields.flag("user_viewable").orElse(false);
    boolean popup = fields.flag("popup_note").orElse(false);
    Segment segment = Segment.read(fields);
    return type.flatMap(
        code -> text.map(words -> new NoteAddition(code, words, viewable, popup, segment)));
  }

  @Override
  public List<Object> subject() {
    return NoteRemoval.subject(CodedValue.code(type), Optional.of(text), Optional.empty());
  }

  @Override
  public boolean is(ObjectNode entry, ChangeContext context) {
    return CodedValue.code(entry.path("note_type")).equals(CodedValue.code(type))
        && entry.path("note_text").asText("").equals(text);
  }

  @Override
  public ObjectNode entry(User user, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", segment.of(user));
    entry.set("note_type", type);
    entry.put("note_text", text);
    entry.put("user_viewable", viewable);
    entry.put("popup_note", popup);
    context.sign(entry);
    return entry;
  }
}
