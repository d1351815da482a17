package org.rollcall.cli.console.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.users.MemberSample;
import org.rollcall.cli.users.MemberSample.Row;
import org.rollcall.json.Json;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.UserTable;

/**
 * Finds users. The table is read once, and only the first users by primary ID are kept.
 *
 * @param kind how users are found
 * @param text what the operator has entered
 */
record UserSearch(Kind kind, String text) {

  static final int MAX_SHOWN = 50;

  /** How users are found. */
  enum Kind {
    ID("Primary ID"),
    IDENTIFIER("Identifier"),
    NAME("Name"),
    QUERY("Query");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    static Kind of(Optional<String> name) {
      return Arrays.stream(values())
          .filter(kind -> name.filter(kind.name()::equalsIgnoreCase).isPresent())
          .findFirst()
          .orElse(ID);
    }
  }

  /**
   * The users who were found.
   *
   * @param total how many were found
   * @param first the first of them, at most {@link #MAX_SHOWN}
   * @param remarks sentences without a full stop
   */
  record Result(int total, List<Row> first, List<String> remarks) {
    Result {
      first = List.copyOf(first);
      remarks = List.copyOf(remarks);
    }
  }

  /** The user with exactly this primary ID; empty if another search is wanted, or there is none. */
  Optional<PrimaryId> exact(UserTable users) {
    PrimaryId id = PrimaryId.of(text);
    return kind == Kind.ID && id.isValid()
        ? users.find(id).map(found -> found.user().primaryId())
        : Optional.empty();
  }

  /**
   * Finds the users.
   *
   * @throws org.rollcall.cli.command.CommandException if the query is invalid
   */
  Result run(Stack stack) {
    if (kind == Kind.QUERY) {
      ObjectNode set = Json.MAPPER.createObjectNode().put("query", text);
      MemberSample found = MemberSample.of(stack, set, MAX_SHOWN);
      return new Result(found.members().size(), found.first(), found.remarks());
    }
    Predicate<User> predicate = predicate();
    TreeMap<PrimaryId, Row> first = new TreeMap<>();
    int[] total = {0};
    stack
        .users()
        .forEach(
            stored -> {
              if (predicate.test(stored.user())) {
                total[0]++;
                first.put(stored.user().primaryId(), Row.of(stored.user()));
                if (first.size() > MAX_SHOWN) {
                  first.remove(first.lastKey());
                }
              }
            });
    return new Result(total[0], new ArrayList<>(first.values()), List.of());
  }

  private Predicate<User> predicate() {
    String wanted = CaseFolding.fold(text);
    return switch (kind) {
      case IDENTIFIER ->
          user ->
              Identifier.allOf(user)
                  .anyMatch(identifier -> identifier.folded().value().contains(wanted));
      case NAME -> {
        List<String> words = List.of(plain(text).replace(',', ' ').strip().split("\\s+"));
        yield user -> {
          String names = names(user);
          return words.stream().allMatch(names::contains);
        };
      }
      default -> user -> user.primaryId().key().contains(wanted);
    };
  }

  /** The names in one text. A search finds them in any order, also with Alma's comma. */
  private static String names(User user) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : user.record().properties()) {
      if (field.getKey().endsWith("_name") && field.getValue().isTextual()) {
        names.add(field.getValue().textValue());
      }
    }
    return plain(String.join(" ", names)).replace(',', ' ');
  }

  /** Without letter case and accents, so that {@code muller} finds a name with an umlaut. */
  private static String plain(String text) {
    String decomposed = Normalizer.normalize(CaseFolding.fold(text), Normalizer.Form.NFKD);
    return decomposed.replaceAll("\\p{M}", "");
  }
}
