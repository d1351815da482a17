package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.letter.template.LetterPart;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.user.User;

/** A letter whose templates are compiled, ready to be rendered for many users. */
public final class Letter {

  /** The maximum length of a subject in characters. Mail programs show less. */
  private static final int MAX_SUBJECT_LENGTH = 200;

  private final LetterSnapshot snapshot;
  private final Map<String, Templates> templates = new HashMap<>();
  private final LetterLanguages languages;

  /**
   * The letter in one language.
   *
   * @param variables the names of the variables that occur in the templates
   */
  private record Templates(
      LetterTemplate subject, LetterTemplate html, LetterTemplate text, Set<String> variables) {

    static Templates of(Map<String, String> files) {
      return new Templates(
          compile(files, LetterPart.SUBJECT),
          compile(files, LetterPart.HTML),
          compile(files, LetterPart.TEXT),
          variables(String.join("\n", files.values())));
    }

    private static Set<String> variables(String sources) {
      return LetterVariables.generalNames().stream()
          .filter(sources::contains)
          .collect(Collectors.toSet());
    }

    private static LetterTemplate compile(Map<String, String> files, LetterPart part) {
      String source = requireNonNull(files.get(part.file()), "a letter's snapshot lacks a part");
      return LetterTemplate.compile(source, part.isHtml());
    }
  }

  public Letter(LetterSnapshot snapshot) {
    this.snapshot = snapshot;
    this.languages = snapshot.letterLanguages();
    snapshot.languages().forEach((language, files) -> templates.put(language, Templates.of(files)));
  }

  public LetterSnapshot snapshot() {
    return snapshot;
  }

  /** The languages in which the letter exists. */
  public LetterLanguages languages() {
    return languages;
  }

  /**
   * Renders the letter in the user's language.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(LetterContext context) {
    return render(context, languages.choose(context.user()).language());
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
   * Renders the letter in one of its languages.
   *
   * @throws org.rollcall.user.BrokenRecordException if the record has a value that cannot be
   *     rendered
   */
  public RenderedLetter render(LetterContext context, String language) {
    Templates parts =
        requireNonNull(templates.get(language), "the letter does not exist in this language");
    Map<String, String> values =
        LetterVariables.values(context, snapshot, language, parts.variables()::contains);
    return new RenderedLetter(
        language,
        subject(parts.subject().render(values)),
        parts.html().render(values),
        parts.text().render(values));
  }

  /** Replaces line breaks, which a name may contain, with spaces. Truncates a long subject. */
  private static String subject(String text) {
    String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.codePointCount(0, line.length()) <= MAX_SUBJECT_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_SUBJECT_LENGTH - 1)).strip() + "…";
  }
}
