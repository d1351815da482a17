package org.rollcall.cli.console.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.json.Json;

/** All users of a user group: the query of the set for a code, and the code in such a query. */
final class GroupQuery {

  /** The field of the form with the code. */
  static final String FIELD = "group";

  private static final JsonPlace PLACE = JsonPlace.of("set.query");

  private static final Pattern QUERY =
      Pattern.compile("\\s*user_group\\.value\\s*=\\s*(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\")\\s*");

  private GroupQuery() {}

  /** The query. A code with an apostrophe needs the other quotes of JSONata. */
  static String of(String code) {
    boolean isPlain = code.indexOf('\'') < 0 && code.indexOf('\\') < 0;
    return "user_group.value = " + (isPlain ? "'" + code + "'" : Json.text(TextNode.valueOf(code)));
  }

  /** The code in the query of an input; empty text if it has another query, or none. */
  static String code(JsonNode input) {
    Matcher matcher = QUERY.matcher(PLACE.get(input).asText(""));
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2))
        : "";
  }

  /**
   * Writes the query of the code that a user has chosen. The set has no members then, and no name.
   *
   * @param shown the input from which the form was made. Its code changes nothing
   */
  static void apply(Map<String, List<String>> sent, ObjectNode shown, ObjectNode input) {
    Optional<String> chosen = sent.getOrDefault(FIELD, List.of()).stream().findFirst();
    if (chosen.isEmpty() || chosen.get().equals(code(shown))) {
      return;
    }
    if (chosen.get().isEmpty()) {
      PLACE.set(input, MissingNode.getInstance());
    } else {
      PLACE.set(input, TextNode.valueOf(of(chosen.get())));
      JsonPlace.of("set.members").take(input);
      JsonPlace.of("set.id_type").take(input);
    }
  }
}
