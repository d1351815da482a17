package org.rollcall.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.json.Fields;
import org.rollcall.json.InputError;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;
import org.rollcall.user.CleanText;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserPredicate;

/**
 * Reads sets in JSON: a list of members, a query, a combination of other sets, or members of a job.
 */
final class SetJson {

  /** Of one list of a combined set. */
  private static final int MAX_NAMES = 50;

  private enum Type {
    ITEMIZED,
    LOGICAL,
    COMBINED,
    JOB
  }

  private static final String TYPE_HINT =
      "; write LOGICAL for a query, ITEMIZED for members, COMBINED for other sets, or JOB for"
          + " members of an earlier job";

  private SetJson() {}

  static Optional<SetDefinition> read(String key, byte[] content, SetReader reader) {
    return Fields.ofFile(key, content, reader.faults()).flatMap(set -> read(set, reader));
  }

  private static Optional<SetDefinition> read(Fields set, SetReader reader) {
    set.line("name", SetReader.MAX_NAME_LENGTH);
    set.text("description");
    Optional<String> owner = set.line("private_to", PrimaryId.MAX_LENGTH);
    owner.ifPresent(id -> reader.checkOwner(id, set.pathOf("private_to"), SetError.PRIVATE_SET));
    Optional<Type> type =
        set.has("type")
            ? set.oneOf("type", Type.class)
            : set.fault("type", InputError.MISSING_KEY, TYPE_HINT);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<SetDefinition> definition =
        switch (type.get()) {
          case ITEMIZED -> itemized(set, reader);
          case LOGICAL ->
              set.required("query", key -> UserPredicate.read(set, key)).map(Logical::new);
          case COMBINED -> combined(set, reader);
          case JOB -> JobSet.read(set).flatMap(found -> reader.membersOf(found, set.pathOf("job")));
        };
    set.rejectUnknownKeys();
    return definition;
  }

  private static Optional<SetDefinition> itemized(Fields set, SetReader reader) {
    set.required("members", Optional::of);
    List<String> members = set.texts("members").stream().map(CleanText::of).toList();
    Optional<String> type =
        set.line("id_type", SetReader.MAX_NAME_LENGTH)
            .flatMap(name -> reader.idType(set.pathOf("id_type"), name));
    reader.countIds(set.pathOf("members"), members.size());
    return Optional.of(new Itemized(type, members, List.of()));
  }

  private static Optional<SetDefinition> combined(Fields set, SetReader reader) {
    if (!set.has("all_of") && !set.has("any_of")) {
      set.fault("all_of", SetError.MISSING_ALL_OF_OR_ANY_OF);
    }
    List<String> ignored = new ArrayList<>();
    List<SetDefinition> allOf = parts(set, "all_of", reader, ignored);
    List<SetDefinition> anyOf = parts(set, "any_of", reader, ignored);
    List<SetDefinition> noneOf = parts(set, "none_of", reader, ignored);
    return Optional.of(new Combined(allOf, anyOf, noneOf, ignored.stream().distinct().toList()));
  }

  private static List<SetDefinition> parts(
      Fields set, String key, SetReader reader, List<String> ignored) {
    List<String> names = set.texts(key);
    if (set.length(key).equals(OptionalInt.of(0))) {
      set.fault(key, SetError.EMPTY_LIST_OF_SETS);
    }
    if (names.size() > MAX_NAMES) {
      set.fault(key, SetError.TOO_MANY_SETS_IN_LIST, MAX_NAMES);
      return List.of();
    }
    List<SetDefinition> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      reader
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
