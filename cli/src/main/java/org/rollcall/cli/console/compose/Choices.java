package org.rollcall.cli.console.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rollcall.cli.stack.Stack;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.json.InputShape.ValueShape;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.set.SetKeys;

/**
 * What can be chosen in the form, besides the choices that are the same for every institution.
 *
 * @param codes the institution's code tables
 * @param sets the names of the sets
 * @param letters the letter types
 * @param groups the labels of the user groups by their codes
 */
record Choices(
    CodeTables codes, List<String> sets, List<String> letters, Map<String, String> groups) {

  static Choices read(Stack stack, UserGroups groups) {
    Faults unused = new Faults();
    CodeTables codes = CodeTables.inBucket(stack.bucket(), unused);
    return new Choices(
        codes,
        stack.bucket().list(SetKeys.FOLDER).stream()
            .flatMap(key -> SetKeys.name(key).stream())
            .distinct()
            .sorted()
            .toList(),
        Institution.read(stack.bucket(), unused)
            .map(
                institution ->
                    new LetterRepository(stack.bucket(), institution, stack.sender(), unused)
                        .types())
            .orElse(List.of()),
        withCodes(groups.descriptions(codes)));
  }

  /** The choices for a value, with their labels; empty if any text can be given. */
  Optional<Map<String, String>> of(String path, ValueShape value) {
    if (path.equals("notify.type")) {
      return letters.isEmpty() ? Optional.empty() : Optional.of(labels(letters));
    }
    if (value.table().isPresent()) {
      return codes.descriptions(value.table().get()).map(Choices::withCodes);
    }
    return switch (value.type()) {
      case CHOICE -> Optional.of(labels(value.choices()));
      case FLAG -> Optional.of(flag());
      default -> Optional.empty();
    };
  }

  /** Texts that are suggested for a value. */
  Map<String, String> suggestions(String path, ValueShape value) {
    return switch (path) {
      case "set" -> labels(sets);
      case "set.id_type" ->
          codes.descriptions("UserIdentifierTypes").map(Choices::withCodes).orElse(Map.of());
      default -> labels(value.words());
    };
  }

  private static Map<String, String> flag() {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("true", "yes");
    choices.put("false", "no");
    return choices;
  }

  private static Map<String, String> labels(List<String> texts) {
    return texts.stream()
        .collect(
            Collectors.toMap(
                Function.identity(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  private static Map<String, String> withCodes(Map<String, String> descriptions) {
    Map<String, String> labels = new LinkedHashMap<>();
    descriptions.forEach(
        (code, description) ->
            labels.put(code, description.isEmpty() ? code : description + " (" + code + ")"));
    return labels;
  }
}
