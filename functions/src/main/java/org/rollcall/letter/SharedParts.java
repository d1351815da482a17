package org.rollcall.letter;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/**
 * The shared headers and footers in the bucket, such as {@code letters/_shared/LANG/header.html}.
 * They are listed when a letter first includes one. Each is read and checked once. See D-056.
 */
final class SharedParts {

  /** No letter type has this folder, because the name of a type cannot start with {@code _}. */
  static final String FOLDER = "letters/_shared/";

  private static final List<String> FILES =
      List.of("header.html", "header.txt", "footer.html", "footer.txt");

  private final Bucket bucket;
  private final Institution institution;
  private final Faults faults;
  private final Map<String, Optional<String>> texts = new HashMap<>();
  private @Nullable Map<String, String> keys;

  /**
   * The headers and footers of an institution.
   *
   * @param faults collects the errors of all parts that are read
   */
  SharedParts(Bucket bucket, Institution institution, Faults faults) {
    this.bucket = bucket;
    this.institution = institution;
    this.faults = faults;
  }

  /** The keys of the existing parts by language and file, such as {@code fr/header.html}. */
  private Map<String, String> keys() {
    if (keys == null) {
      Map<String, String> found = new TreeMap<>();
      List<String> existing = bucket.list(FOLDER);
      Languages.folders(FOLDER, existing, faults)
          .forEach(
              (language, folder) ->
                  FILES.stream()
                      .filter(file -> existing.contains(folder + file))
                      .forEach(file -> found.put(language + "/" + file, folder + file)));
      keys = found;
    }
    return keys;
  }

  /** Reads and checks all existing parts, even unused ones, and returns their keys. */
  Collection<String> readAll() {
    keys().values().forEach(this::text);
    return keys().values();
  }

  /**
   * The key of the part for letters in a language: in the language, its base, or the institution's
   * default language.
   */
  Optional<String> key(String file, String language) {
    Set<String> languages =
        keys().keySet().stream()
            .filter(key -> key.endsWith("/" + file))
            .map(key -> key.substring(0, key.indexOf('/')))
            .collect(Collectors.toSet());
    return Languages.find(language, languages)
        .or(() -> Languages.find(institution.defaultLanguage(), languages))
        .flatMap(found -> Optional.ofNullable(keys().get(found + "/" + file)));
  }

  /** The text of a part; empty after an error. */
  Optional<String> text(String key) {
    return texts.computeIfAbsent(
        key, first -> TemplateFile.readText(bucket, key, faults).flatMap(text -> check(text, key)));
  }

  private Optional<String> check(String text, String key) {
    if (text.stripTrailing().endsWith("{")) {
      // Together with the text after it in a letter, it could form a tag that is not checked.
      return faults.add(key, LetterError.SHARED_PART_ENDS_WITH_BRACE);
    }
    TemplateRules rules =
        TemplateRules.forSharedPart(key.endsWith(".html"), LetterVariables.generalNames());
    return ValidatedTemplate.of(text, key, rules, faults).map(ValidatedTemplate::source);
  }
}
