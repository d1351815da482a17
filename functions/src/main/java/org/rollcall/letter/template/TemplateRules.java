package org.rollcall.letter.template;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.error.ErrorCode;

/**
 * What a template may contain.
 *
 * @param isHtml whether values must be escaped for HTML
 * @param names the allowed variables
 * @param unknownVariable the error for other variables
 * @param noIncludes the error for any shared part; empty if shared parts are allowed
 */
public record TemplateRules(
    boolean isHtml, Set<String> names, ErrorCode unknownVariable, Optional<ErrorCode> noIncludes) {

  /** The parts that all letters of an institution can include, such as {@code {{>header}}}. */
  static final List<String> SHARED_PARTS = List.of("header", "footer");

  public TemplateRules {
    names = Set.copyOf(names);
  }

  /** The rules for a part of a letter. */
  public static TemplateRules forLetter(LetterPart part, Set<String> names) {
    return new TemplateRules(
        part.isHtml(),
        names,
        TemplateError.UNKNOWN_VARIABLE,
        part == LetterPart.SUBJECT
            ? Optional.of(TemplateError.SHARED_PART_IN_SUBJECT)
            : Optional.empty());
  }

  /** The rules for a header or footer. It serves letters of every type, so it has no password. */
  public static TemplateRules forSharedPart(boolean isHtml, Set<String> names) {
    return new TemplateRules(
        isHtml,
        names,
        TemplateError.UNKNOWN_SHARED_VARIABLE,
        Optional.of(TemplateError.SHARED_PART_IN_SHARED_PART));
  }
}
