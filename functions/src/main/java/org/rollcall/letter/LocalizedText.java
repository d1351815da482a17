package org.rollcall.letter;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.rollcall.json.Fields;

/**
 * A text in one or more languages.
 *
 * @param texts by normalized language; under an empty key, the text for all other languages
 */
public record LocalizedText(Map<String, String> texts) {

  private static final String OTHERS = "";

  public LocalizedText {
    texts = Map.copyOf(texts);
  }

  /** The same text for all languages. */
  static LocalizedText of(String text) {
    return new LocalizedText(Map.of(OTHERS, text));
  }

  /** The text for letters in a language. */
  public String in(String language) {
    String found = Languages.find(language, texts.keySet()).orElse(OTHERS);
    return texts.getOrDefault(found, "");
  }

  /**
   * Reads a text, or an object from language to text. Empty after an error, and if the key is
   * missing.
   *
   * @param defaultLanguage the language that an object must have
   * @param reader reads one text
   */
  static Optional<LocalizedText> read(
      Fields file,
      String key,
      Optional<String> defaultLanguage,
      BiFunction<Fields, String, Optional<String>> reader) {
    if (!file.node(key).isObject()) {
      return reader.apply(file, key).map(LocalizedText::of);
    }
    return file.object(key, object -> read(file, key, object, defaultLanguage, reader));
  }

  private static Optional<LocalizedText> read(
      Fields file,
      String key,
      Fields object,
      Optional<String> defaultLanguage,
      BiFunction<Fields, String, Optional<String>> reader) {
    Map<String, String> texts = new TreeMap<>();
    for (String language : object.keys()) {
      if (!Languages.isCode(language)) {
        object.fault(language, LetterError.NOT_A_LANGUAGE);
      }
      reader
          .apply(object, language)
          .ifPresent(text -> texts.put(LanguageCodes.normalize(language), text));
    }
    if (defaultLanguage.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> found = Languages.find(defaultLanguage.get(), texts.keySet());
    if (found.isEmpty()) {
      return file.fault(key, LetterError.DEFAULT_TEXT_MISSING, defaultLanguage.get());
    }
    texts.put(OTHERS, texts.getOrDefault(found.get(), ""));
    return Optional.of(new LocalizedText(texts));
  }
}
