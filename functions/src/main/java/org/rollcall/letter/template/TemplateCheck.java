package org.rollcall.letter.template;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
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
   * A comment, a tag with two or three braces, an opening without an end, or an end without an
   * opening, with the name before it. A comment also ends where the next tag starts.
   */
  private static final Pattern TAG =
      Pattern.compile(
          "\\{\\{!.*?(?:}}|(?=\\{\\{)|\\z)"
              + "|\\{\\{(?<content>\\{[^{}]*+}|[^{}]*+)}}"
              + "|\\{\\{"
              + "|(?<name>[\\p{L}\\p{Nd}._]{0,60}+)}}",
          Pattern.DOTALL);

  private final String source;
  private final String file;
  private final TemplateRules rules;
  private final Faults faults;

  /** The line of the first tag with each name. */
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private final Deque<Tag> openSections = new ArrayDeque<>();
  private final List<Tag> unescaped = new ArrayList<>();
  private boolean isValid = true;

  /**
   * A tag of the text.
   *
   * @param line the line in which it starts, from 1
   */
  private record Tag(String name, int line) {}

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
    Map<String, Integer> includes = isValid ? checkNames() : Map.of();
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
    for (Tag section : openSections) {
      addFault(section.line(), TemplateError.SECTION_NOT_CLOSED, shown(section.name()));
    }
  }

  private void checkTag(Matcher tag, int line) {
    String content = tag.group("content");
    String name = tag.group("name");
    if (content != null) {
      checkContent(content, line);
    } else if (name == null) {
      if (!tag.group().endsWith("}}")) {
        addFault(line, TemplateError.TAG_NOT_CLOSED);
      }
    } else if (!rules.isHtml() || rules.names().contains(name)) {
      // Style sheets in HTML contain such braces.
      addFault(line, TemplateError.TAG_NOT_OPENED, name);
    }
  }

  /** Checks what is between two braces. A third brace means the same as an ampersand. */
  private void checkContent(String content, int line) {
    String tag = content.replace('{', '&').replace("}", "").trim();
    char type = tag.isEmpty() ? ' ' : tag.charAt(0);
    String name = tag.substring("#^/>&=<$!".indexOf(type) < 0 ? 0 : 1).trim();
    if (type == '!') {
      return;
    }
    if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0) {
      addFault(line, TemplateError.TAG_WITH_LINE_BREAK);
    } else if ("=<$".indexOf(type) >= 0) {
      addFault(line, TemplateError.UNSUPPORTED_TAG);
    } else if (name.isEmpty()) {
      addFault(line, TemplateError.TAG_WITHOUT_NAME);
    } else if (type == '/') {
      closeSection(new Tag(name, line));
    } else {
      lines.putIfAbsent(name, line);
      if (type == '#' || type == '^') {
        openSection(new Tag(name, line));
      } else if (type == '&') {
        unescaped.add(new Tag(name, line));
      }
    }
  }

  private void openSection(Tag tag) {
    openSections.push(tag);
    if (openSections.size() == MAX_DEPTH + 1) {
      addFault(tag.line(), TemplateError.SECTIONS_TOO_DEEP, MAX_DEPTH);
    }
  }

  /** Closes a section with all sections in it, so that one mistake is one error. */
  private void closeSection(Tag tag) {
    String name = tag.name();
    Tag inner = openSections.peek();
    if (inner == null) {
      addFault(tag.line(), TemplateError.SECTION_NOT_OPENED, shown(name));
    } else if (!inner.name().equals(name)) {
      addFault(
          tag.line(),
          TemplateError.SECTIONS_OVERLAP,
          shown(name),
          shown(inner.name()),
          inner.line());
    }
    if (openSections.stream().anyMatch(section -> section.name().equals(name))) {
      while (!openSections.pop().name().equals(name)) {
        // The inner sections are closed with the outer one.
      }
    }
  }

  /** Checks all names that the engine knows. Returns the lines of the shared parts. */
  private Map<String, Integer> checkNames() {
    TemplateNames names;
    try {
      names = TemplateNames.of(source);
    } catch (MustacheException e) {
      isValid = false;
      faults.add(file, TemplateError.INVALID_TEMPLATE, String.valueOf(e.getMessage()));
      return Map.of();
    }
    if (rules.isHtml()) {
      unescaped.forEach(
          tag -> addFault(tag.line(), TemplateError.VALUE_NOT_ESCAPED, shown(tag.name())));
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

  private void addFault(int line, ErrorCode code, Object... values) {
    isValid = false;
    faults.add(file + " line " + line, code, values);
  }
}
