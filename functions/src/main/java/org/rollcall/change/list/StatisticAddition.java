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
 * A statistical category to add. It is there already if the user has it with the same note, and
 * with any note if none is given.
 */
public record StatisticAddition(ObjectNode category, Optional<String> note, Segment segment)
    implements Addition {

  private static final int LONGEST_NOTE = 1_000;

  public StatisticAddition {
    requireNonNull(category, "category is null");
    requireNonNull(note, "note is null");
    requireNonNull(segment, "segment is null");
  }

  public static Optional<Addition> read(Fields fields, CodeTables codes) {
    Optional<ObjectNode> category = StatisticRemoval.category(fields, codes);
    Optional<String> note = fields.text("statistic_note", LONGEST_NOTE);
    Segment segment = Segment.read(fields);
    return category.map(code -> new StatisticAddition(code, note, segment));
  }

  @Override
  public List<Object> subject() {
    return List.of(CodedValue.code(category), note);
  }

  @Override
  public boolean is(ObjectNode entry, ChangeContext context) {
    return StatisticRemoval.isOf(entry, category)
        && note.map(entry.path("statistic_note").asText("")::equals).orElse(true);
  }

  @Override
  public ObjectNode entry(User user, ChangeContext context) {
    ObjectNode entry = Json.MAPPER.createObjectNode();
    entry.put("segment_type", segment.of(user));
    entry.set("statistic_category", category);
    note.ifPresent(text -> entry.put("statistic_note", text));
    return entry;
  }
}
