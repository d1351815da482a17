package org.rollcall.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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

  /** The letters by language, most letters first. */
  static List<LanguageCount> of(List<MemberRow> rows) {
    return rows.stream()
        .flatMap(row -> row.language().stream())
        .collect(groupingBy(LetterLanguage::used, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(language -> of(language.getKey(), language.getValue()))
        .sorted(Comparator.comparingInt(LanguageCount::letters).reversed())
        .toList();
  }

  private static LanguageCount of(String language, List<LetterLanguage> letters) {
    Map<String, Integer> wished = new TreeMap<>();
    letters.forEach(
        letter -> letter.wished().ifPresent(code -> wished.merge(code, 1, Integer::sum)));
    return new LanguageCount(language, letters.size(), wished);
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
