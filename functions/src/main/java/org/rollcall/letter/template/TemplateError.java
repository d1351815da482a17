package org.rollcall.letter.template;

import org.rollcall.error.ErrorCode;

/** Errors in the text of a letter, a header or a footer. */
public enum TemplateError implements ErrorCode {
  TEMPLATE_NOT_UTF8("is not UTF-8 text"),
  UNKNOWN_VARIABLE("letters of this type have no variable \"{name}\"{hint}"),
  UNKNOWN_SHARED_VARIABLE("headers and footers have no variable \"{name}\"{hint}"),
  TAG_WITHOUT_NAME("the tag {{}} has no name"),
  TAG_NOT_OPENED("{name}}} has no opening {{"),
  TAG_NOT_CLOSED("a tag that starts with {{ has no closing }}"),
  TAG_WITH_LINE_BREAK("a tag must be on one line"),
  SECTION_NOT_CLOSED("a section has no closing {{/{name}}}"),
  SECTION_NOT_OPENED("{{/{name}}} closes no section"),
  SECTIONS_OVERLAP(
      "{{/{name}}} must come after {{/{inner}}}, which closes the section of line {line}"),
  SECTIONS_TOO_DEEP("sections are nested more than {limit} levels deep"),
  VALUE_NOT_ESCAPED(
      "a value in HTML must be escaped; write {{{name}}}, with two braces, without &"),
  UNSUPPORTED_TAG("letters do not support {{= … }}, {{< … }} and {{$ … }}"),
  UNKNOWN_SHARED_PART("{{>{name}}} is neither {{>header}} nor {{>footer}}{hint}"),
  SHARED_PART_IN_SUBJECT("{{>{name}}} is not possible in a subject, which is one line"),
  SHARED_PART_IN_SHARED_PART("{{>{name}}} is not possible in a header or footer"),
  INVALID_TEMPLATE("is not a valid template: {reason}");

  private final String template;

  TemplateError(String template) {
    this.template = template;
  }

  @Override
  public String template() {
    return template;
  }
}
