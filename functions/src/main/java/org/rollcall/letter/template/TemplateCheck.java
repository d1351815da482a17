package org.rollcall.letter.template;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;

/**
 * Checks one template. The names in it are those that the engine's visitor reports. The visitor
 * knows neither lines nor unescaped values, and the engine takes unfinished tags for text.
 * Therefore the text is searched for tags first. See D-116.
 */
final class TemplateCheck {

  /** The maximum depth of nested sections. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_SHOWN_LENGTH = 60;

  /**
   * A comment, a tag with three or with two braces, an opening without an end, or an end without an
   * opening, with the name before it. A comment also ends where the next tag starts.
   */
  private static final Pattern TAG =
      Pattern.compile(
          "\\{\\{(?<comment>!.*?(?:}}|(?=\\{\\{)|\\z))"
              + "|\\{\\{\\{(?<triple>[^{}]*+)}}}"
              + "|\\{\\{(?<content>[^{}]*+)}}"
              + "|(?<open>\\{\\{)"
              + "|(?<name>[\\p{L}\\p{Nd}._]{0,60}+)}}",
          Pattern.DOTALL);

  private final String source;
  private final String file;
  private final TemplateRules rules;
  private final Faults faults;

  /** The line of the first tag with each name. */
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private final Deque<Section> openSections = new ArrayDeque<>();
  private boolean isReadable = true;
  private boolean isValid = true;

  /**
   * A section without its end.
   *
   * @param line the line of its opening tag, from 1
   */
  private record Section(String name, int line) {}

  TemplateCheck(String source, String file, TemplateRules rules, Faults faults) {
    this.source = source;
    this.file = file;
    this.rules = rules;
    this.faults = faults;
  }

  /**
   * Checks the template and adds its errors to the faults. Call this once. Names are checked only
   * if all tags can be read.
   *
   * @return the shared parts that the template includes, with the line of the first tag of each;
   *     empty if there are errors
   */
  Optional<Map<String, Integer>> includes() {
    findTags();
    Map<String, Integer> includes = isReadable ? checkNames() : Map.of();
    return isValid ? Optional.of(includes) : Optional.empty();
  }

  private void findTags() {
    Matcher tag = TAG.matcher(source);
    int line = 1;
    int counted = 0;
    while (tag.find()) {
      line += (int) source.substring(counted, tag.start()).chars().filter(c -> c == '\n').count();
      counted = tag.start();
      checkTag(tag, line);
    }
    for (Section section : openSections) {
      addSyntaxError(section.line(), TemplateError.SECTION_NOT_CLOSED, shown(section.name()));
    }
  }

  private void checkTag(Matcher tag, int line) {
    if (tag.group("triple") != null) {
      checkContent("&" + tag.group("triple"), line);
    } else if (tag.group("content") != null) {
      checkContent(tag.group("content"), line);
    } else if (tag.group("name") != null) {
      // Style sheets in HTML contain such braces.
      if (!rules.isHtml() || rules.names().contains(tag.group("name"))) {
        addSyntaxError(line, TemplateError.TAG_NOT_OPENED, tag.group("name"));
      }
    } else if (!tag.group().endsWith("}}")) {
      addSyntaxError(line, TemplateError.TAG_NOT_CLOSED);
    }
  }

  /**
   * Checks what is between the braces. It starts with one of the engine's characters, or a name.
   */
  private void checkContent(String content, int line) {
    String tag = content.trim();
    char type = tag.isEmpty() ? ' ' : tag.charAt(0);
    String name = tag.substring("#^/>&=<$!".indexOf(type) < 0 ? 0 : 1).trim();
    if (type == '!') {
      return;
    }
    if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0) {
      addSyntaxError(line, TemplateError.TAG_WITH_LINE_BREAK);
    } else if ("=<$".indexOf(type) >= 0) {
      addSyntaxError(line, TemplateError.UNSUPPORTED_TAG);
    } else if (name.isEmpty()) {
      addSyntaxError(line, TemplateError.TAG_WITHOUT_NAME);
    } else if (type == '/') {
      closeSection(name, line);
    } else {
      lines.putIfAbsent(name, line);
      if (type == '#' || type == '^') {
        openSection(name, line);
      } else if (type == '&' && rules.isHtml()) {
        addFault(line, TemplateError.VALUE_NOT_ESCAPED, shown(name));
      }
    }
  }

  private void openSection(String name, int line) {
    openSections.push(new Section(name, line));
    if (openSections.size() == MAX_DEPTH + 1) {
      addSyntaxError(line, TemplateError.SECTIONS_TOO_DEEP, MAX_DEPTH);
    }
  }

  /** Closes a section with all sections in it, so that one mistake is one error. */
  private void closeSection(String name, int line) {
    Section inner = openSections.peek();
    if (inner == null) {
      addSyntaxError(line, TemplateError.SECTION_NOT_OPENED, shown(name));
    } else if (!inner.name().equals(name)) {
      addSyntaxError(
          line, TemplateError.SECTIONS_OVERLAP, shown(name), shown(inner.name()), inner.line());
    }
    if (openSections.stream().anyMatch(section -> section.name().equals(name))) {
      while (!openSections.pop().name().equals(name)) {
        // The inner sections are closed with the outer one.
      }
    }
  }

  /** Checks all names that the engine knows. Returns the lines of the shared parts. */
  private Map<String, Integer> checkNames() {
    TemplateNames names = new TemplateNames();
    try {
      LetterTemplate.compile(source, rules.isHtml()).visit(names);
    } catch (MustacheException e) {
      isValid = false;
      faults.add(file, TemplateError.INVALID_TEMPLATE, String.valueOf(e.getMessage()));
    }
    for (String name : names.variables()) {
      if (!rules.names().contains(name)) {
        String hint = SimilarNames.hint(shown(name), rules.names());
        addFault(lineOf(name), rules.unknownVariable(), shown(name), hint);
      }
    }
    Map<String, Integer> includes = new LinkedHashMap<>();
    for (String part : names.sharedParts()) {
      includes.put(part, lineOf(part));
      if (rules.noIncludes().isPresent()) {
        addFault(lineOf(part), rules.noIncludes().get(), shown(part));
      } else if (!TemplateRules.SHARED_PARTS.contains(part)) {
        String hint = SimilarNames.hint(shown(part), TemplateRules.SHARED_PARTS);
        addFault(lineOf(part), TemplateError.UNKNOWN_SHARED_PART, shown(part), hint);
      }
    }
    return includes;
  }

  private int lineOf(String name) {
    return lines.getOrDefault(name, 1);
  }

  /** The name for an error message, shortened: a whole page may have been pasted into a tag. */
  private static String shown(String name) {
    return name.length() > MAX_SHOWN_LENGTH ? name.substring(0, MAX_SHOWN_LENGTH) + "…" : name;
  }

  private void addSyntaxError(int line, TemplateError error, Object... values) {
    isReadable = false;
    addFault(line, error, values);
  }

  private void addFault(int line, ErrorCode code, Object... values) {
    isValid = false;
    faults.add(file + " line " + line, code, values);
  }
}
