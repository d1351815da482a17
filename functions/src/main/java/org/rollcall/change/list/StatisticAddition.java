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
 * A statistical category to add. Nothing is added if the user has the category with the same note.
 * If the input has no note, nothing is added if the user has the category with any note.
 */
public record StatisticAddition(ObjectNode category, Optional<String> note, Segment segment)
    implements Addition {

  /** In characters. */
  private static final int MAX_NOTE_LENGTH = 1_000;

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> category = StatisticRemoval.category(fields, codes);
    Optional<String> note = fields.text("statistic_note", MAX_NOTE_LENGTH);
    Segment segment = Segment.read(fields);
    return category.map(code -> new StatisticAddition(code, note, segment));
  }

  @Override
  public List<Object> identity() {
    return List.of(CodedValue.code(category), note);
  }

  @Override
  public boolean isSameAs(ObjectNode entry, ChangeContext context) {
    return StatisticRemoval.hasCategory(entry, category)
        && note.map(entry.path("statistic_note").asText("")::equals).orElse(true);
  }

  @Override
  public ObjectNode newEntry(User user, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", segment.valueFor(user));
    entry.set("statistic_category", category);
    note.ifPresent(text -> entry.put("statistic_note", text));
    return entry;
  }
}
