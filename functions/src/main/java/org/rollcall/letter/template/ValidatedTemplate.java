package org.rollcall.letter.template;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;

/**
 * A template without errors. Every tag is checked, even one that would never be rendered. See
 * D-055.
 *
 * @param includes the shared parts that the template includes, with the line of the first tag of
 *     each
 */
public record ValidatedTemplate(String source, Map<String, Integer> includes) {

  /** A tag that includes a shared part: alone on its line, which is matched too, or in a line. */
  private static final Pattern INCLUDE =
      Pattern.compile(
          "(?:(?<=\\n)|\\A)[ \\t]*+\\{\\{\\s*>(?<alone>[^{}]*+)}}[ \\t\\r]*+(?<end>\\n|\\z)"
              + "|\\{\\{\\s*>(?<inLine>[^{}]*+)}}");

  /**
   * Checks a template.
   *
   * @param file the template's key, for the paths of its errors
   * @return empty if there are errors, which are added to the faults
   */
  public static Optional<ValidatedTemplate> of(
      String source, String file, TemplateRules rules, Faults faults) {
    return new TemplateCheck(source, file, rules, faults)
        .includes()
        .map(includes -> new ValidatedTemplate(source, includes));
  }

  /**
   * The template with shared parts inserted. A tag that is alone on its line is replaced together
   * with the line, whether or not the part ends with a line break. The length of the result is
   * limited, since a short template can include a long header many times.
   *
   * @param texts the parts by name; a missing part is inserted as empty
   * @return empty if the result would be longer than {@link LetterTemplate#MAX_LENGTH}
   */
  public Optional<String> withIncludes(Map<String, String> texts) {
    StringBuilder result = new StringBuilder();
    Matcher tag = INCLUDE.matcher(source);
    while (tag.find() && result.length() <= LetterTemplate.MAX_LENGTH) {
      boolean isAlone = tag.group("alone") != null;
      String name = tag.group(isAlone ? "alone" : "inLine").trim();
      String text = texts.getOrDefault(name, "").replaceFirst("\\R\\z", "");
      String line = isAlone && !text.isEmpty() ? text + tag.group("end") : text;
      tag.appendReplacement(result, Matcher.quoteReplacement(line));
    }
    tag.appendTail(result);
    return Optional.of(result.toString())
        .filter(complete -> complete.length() <= LetterTemplate.MAX_LENGTH);
  }
}
