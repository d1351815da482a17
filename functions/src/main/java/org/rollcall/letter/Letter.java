package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A pinned letter, ready to be written to one user after the other, each in their language. */
public final class Letter {

  private final PinnedLetter pinned;
  private final Map<String, Map<Part, LetterTemplate>> languages = new HashMap<>();

  public Letter(PinnedLetter pinned) {
    this.pinned = requireNonNull(pinned, "pinned is null");
    pinned
        .languages()
        .forEach(
            (language, files) -> {
              Map<Part, LetterTemplate> templates = new EnumMap<>(Part.class);
              for (Part part : Part.values()) {
                String source =
                    requireNonNull(files.get(part.file()), "a pinned letter lacks a part");
                templates.put(part, LetterTemplate.ofChecked(part, source));
              }
              languages.put(language, templates);
            });
  }

  /** A letter as its reader will see it. */
  public record Written(String language, String subject, String html, String text) {
    @Override
    public String toString() {
      return "letter in " + language;
    }
  }

  public PinnedLetter pinned() {
    return pinned;
  }

  /** Writes the letter to a user. */
  public Written write(Addressee to) {
    String language = language(to.user().code("preferred_language"));
    Map<Part, LetterTemplate> templates = requireNonNull(languages.get(language), "no language");
    Map<String, Object> values =
        LetterVariables.of(to, pinned.institution(), Locale.forLanguageTag(language));
    return new Written(
        language,
        oneLine(render(templates, Part.SUBJECT, values)),
        render(templates, Part.HTML, values),
        render(templates, Part.TEXT, values));
  }

  private static String render(
      Map<Part, LetterTemplate> templates, Part part, Map<String, Object> values) {
    return requireNonNull(templates.get(part), "a letter lacks a part").render(values);
  }

  /** The user's language, then its base, such as fr for fr-CA, then the institution's default. */
  private String language(Optional<String> preferred) {
    String wanted = PinnedLetter.key(preferred.orElse(""));
    if (languages.containsKey(wanted)) {
      return wanted;
    }
    String base = wanted.contains("-") ? wanted.substring(0, wanted.indexOf('-')) : wanted;
    return languages.containsKey(base)
        ? base
        : PinnedLetter.key(pinned.institution().defaultLanguage());
  }

  /** A subject has no line breaks, whatever a name may hold. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
