package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rollcall.letter.Letter.LanguageChoice.Reason;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.user.User;

/** A letter whose templates are compiled, ready to be rendered for many users. */
public final class Letter {

  /** The maximum length of a subject in characters. Mail programs show less. */
  private static final int MAX_SUBJECT_LENGTH = 200;

  private final LetterSnapshot snapshot;
  private final Map<String, Templates> languages = new TreeMap<>();

  /** The language of the letter to a user, and the reason for it. */
  public record LanguageChoice(String language, Reason reason) {

    /** Why a letter is in a language. */
    public enum Reason {
      /** The user's preferred language. */
      PREFERRED,
      /** A related form of the user's preferred language, such as fr for fr-CA. */
      BASE_OF_PREFERRED,
      /** The institution's default: the user prefers no language, or the letter lacks it. */
      INSTITUTION
    }
  }

  /**
   * The letter in one language.
   *
   * @param sources the text of all templates, which contains the names that they use
   */
  private record Templates(
      LetterTemplate subject, LetterTemplate html, LetterTemplate text, String sources) {

    static Templates of(Map<String, String> files) {
      return new Templates(
          compile(files, LetterPart.SUBJECT),
          compile(files, LetterPart.HTML),
          compile(files, LetterPart.TEXT),
          String.join("\n", files.values()));
    }

    private static LetterTemplate compile(Map<String, String> files, LetterPart part) {
      String source = requireNonNull(files.get(part.file()), "a letter's snapshot lacks a part");
      return LetterTemplate.compile(source, part.isHtml());
    }
  }

  public Letter(LetterSnapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.languages().forEach((language, files) -> languages.put(language, Templates.of(files)));
  }

  public LetterSnapshot snapshot() {
    return snapshot;
  }

  /** The languages in which the letter exists, such as {@code fr-ca}, sorted. */
  public List<String> languages() {
    return List.copyOf(languages.keySet());
  }

  /** Finds the entry of {@link #languages} for a code such as {@code fr_CA}, or another name. */
  public Optional<String> findLanguage(String code) {
    return Languages.findSame(code, languages.keySet());
  }

  /**
   * Chooses the first language in which the letter exists: the user's language under any of its
   * names, a related form of it (such as fr for fr-CA), or the institution's default.
   */
  public LanguageChoice chooseLanguage(User user) {
    String preferred = user.code("preferred_language").orElse("");
    return findLanguage(preferred)
        .map(found -> new LanguageChoice(found, Reason.PREFERRED))
        .or(
            () ->
                Languages.find(preferred, languages.keySet())
                    .map(found -> new LanguageChoice(found, Reason.BASE_OF_PREFERRED)))
        .orElseGet(() -> new LanguageChoice(defaultLanguage(), Reason.INSTITUTION));
  }

  /** The language of a user's letter. */
  public LetterLanguage languageOf(User user) {
    LanguageChoice choice = chooseLanguage(user);
    return new LetterLanguage(
        choice.language(),
        user.code("preferred_language")
            .filter(preferred -> choice.reason() == Reason.INSTITUTION)
            .map(LanguageCodes::normalize));
  }

  private String defaultLanguage() {
    return Languages.find(snapshot.institution().defaultLanguage(), languages.keySet())
        .orElseThrow(() -> new IllegalStateException("no letter in the default language"));
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
   * Renders the letter in the user's language for a test, with a line that names the user.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter renderTest(LetterContext context) {
    User user = context.user().normalized();
    return render(context).asTest(user.displayName(), user.primaryId().toString());
  }

  /**
   * Renders the letter in one of its {@link #languages}.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(LetterContext context, String language) {
    Templates templates =
        requireNonNull(languages.get(language), "the letter does not exist in this language");
    Map<String, String> values =
        LetterVariables.values(context, snapshot, language, templates.sources()::contains);
    return new RenderedLetter(
        language,
        subject(templates.subject().render(values)),
        templates.html().render(values),
        templates.text().render(values));
  }

  /** Replaces line breaks, which a name may contain, with spaces. Truncates a long subject. */
  private static String subject(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_SUBJECT_LENGTH - 1)).strip() + "…";
  }
}
