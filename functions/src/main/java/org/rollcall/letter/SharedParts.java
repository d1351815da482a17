package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.letter.template.TemplateFile;
import org.rollcall.letter.template.TemplateRules;
import org.rollcall.letter.template.ValidatedTemplate;

/**
 * The headers and footers in the bucket: {@code letters/_shared/LANG/header.html} and so on, in a
 * folder that no letter type can have, since no type's name begins with an underscore. They are
 * looked for only when a letter takes one in, and each is read and checked once.
 */
public final class SharedParts {

  static final String FOLDER = "letters/_shared/";

  private static final List<String> FILES =
      List.of("header.html", "header.txt", "footer.html", "footer.txt");

  private final Bucket bucket;
  private final Institution institution;
  private final Faults faults;
  private final Map<String, Optional<String>> texts = new HashMap<>();
  private @Nullable Shelf shelf;

  public SharedParts(Bucket bucket, Institution institution, Faults faults) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.institution = requireNonNull(institution, "institution is null");
    this.faults = requireNonNull(faults, "faults is null");
  }

  /** What is there, and the folder of each language. */
  private record Shelf(List<String> keys, Map<String, String> folders) {}

  private Shelf shelf() {
    if (shelf == null) {
      List<String> keys = bucket.list(FOLDER);
      shelf = new Shelf(keys, Languages.folders(FOLDER, keys, faults));
    }
    return shelf;
  }

  /** Reads and checks every part that there is, taken in or not, and gives their keys. */
  public List<String> readAll() {
    List<String> keys = new ArrayList<>();
    for (String language : shelf().folders().keySet()) {
      for (String file : FILES) {
        own(file, language).ifPresent(keys::add);
      }
    }
    keys.forEach(this::text);
    return keys;
  }

  /** The key of a language's own part. */
  private Optional<String> own(String file, String language) {
    return Optional.ofNullable(shelf().folders().get(language))
        .map(folder -> folder + file)
        .filter(key -> shelf().keys().contains(key));
  }

  /**
   * The key of the part that letters in a language take in: the language's own, its base's, or the
   * institution's.
   */
  Optional<String> key(String file, String language) {
    return Languages.fallbacks(language, institution).stream()
        .flatMap(fallback -> own(file, fallback).stream())
        .findFirst();
  }

  /** A part's text; nothing, and its faults noted, if it has any. */
  Optional<String> text(String key) {
    return texts.computeIfAbsent(
        key,
        any ->
            TemplateFile.read(bucket, key, faults)
                .flatMap(content -> TemplateFile.text(content, key, faults))
                .flatMap(text -> checked(text, key)));
  }

  private Optional<String> checked(String text, String key) {
    if (text.stripTrailing().endsWith("{")) {
      // With what follows it in a letter, it might make a tag that nobody has checked.
      faults.add(key, "ends with a brace, {");
      return Optional.empty();
    }
    return ValidatedTemplate.of(
            text,
            key,
            TemplateRules.ofShared(key.endsWith(".html"), LetterVariables.generalNames()),
            faults)
        .map(ValidatedTemplate::source);
  }
}
