package org.rollcall.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.letter.LetterSettings;
import org.rollcall.letter.StoredLetter;

/** Letter types as lines of text and as JSON. */
final class LetterTypes {

  private LetterTypes() {}

  /** A type in one line, such as {@code REMINDER en, fr (disabled)}. */
  static String line(StoredLetter letter) {
    boolean isDisabled = letter.settings().filter(settings -> !settings.enabled()).isPresent();
    return String.format(
        "%-24s  %s%s",
        letter.type(), String.join(", ", letter.languages()), isDisabled ? "  (disabled)" : "");
  }

  static ArrayNode json(List<StoredLetter> letters) {
    ArrayNode types = Json.MAPPER.createArrayNode();
    for (StoredLetter letter : letters) {
      ObjectNode type = types.addObject().put("type", letter.type());
      type.set("languages", Json.MAPPER.valueToTree(letter.languages()));
      Optional<LetterSettings> settings = letter.settings();
      settings.ifPresent(found -> type.put("enabled", found.enabled()));
      settings
          .flatMap(LetterSettings::description)
          .ifPresent(description -> type.put("description", description));
      settings.ifPresent(found -> type.put("respects_opt_out", found.respectsOptOut()));
    }
    return types;
  }
}
