package org.rollcall.letter.template;

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
public record TemplateRules(
    String who, boolean isHtml, Set<String> names, Optional<String> withoutParts) {

  public TemplateRules {
    requireNonNull(who, "who is null");
    names = Set.copyOf(names);
    requireNonNull(withoutParts, "withoutParts is null");
  }

  /** The rules of a letter's part. */
  public static TemplateRules ofLetter(LetterPart part, Set<String> names) {
    return new TemplateRules(
        "letters of this type",
        part.isHtml(),
        names,
        part == LetterPart.SUBJECT
            ? Optional.of("a subject is one line, without header and footer")
            : Optional.empty());
  }

  /** The rules of a shared part, which serves letters of every type and so knows no password. */
  public static TemplateRules ofShared(boolean isHtml, Set<String> names) {
    return new TemplateRules(
        "headers and footers",
        isHtml,
        names,
        Optional.of("a header or footer cannot take in another"));
  }
}
