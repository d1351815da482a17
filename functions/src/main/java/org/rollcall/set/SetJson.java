package org.rollcall.set;

import java.util.List;
import java.util.Optional;
import org.rollcall.json.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObject;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserPredicate;

/** Sets that are JSON: a list of members, or a query. */
final class SetJson {

  private enum Type {
    ITEMIZED,
    LOGICAL
  }

  private SetJson() {}

  static Optional<SetDefinition> read(
      String key, byte[] content, PrimaryId operator, Faults faults) {
    return JsonObject.read(key, content, faults).flatMap(set -> read(set, operator));
  }

  private static Optional<SetDefinition> read(Fields set, PrimaryId operator) {
    set.line("name", SetShelf.LONGEST_NAME);
    set.text("description");
    Optional<String> owner = set.line("private_to", PrimaryId.LONGEST);
    if (owner.isPresent() && !PrimaryId.of(owner.get()).equals(operator)) {
      set.fault("private_to", "keeps this set to somebody else");
    }
    Optional<Type> type = set.required("type", key -> set.oneOf(key, Type.class));
    Optional<SetDefinition> definition = type.flatMap(found -> read(set, found));
    if (type.isPresent()) {
      set.refuseOthers();
    }
    return definition;
  }

  private static Optional<SetDefinition> read(Fields set, Type type) {
    return switch (type) {
      case ITEMIZED -> {
        if (!set.has("members")) {
          set.fault("members", "is missing");
        }
        yield Optional.of(SetDefinition.itemized(set.texts("members"), List.of()));
      }
      case LOGICAL -> {
        if (!set.has("query")) {
          set.fault("query", "is missing");
        }
        yield UserPredicate.read(set, "query").map(SetDefinition::logical);
      }
    };
  }
}
