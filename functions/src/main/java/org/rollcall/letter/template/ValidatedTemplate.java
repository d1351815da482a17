package org.rollcall.letter.template;

import com.samskivert.mustache.MustacheException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.error.Faults;

/**
 * A template without errors. Every tag is checked, even one that would never be rendered, before
 * the engine reads the template. See D-055.
 *
 * @param includes the tags that include shared parts
 */
public record ValidatedTemplate(String source, List<Tag> includes) {

  public ValidatedTemplate {
    includes = List.copyOf(includes);
  }

  /**
   * Checks a template.
   *
   * @param file the template's key, for the paths of its errors
   * @return empty if there are errors, which are added to the faults
   */
  public static Optional<ValidatedTemplate> of(
      String source, String file, TemplateRules rules, Faults faults) {
    List<Tag> tags = Tag.findAll(source);
    TemplateCheck check = new TemplateCheck(file, rules, faults);
    if (!check.isValid(source, tags)) {
      return Optional.empty();
    }
    try {
      LetterTemplate.compile(source, rules.isHtml());
    } catch (MustacheException e) {
      faults.add(file, TemplateError.INVALID_TEMPLATE, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    return Optional.of(
        new ValidatedTemplate(
            source, tags.stream().filter(tag -> tag.kind() == Tag.Kind.INCLUDE).toList()));
  }

  /**
   * The template with shared parts inserted, see {@link TemplateIncludes}.
   *
   * @param texts the parts by name; a missing part is inserted as empty
   * @return empty if the result would be longer than {@link LetterTemplate#MAX_LENGTH}
   */
  public Optional<String> withIncludes(Map<String, String> texts) {
    return TemplateIncludes.insert(source, includes, texts);
  }
}
