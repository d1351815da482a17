package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.json.JsonObjectReader;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserPredicate;

/** Sets that are JSON: a list of members, a query, or a combination of other sets. */
final class SetJson {

  /** How many sets a list of a combined set may name. */
  private static final int MOST_NAMES = 50;

  private enum Type {
    ITEMIZED,
    LOGICAL,
    COMBINED
  }

  private SetJson() {}

  static Optional<SetDefinition> read(String key, byte[] content, SetReader reading) {
    return JsonObjectReader.read(key, content, reading.faults()).flatMap(set -> read(set, reading));
  }

  private static Optional<SetDefinition> read(Fields set, SetReader reading) {
    set.line("name", SetRepository.LONGEST_NAME);
    set.text("description");
    Optional<String> owner = set.line("private_to", PrimaryId.LONGEST);
    if (owner.isPresent() && !PrimaryId.of(owner.get()).equals(reading.operator())) {
      set.fault("private_to", "keeps this set to somebody else");
    }
    Optional<Type> type = set.required("type", key -> set.oneOf(key, Type.class));
    Optional<SetDefinition> definition = type.flatMap(found -> read(set, found, reading));
    if (type.isPresent()) {
      set.refuseOthers();
    }
    return definition;
  }

  private static Optional<SetDefinition> read(Fields set, Type type, SetReader reading) {
    return switch (type) {
      case ITEMIZED -> {
        if (!set.has("members")) {
          set.fault("members", "is missing");
        }
        yield itemized(set, reading);
      }
      case LOGICAL -> {
        if (!set.has("query")) {
          set.fault("query", "is missing");
        }
        yield UserPredicate.read(set, "query").map(Logical::new);
      }
      case COMBINED -> combined(set, reading);
    };
  }

  private static Optional<SetDefinition> itemized(Fields set, SetReader reading) {
    List<String> members = set.texts("members").stream().map(CsvCells::visible).toList();
    Optional<String> type =
        set.line("id_type", SetRepository.LONGEST_NAME)
            .filter(name -> !IdentifierTypes.isPrimaryId(name))
            .flatMap(name -> reading.idType(set.pathOf("id_type"), name));
    reading.count(set.pathOf("members"), members.size());
    return Optional.of(new Itemized(type, members, List.of()));
  }

  private static Optional<SetDefinition> combined(Fields set, SetReader reading) {
    if (!set.has("all_of") && !set.has("any_of")) {
      set.fault("all_of", "is missing: a combined set has all_of, or any_of, or both");
    }
    List<String> ignored = new ArrayList<>();
    List<SetDefinition> allOf = parts(set, "all_of", reading, ignored);
    List<SetDefinition> anyOf = parts(set, "any_of", reading, ignored);
    List<SetDefinition> noneOf = parts(set, "none_of", reading, ignored);
    return Optional.of(
        new Combined(allOf, anyOf, noneOf, IgnoredRows.few(ignored.stream().distinct().toList())));
  }

  private static List<SetDefinition> parts(
      Fields set, String key, SetReader reading, List<String> ignored) {
    List<String> names = set.texts(key);
    if (set.has(key) && set.node(key).isArray() && set.node(key).isEmpty()) {
      set.fault(key, "must name at least one set, or be left out");
    }
    if (names.size() > MOST_NAMES) {
      set.fault(key, "must not name more than " + MOST_NAMES + " sets");
      return List.of();
    }
    List<SetDefinition> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      reading
          .read(name, set.pathOf(key) + "[" + i + "]")
          .ifPresent(
              part -> {
                parts.add(part);
                part.ignored().forEach(other -> ignored.add(prefixed(name, other)));
              });
    }
    return parts;
  }

  private static String prefixed(String name, String ignored) {
    return ignored.startsWith("in ") ? ignored : "in " + name + ": " + ignored;
  }
}
