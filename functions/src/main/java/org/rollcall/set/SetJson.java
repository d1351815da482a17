package org.rollcall.set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Fault;
import org.rollcall.json.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
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
    Faults own = new Faults();
    Optional<SetDefinition> definition =
        parse(content, own)
            .flatMap(json -> Fields.of(json, "", own))
            .flatMap(f -> read(f, operator));
    for (Fault fault : own.found()) {
      String where = fault.path().isEmpty() ? key + ": " : key + ": " + fault.path() + " ";
      faults.add("set", where + fault.message());
    }
    return own.isEmpty() ? definition : Optional.empty();
  }

  private static Optional<JsonNode> parse(byte[] content, Faults faults) {
    try {
      return Optional.of(Json.MAPPER.readTree(content));
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      faults.add(
          "",
          "is not JSON"
              + (where == null
                  ? ""
                  : " at line " + where.getLineNr() + ", column " + where.getColumnNr()));
    } catch (IOException e) {
      faults.add("", "is not JSON");
    }
    return Optional.empty();
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
