package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.json.SimilarNames;
import org.rollcall.query.QueryField;

/**
 * Compares the fields that a query reads with the users' records. A field that no user has is
 * probably misspelled, an object that is compared with a text is never equal to it, and a code may
 * be written in another letter case. Not thread-safe. See D-143.
 */
public final class FieldCheck {

  /** The number of users whose fields are candidates for hints. */
  private static final int MAX_CANDIDATE_USERS = 500;

  /** The maximum number of different codes of a field that are remembered. */
  private static final int MAX_CODES = 1000;

  /** The keys of a coded value. The value of another object may be personal. */
  private static final Set<String> CODED_KEYS = Set.of("value", "desc", "link");

  private static final String CODE = ".value";

  /** What is known of a field, as a letter in a user's outcome. */
  private static final char FOUND = 'f';

  private static final char MISSING = 'm';
  private static final char OBJECT = 'o';

  private final List<QueryField> fields;
  private final char[] states;
  private final Set<String> candidates = new TreeSet<>();

  /** The users' codes with their descriptions, by the path of the coded value. */
  private final Map<String, Map<String, String>> codes = new HashMap<>();

  private int observed;
  private int candidateUsers;

  public FieldCheck(List<QueryField> fields) {
    this.fields = List.copyOf(fields);
    this.states = new char[fields.size()];
    Arrays.fill(states, MISSING);
    this.fields.stream()
        .filter(field -> field.path().endsWith(CODE) && !field.texts().isEmpty())
        .forEach(field -> codes.put(coded(field), new TreeMap<>()));
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
    List<JsonNode> nodes = nodes(view, field.path());
    if (nodes.isEmpty()) {
      return MISSING;
    }
    return !field.texts().isEmpty() && nodes.stream().allMatch(JsonNode::isObject) ? OBJECT : FOUND;
  }

  private static List<JsonNode> nodes(User view, String path) {
    List<String> names = List.of(path.split("\\.", -1));
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
    return nodes;
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
    codes.forEach((path, known) -> addCodes(user, path, known));
  }

  private static void addCodes(User user, String path, Map<String, String> known) {
    for (JsonNode node : nodes(user.normalized(), path)) {
      for (JsonNode item : items(node)) {
        boolean isCoded =
            item.properties().stream().map(Map.Entry::getKey).allMatch(CODED_KEYS::contains);
        Optional<String> code = isCoded ? CodedValue.code(item) : Optional.empty();
        if (known.size() < MAX_CODES) {
          code.ifPresent(found -> known.putIfAbsent(found, item.path("desc").asText("")));
        }
      }
    }
  }

  /** The path of the coded value whose code a field is. */
  private static String coded(QueryField field) {
    return field.path().substring(0, field.path().length() - CODE.length());
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

  /**
   * One sentence for each field with a problem, and for each text that differs from a code only in
   * letter case, or is its description; none if no user was added.
   */
  public List<String> problems() {
    List<String> problems = fieldProblems();
    problems.addAll(unknownCodes(FieldCheck::meantCode));
    return problems;
  }

  /** The problems of a query that is true for nobody: also other texts that no user has as code. */
  public List<String> problemsWithoutMembers() {
    List<String> problems = fieldProblems();
    problems.addAll(
        unknownCodes(
            (text, known) ->
                meantCode(text, known)
                    .or(
                        () ->
                            Optional.of(SimilarNames.hintOrNames(text, known.keySet()))
                                .filter(hint -> !hint.isEmpty()))));
    return problems;
  }

  private List<String> unknownCodes(
      BiFunction<String, Map<String, String>, Optional<String>> hint) {
    List<String> sentences = new ArrayList<>();
    for (QueryField field : fields) {
      Map<String, String> known =
          field.path().endsWith(CODE) ? codes.getOrDefault(coded(field), Map.of()) : Map.of();
      if (!known.isEmpty() && known.size() < MAX_CODES) {
        field.texts().stream()
            .filter(text -> !known.containsKey(text))
            .forEach(
                text ->
                    hint.apply(text, known)
                        .ifPresent(
                            found ->
                                sentences.add(
                                    "no user has the code \""
                                        + text
                                        + "\" in "
                                        + field.path()
                                        + found)));
      }
    }
    return sentences;
  }

  /** The code that differs only in letter case, or that a text describes, as a hint. */
  private static Optional<String> meantCode(String text, Map<String, String> known) {
    return known.entrySet().stream()
        .filter(
            code -> text.equalsIgnoreCase(code.getKey()) || text.equalsIgnoreCase(code.getValue()))
        .findFirst()
        .map(code -> "; did you mean \"" + code.getKey() + "\"?");
  }

  private List<String> fieldProblems() {
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
