package org.rollcall.letter;

import java.util.List;
import java.util.Set;

/** The direction in which a language is written. */
public final class WritingDirection {

  /** Languages that are written from right to left, unless their code names another script. */
  private static final Set<String> LANGUAGES =
      Set.of(
          "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi");

  /** Scripts that are written from right to left. */
  private static final Set<String> SCRIPTS = Set.of("adlm", "arab", "hebr", "nkoo", "syrc", "thaa");

  private static final int SCRIPT_LENGTH = 4;

  private WritingDirection() {}

  /** Whether a language, such as {@code ar} or {@code ku-Arab}, is written from right to left. */
  public static boolean isRightToLeft(String language) {
    List<String> parts = List.of(LanguageCodes.current(language).split("-", -1));
    return parts.stream()
        .skip(1)
        .filter(part -> part.length() == SCRIPT_LENGTH && Character.isLetter(part.charAt(0)))
        .findFirst()
        .map(SCRIPTS::contains)
        .orElseGet(() -> LANGUAGES.contains(parts.get(0)));
  }
}
