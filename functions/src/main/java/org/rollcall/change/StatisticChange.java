package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** The change {@code statistics}, which adds and removes statistical categories. */
final class StatisticChange {

  static final ChangeKind KIND =
      InputLists.kind(
          "statistics",
          "user_statistic",
          StatisticChange::readAddition,
          "remove",
          (fields, codes) -> category(fields, codes).map(Removal::new));

  private static final String KEY = "statistic_category";

  /** In characters. */
  private static final int MAX_NOTE_LENGTH = 1_000;

  private StatisticChange() {}

  private static Optional<ListEdit.Addition> readAddition(Fields fields, CodeTables codes) {
    Optional<ObjectNode> category = category(fields, codes);
    Optional<String> note = fields.text("statistic_note", MAX_NOTE_LENGTH);
    Segment segment = Segment.read(fields);
    return category.map(code -> new Addition(code, note, segment));
  }

  private static Optional<ObjectNode> category(Fields fields, CodeTables codes) {
    return fields.required(KEY, key -> codes.readCode(fields, key, "UserStatCategories"));
  }

  private static boolean hasCategory(ObjectNode entry, ObjectNode category) {
    return CodedValue.code(entry.path(KEY)).equals(CodedValue.code(category));
  }

  /**
   * A statistical category to add. Nothing is added if the user has the category with the same
   * note. If the input has no note, nothing is added if the user has the category with any note.
   */
  private record Addition(ObjectNode category, Optional<String> note, Segment segment)
      implements ListEdit.Addition {

    @Override
    public List<Object> identity() {
      return List.of(CodedValue.code(category), note);
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return hasCategory(entry, category)
          && note.map(entry.path("statistic_note").asText("")::equals).orElse(true);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.put("segment_type", segment.valueFor(user));
      entry.set(KEY, category);
      note.ifPresent(text -> entry.put("statistic_note", text));
      return entry;
    }
  }

  /** Removes a statistical category with any note. */
  private record Removal(ObjectNode category) implements ListEdit.Removal {

    @Override
    public List<Object> identity() {
      return List.of(CodedValue.code(category));
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return hasCategory(entry, category);
    }
  }
}
