package org.rollcall.letter.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.rollcall.error.ErrorCode;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;

/** Checks the tags of one template. */
final class TemplateCheck {

  /** The maximum depth of nested sections. */
  private static final int MAX_DEPTH = 20;

  private static final int MAX_NAME_LENGTH = 60;

  private final String file;
  private final TemplateRules rules;
  private final Faults faults;
  private final Deque<Tag> openSections = new ArrayDeque<>();
  private boolean isValid = true;

  TemplateCheck(String file, TemplateRules rules, Faults faults) {
    this.file = file;
    this.rules = rules;
    this.faults = faults;
  }

  /**
   * Checks a template and adds its errors to the faults. Call this once.
   *
   * @param tags all tags of the template, in order
   */
  boolean isValid(String source, List<Tag> tags) {
    tags.forEach(this::check);
    for (Tag tag : openSections) {
      addFault(tag, TemplateError.SECTION_NOT_CLOSED, tag.shownName());
    }
    checkStrayBraces(source, tags);
    return isValid;
  }

  private void check(Tag tag) {
    switch (tag.kind()) {
      case VALUE -> checkName(tag);
      case UNESCAPED -> checkUnescaped(tag);
      case SECTION, INVERTED -> openSection(tag);
      case CLOSE -> closeSection(tag);
      case INCLUDE -> checkInclude(tag);
      case UNSUPPORTED -> addFault(tag, TemplateError.UNSUPPORTED_TAG);
      case WITH_LINE_BREAK -> addFault(tag, TemplateError.TAG_WITH_LINE_BREAK);
      case NOT_CLOSED -> addFault(tag, TemplateError.TAG_NOT_CLOSED);
      case COMMENT -> {
        // A comment may contain anything.
      }
    }
  }

  private void checkName(Tag tag) {
    if (tag.name().isEmpty()) {
      addFault(tag, TemplateError.TAG_WITHOUT_NAME);
    } else if (!rules.names().contains(tag.name())) {
      String name = tag.shownName();
      addFault(tag, rules.unknownVariable(), name, SimilarNames.hint(name, rules.names()));
    }
  }

  private void checkUnescaped(Tag tag) {
    checkName(tag);
    if (rules.isHtml()) {
      addFault(tag, TemplateError.VALUE_NOT_ESCAPED, tag.shownName());
    }
  }

  private void checkInclude(Tag tag) {
    String name = tag.shownName();
    if (rules.noIncludes().isPresent()) {
      addFault(tag, rules.noIncludes().get(), name);
    } else if (SharedPart.find(tag.name()).isEmpty()) {
      addFault(
          tag, TemplateError.UNKNOWN_SHARED_PART, name, SimilarNames.hint(name, SharedPart.tags()));
    }
  }

  private void openSection(Tag tag) {
    checkName(tag);
    openSections.push(tag);
    if (openSections.size() == MAX_DEPTH + 1) {
      addFault(tag, TemplateError.SECTIONS_TOO_DEEP, MAX_DEPTH);
    }
  }

  private void closeSection(Tag tag) {
    Tag section = openSections.peek();
    if (section == null) {
      addFault(tag, TemplateError.SECTION_NOT_OPENED, tag.shownName());
    } else if (section.name().equals(tag.name())) {
      openSections.pop();
    } else {
      addFault(
          tag,
          TemplateError.SECTIONS_OVERLAP,
          tag.shownName(),
          section.shownName(),
          section.line());
      closeOuterSection(tag.name());
    }
  }

  /** Closes an outer section with all sections in it, so that one mistake is one error. */
  private void closeOuterSection(String name) {
    if (openSections.stream().anyMatch(tag -> tag.name().equals(name))) {
      while (!openSections.pop().name().equals(name)) {
        // The inner sections are closed with the outer one.
      }
    }
  }

  /**
   * Finds closing braces outside of tags. Style sheets in HTML contain such braces, so that there
   * they are an error only after the name of a variable.
   */
  private void checkStrayBraces(String source, List<Tag> tags) {
    int line = 1;
    int counted = 0;
    int next = 0;
    int end = source.indexOf("}}");
    while (end >= 0) {
      while (next < tags.size() && tags.get(next).end() <= end) {
        next++;
      }
      if (next < tags.size() && tags.get(next).start() <= end) {
        end = source.indexOf("}}", tags.get(next).end());
        continue;
      }
      line += (int) source.substring(counted, end).chars().filter(c -> c == '\n').count();
      counted = end;
      String name = nameBefore(source, next == 0 ? 0 : tags.get(next - 1).end(), end);
      if (!rules.isHtml() || rules.names().contains(name)) {
        addFault(line, TemplateError.TAG_NOT_OPENED, name);
      }
      end = source.indexOf("}}", end + 2);
    }
  }

  private static String nameBefore(String source, int from, int end) {
    int start = end;
    while (start > Math.max(from, end - MAX_NAME_LENGTH)
        && (Character.isLetterOrDigit(source.charAt(start - 1))
            || "._".indexOf(source.charAt(start - 1)) >= 0)) {
      start--;
    }
    return source.substring(start, end);
  }

  private void addFault(Tag tag, ErrorCode code, Object... values) {
    addFault(tag.line(), code, values);
  }

  private void addFault(int line, ErrorCode code, Object... values) {
    isValid = false;
    faults.add(file + " line " + line, code, values);
  }
}
