package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.user.CodedValue;

/** Removes a statistical category with any note. */
public record StatisticRemoval(ObjectNode category) implements Removal {

  private static final String KEY = "statistic_category";

  public static Optional<Removal> read(Fields fields, CodeTables codes) {
    return category(fields, codes).map(StatisticRemoval::new);
  }

  /** Reads the required key {@code statistic_category}. */
  static Optional<ObjectNode> category(Fields fields, CodeTables codes) {
    return fields.required(KEY, key -> codes.readCode(fields, key, "UserStatCategories"));
  }

  static boolean hasCategory(ObjectNode entry, ObjectNode category) {
    return CodedValue.code(entry.path(KEY)).equals(CodedValue.code(category));
  }

  @Override
  public List<Object> identity() {
    return List.of(CodedValue.code(category), Optional.empty());
  }

  @Override
  public boolean matches(ObjectNode entry) {
    return hasCategory(entry, category);
  }
}
