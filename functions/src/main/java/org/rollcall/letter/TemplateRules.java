package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What a template may do.
 *
 * @param who whose rules they are, in the plural
 * @param isHtml whether values must be escaped for HTML
 * @param names the values it may use
 * @param withoutParts why it can take in no shared part; nothing if it can
 */
record TemplateRules(String who, boolean isHtml, Set<String> names, Optional<String> withoutParts) {

  TemplateRules {
    requireNonNull(who, "who is null");
    names = Set.copyOf(names);
    requireNonNull(withoutParts, "withoutParts is null");
  }

  /** The rules of a letter's part. */
  static TemplateRules of(Part part, String type) {
    return new TemplateRules(
        "letters of this type",
        part.isHtml(),
        LetterVariables.names(type),
        part == Part.SUBJECT
            ? Optional.of("a subject is one line, without header and footer")
            : Optional.empty());
  }

  /** The rules of a shared part, which serves letters of every type and so knows no password. */
  static TemplateRules ofShared(boolean isHtml) {
    return new TemplateRules(
        "headers and footers",
        isHtml,
        LetterVariables.generalNames(),
        Optional.of("a header or footer cannot take in another"));
  }
}
