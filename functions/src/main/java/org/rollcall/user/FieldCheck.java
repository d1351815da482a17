package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.json.SimilarNames;
import org.rollcall.query.QueryField;

/**
 * Compares the fields that a query reads with the users' records. A field that no user has is
 * probably misspelled, and an object that is compared with a text is never equal to it. Not
 * thread-safe. See D-143.
 */
public final class FieldCheck {

  /** The number of users whose fields are candidates for hints. */
  private static final int MAX_CANDIDATE_USERS = 500;

  /** What is known of a field, as a letter in a user's outcome. */
  private static final char FOUND = 'f';

  private static final char MISSING = 'm';
  private static final char OBJECT = 'o';

  private final List<QueryField> fields;
  private final char[] states;
  private final Set<String> candidates = new TreeSet<>();
  private int observed;
  private int candidateUsers;

  public FieldCheck(List<QueryField> fields) {
    this.fields = List.copyOf(fields);
    this.states = new char[fields.size()];
    Arrays.fill(states, MISSING);
  }

  /** The state of each field in one user's record: a letter for each field. */
  public static String letters(List<QueryField> fields, User user) {
    if (fields.isEmpty()) {
      return "";
    }
    return fields.stream()
        .map(field -> String.valueOf(state(field, user.normalized())))
        .collect(Collectors.joining());
  }

  private static char state(QueryField field, User view) {
    List<String> names = List.of(field.path().split("\\.", -1));
    List<JsonNode> nodes =
        Stream.of(view.get(names.get(0))).filter(node -> !node.isMissingNode()).toList();
    for (String name : names.subList(1, names.size())) {
      nodes =
          nodes.stream()
              .flatMap(node -> items(node).stream())
              .filter(node -> node.has(name))
              .map(node -> node.path(name))
              .toList();
    }
    if (nodes.isEmpty()) {
      return MISSING;
    }
    return !field.texts().isEmpty() && nodes.stream().allMatch(JsonNode::isObject) ? OBJECT : FOUND;
  }

  private static List<JsonNode> items(JsonNode node) {
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else {
      items.add(node);
    }
    return items;
  }

  /** Adds a user. */
  public void add(User user) {
    if (hasProblem()) {
      add(letters(fields, user));
      addCandidates(user);
    }
  }

  /** Adds a user by the {@link #letters} of the user's record. */
  public void add(String letters) {
    if (letters.length() != states.length) {
      return;
    }
    observed++;
    for (int i = 0; i < states.length; i++) {
      char letter = letters.charAt(i);
      if (states[i] == MISSING || letter == FOUND) {
        states[i] = letter;
      }
    }
  }

  /** Adds the fields of a user as candidates for hints, while a field is not found. */
  public void addCandidates(User user) {
    if (candidateUsers < MAX_CANDIDATE_USERS && hasProblem()) {
      candidateUsers++;
      addPaths(user.normalized().record(), "");
    }
  }

  private void addPaths(JsonNode node, String path) {
    for (JsonNode item : items(node)) {
      for (Map.Entry<String, JsonNode> field : item.properties()) {
        String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        candidates.add(name);
        addPaths(field.getValue(), name);
      }
    }
  }

  /** Whether a field is not found yet, or is an object that is compared with a text. */
  public boolean hasProblem() {
    return new String(states).chars().anyMatch(state -> state != FOUND);
  }

  /** One sentence for each field with a problem; none if no user was added. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int i = 0; observed > 0 && i < states.length; i++) {
      String path = fields.get(i).path();
      if (states[i] == MISSING) {
        problems.add("no user has the field " + path + hint(path));
      } else if (states[i] == OBJECT) {
        problems.add(
            path
                + " is an object, so it is never equal to a text; did you mean "
                + path
                + ".value?");
      }
    }
    return problems;
  }

  private String hint(String path) {
    Optional<String> nearest = SimilarNames.similar(path, candidates);
    if (nearest.isEmpty()) {
      return path.contains(".") ? "" : "; if it is a text, put it in quotes: '" + path + "'";
    }
    String value = nearest.get() + ".value";
    return "; did you mean " + (candidates.contains(value) ? value : nearest.get()) + "?";
  }
}
