package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.letter.LanguageChoice.Reason;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.user.User;

/** A letter whose templates are compiled, ready to be rendered for many users. */
public final class Letter {

  /** The maximum length of a subject in characters. Mail programs show less. */
  private static final int MAX_SUBJECT_LENGTH = 200;

  private final LetterSnapshot snapshot;
  private final Map<String, Map<LetterPart, LetterTemplate>> languages = new TreeMap<>();

  public Letter(LetterSnapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.languages().forEach((language, files) -> languages.put(language, compile(files)));
  }

  private static Map<LetterPart, LetterTemplate> compile(Map<String, String> files) {
    Map<LetterPart, LetterTemplate> templates = new EnumMap<>(LetterPart.class);
    for (LetterPart part : LetterPart.values()) {
      String source = requireNonNull(files.get(part.file()), "a letter's snapshot lacks a part");
      templates.put(part, LetterTemplate.compile(source, part.isHtml()));
    }
    return templates;
  }

  public LetterSnapshot snapshot() {
    return snapshot;
  }

  /** The languages in which the letter exists, such as {@code fr-ca}, sorted. */
  public List<String> languages() {
    return List.copyOf(languages.keySet());
  }

  /** Finds the entry of {@link #languages} for a code such as {@code fr_CA}. */
  public Optional<String> findLanguage(String code) {
    return Optional.of(Languages.normalize(code)).filter(languages::containsKey);
  }

  /**
   * Chooses the first language in which the letter exists: the user's language, its base (such as
   * fr for fr-CA), or the institution's default.
   */
  public LanguageChoice chooseLanguage(User user) {
    String preferred = user.code("preferred_language").orElse("");
    if (languages.containsKey(Languages.normalize(preferred))) {
      return new LanguageChoice(Languages.normalize(preferred), Reason.PREFERRED);
    }
    return languages.containsKey(Languages.baseOf(preferred))
        ? new LanguageChoice(Languages.baseOf(preferred), Reason.BASE_OF_PREFERRED)
        : new LanguageChoice(
            Languages.normalize(snapshot.institution().defaultLanguage()), Reason.INSTITUTION);
  }

  /**
   * Renders the letter in the user's language.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(LetterContext context) {
    return render(context, chooseLanguage(context.user()).language());
  }

  /**
   * Renders the letter in one of its {@link #languages}.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(LetterContext context, String language) {
    Map<LetterPart, LetterTemplate> templates =
        requireNonNull(languages.get(language), "the letter does not exist in this language");
    Map<String, Object> values =
        LetterVariables.values(context, snapshot.institution(), Locale.forLanguageTag(language));
    return new RenderedLetter(
        language,
        subject(render(templates, LetterPart.SUBJECT, values)),
        render(templates, LetterPart.HTML, values),
        render(templates, LetterPart.TEXT, values));
  }

  private static String render(
      Map<LetterPart, LetterTemplate> templates, LetterPart part, Map<String, Object> values) {
    return requireNonNull(templates.get(part), "a letter lacks a part").render(values);
  }

  /** Replaces line breaks, which a name may contain, with spaces. Truncates a long subject. */
  private static String subject(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_SUBJECT_LENGTH - 1)).strip() + "…";
  }
}
