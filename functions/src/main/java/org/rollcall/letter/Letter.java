package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.user.User;

/** A pinned letter, ready to be written to one user after the other, each in their language. */
public final class Letter {

  /** How long a subject may become, in characters; no mail program shows as much. */
  private static final int LONGEST_SUBJECT = 200;

  private final LetterSnapshot pinned;
  private final Map<String, Map<LetterPart, LetterTemplate>> languages = new TreeMap<>();

  public Letter(LetterSnapshot pinned) {
    this.pinned = requireNonNull(pinned, "pinned is null");
    pinned
        .languages()
        .forEach(
            (language, files) -> {
              Map<LetterPart, LetterTemplate> templates = new EnumMap<>(LetterPart.class);
              for (LetterPart part : LetterPart.values()) {
                String source =
                    requireNonNull(files.get(part.file()), "a pinned letter lacks a part");
                templates.put(part, LetterTemplate.compile(source, part.isHtml()));
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

  /** Why a letter is in the language it is in. */
  public enum Reason {
    /** The user prefers it. */
    PREFERRED,
    /** The user prefers it as it is spoken somewhere, such as fr-CA. */
    BASE_OF_PREFERRED,
    /** The letter is not there in what the user prefers, or the user prefers nothing. */
    INSTITUTION
  }

  /** The language of the letter to a user. */
  public record Choice(String language, Reason reason) {}

  public LetterSnapshot pinned() {
    return pinned;
  }

  /** The languages that the letter is there in, such as {@code fr-ca}, sorted. */
  public List<String> languages() {
    return List.copyOf(languages.keySet());
  }

  /** One of the {@link #languages}, however somebody writes it, such as {@code fr_CA}. */
  public Optional<String> find(String language) {
    return Optional.of(Languages.key(language)).filter(languages::containsKey);
  }

  /** The user's language, then its base, such as fr for fr-CA, then the institution's default. */
  public Choice choose(User user) {
    String preferred = user.code("preferred_language").orElse("");
    if (languages.containsKey(Languages.key(preferred))) {
      return new Choice(Languages.key(preferred), Reason.PREFERRED);
    }
    return languages.containsKey(Languages.base(preferred))
        ? new Choice(Languages.base(preferred), Reason.BASE_OF_PREFERRED)
        : new Choice(Languages.key(pinned.institution().defaultLanguage()), Reason.INSTITUTION);
  }

  /**
   * Writes the letter to a user, in the user's language.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has what no letter can be written
   *     with
   */
  public Written write(LetterContext to) {
    return write(to, choose(to.user()).language());
  }

  /**
   * Writes the letter to a user in one of its {@link #languages}.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has what no letter can be written
   *     with
   */
  public Written write(LetterContext to, String language) {
    Map<LetterPart, LetterTemplate> templates =
        requireNonNull(languages.get(language), "no language");
    Map<String, Object> values =
        LetterVariables.of(to, pinned.institution(), Locale.forLanguageTag(language));
    return new Written(
        language,
        subject(render(templates, LetterPart.SUBJECT, values)),
        render(templates, LetterPart.HTML, values),
        render(templates, LetterPart.TEXT, values));
  }

  private static String render(
      Map<LetterPart, LetterTemplate> templates, LetterPart part, Map<String, Object> values) {
    return requireNonNull(templates.get(part), "a letter lacks a part").render(values);
  }

  /** A subject has no line breaks, whatever a name may hold, and an end. */
  private static String subject(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)).strip() + "…";
  }
}
