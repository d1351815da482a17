package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rollcall.letter.LetterLanguage;

/**
 * The letters that a job sent in one language. Letters whose language is not known are not counted.
 *
 * @param language the language's code in lower case
 * @param wished the letters to users who prefer a language in which the letter does not exist, by
 *     that language
 */
public record LanguageCount(
    String language, int letters, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Integer> wished) {

  public LanguageCount {
    wished = Collections.unmodifiableMap(new TreeMap<>(wished));
  }

  /**
   * The letters by language, most letters first.
   *
   * @param letters the number of letters by their language and the preferred one
   */
  static List<LanguageCount> of(Map<LetterLanguage, Integer> letters) {
    Map<String, Integer> totals = new TreeMap<>();
    Map<String, Map<String, Integer>> wished = new HashMap<>();
    letters.forEach(
        (language, count) -> {
          totals.merge(language.used(), count, Integer::sum);
          Map<String, Integer> others =
              wished.computeIfAbsent(language.used(), used -> new TreeMap<>());
          language.wished().ifPresent(code -> others.put(code, count));
        });
    return totals.entrySet().stream()
        .map(
            language ->
                new LanguageCount(
                    language.getKey(),
                    language.getValue(),
                    wished.getOrDefault(language.getKey(), Map.of())))
        .sorted(Comparator.comparingInt(LanguageCount::letters).reversed())
        .toList();
  }

  /** In English, such as {@code letters in en (3 for users who prefer sv, 1 for da)}. */
  public String label() {
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Integer> code : wished.entrySet()) {
      String prefer = others.isEmpty() ? " for users who prefer " : " for ";
      others.add(code.getValue() + prefer + code.getKey());
    }
    return (letters == 1 ? "letter in " : "letters in ")
        + language
        + (others.isEmpty() ? "" : " (" + String.join(", ", others) + ")");
  }
}
