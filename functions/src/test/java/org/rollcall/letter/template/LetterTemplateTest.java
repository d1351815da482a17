package org.rollcall.letter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.Given.messages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Faults;
import org.rollcall.letter.LetterVariables;
import org.rollcall.user.BrokenRecordException;

class LetterTemplateTest {

  private static final String FILE = "letters/ACCOUNT_UPDATED/en/body.html";

  private static final Map<String, String> VALUES =
      Map.of(
          "user.first_name",
          "<b>\"Ada\" & 'Bo'</b>",
          "user.last_name",
          "Byron",
          "user.expiry_date",
          "",
          "institution.name",
          "Library");

  private static final Map<String, String> SHARED_PARTS =
      Map.of("header", "{{institution.name}}: <hr>\n", "footer", "Yours, {{user.first_name}}\n");

  private static List<String> errorsOf(String source) {
    return errorsOf(LetterPart.HTML, source);
  }

  private static List<String> errorsOf(LetterPart part, String source) {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                source,
                FILE,
                TemplateRules.forLetter(part, LetterVariables.names("ACCOUNT_UPDATED")),
                faults))
        .isEmpty();
    return messages(faults);
  }

  private static String render(LetterPart part, String source) {
    return render(part, source, VALUES);
  }

  private static String render(LetterPart part, String source, Map<String, String> values) {
    Faults faults = new Faults();
    Optional<ValidatedTemplate> template =
        ValidatedTemplate.of(
            source,
            FILE,
            TemplateRules.forLetter(part, LetterVariables.names("ACCOUNT_UPDATED")),
            faults);
    assertThat(messages(faults)).isEmpty();
    return LetterTemplate.compile(
            template.orElseThrow().withIncludes(SHARED_PARTS).orElseThrow(), part.isHtml())
        .render(values);
  }

  @Test
  void unknownVariable_shouldBeReportedWithFileAndLineAndASimilarName() {
    assertThat(errorsOf("Dear\n\n  {{ user.first_nam }},\n"))
        .containsExactly(
            FILE
                + " line 3: letters of this type have no variable \"user.first_nam\"; did you mean"
                + " \"user.first_name\"?");
  }

  @Test
  void unknownVariables_shouldAllBeReported() {
    assertThat(
            errorsOf(
                LetterPart.TEXT,
                "{{user.a}}\n{{{user.b}}}\n{{&user.c}}\n{{#user.d}}\n{{user.e}}{{/user.d}}\n"
                    + "{{^user.f}}\n{{#user.expiry_date}}{{user.g}}{{/user.expiry_date}}{{/user.f}}"))
        .extracting(error -> error.replaceAll(".* line (\\d+): .*\"user.(.)\".*", "$1$2"))
        .containsExactly("1a", "2b", "3c", "4d", "5e", "6f", "7g");
  }

  @Test
  void closingBracesWithoutATag_inHtml_shouldBeAnErrorOnlyAfterAName() {
    assertThat(errorsOf(LetterPart.TEXT, "a\nHello group}}.\n}}"))
        .containsExactly(
            FILE + " line 2: group}} has no opening {{", FILE + " line 3: }} has no opening {{");
    assertThat(render(LetterPart.HTML, "<style>@media print{p{margin:0}}</style>")).contains("0}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{user.class}}",
        "{{user.first_name.bytes}}",
        "{{user.first_name.length}}",
        "{{user.first_name.class.name}}",
        "{{user.entrySet}}",
        "{{#user}}{{first_name}}{{/user}}",
        "{{#institution}}{{/institution}}",
        "{{user}}",
        "{{.}}",
        "{{this}}",
        "{{#this}}{{/this}}",
        "{{-first}}",
        "{{-index}}",
        "{{user.email}}",
        "{{rollcall.credential}}",
        "{{credentials.temporary_password}}",
        "{{USER.first_name}}",
        "{{user.first_name}}{{ user.x }}",
        "{{! a remark }}{{#user.first_name}}{{bytes}}{{/user.first_name}}"
      })
  void unlistedVariable_shouldBeAnError(String source) {
    assertThat(errorsOf(source))
        .isNotEmpty()
        .allMatch(error -> error.contains("line 1: letters of this type have no variable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{user.class}}",
        "{{user.first_name.bytes}}",
        "{{user.first_name.class.name}}",
        "{{#user.last_name}}{{bytes}}{{class}}{{length}}{{/user.last_name}}",
        "{{institution.hashCode}}",
        "{{user.no_such}}"
      })
  void uncheckedTemplate_shouldHaveNoAccessToJavaObjects(String source) {
    assertThat(LetterTemplate.compile("[" + source + "]", false).render(VALUES)).isEqualTo("[]");
  }

  static Stream<Arguments> syntaxErrors() {
    return Stream.of(
        arguments(
            "a\n{{#user.expiry_date}}\nb",
            " line 2: a section has no closing {{/user.expiry_date}}"),
        arguments("a\n\n{{/user.expiry_date}}", " line 3: {{/user.expiry_date}} closes no section"),
        arguments(
            "{{#user.first_name}}\n{{#user.last_name}}\n{{/user.first_name}}",
            " line 3: {{/user.first_name}} must come after {{/user.last_name}}, which closes the"
                + " section of line 2"),
        arguments(
            "{{user.first_name}}\nuser.last_name}}.",
            " line 2: user.last_name}} has no opening {{"),
        arguments("a\n{{user.first_name", " line 2: a tag that starts with {{ has no closing }}"),
        arguments("a\n{{user.first_name}", " line 2: a tag that starts with {{ has no closing }}"),
        arguments(
            "{{user.last_name}}\n\n{{user.last_name {{user.first_name}}",
            " line 3: a tag that starts with {{ has no closing }}"),
        arguments(
            "{{! forgotten\n{{user.first_name}}", " line 1: a tag that starts with {{ has no"),
        arguments("{{}}", " line 1: the tag {{}} has no name"),
        arguments("a\n{{ }} b", " line 2: the tag {{}} has no name"),
        arguments(
            "\n{{=<% %>=}}<%user.class%>",
            " line 2: letters do not support {{= … }}, {{< … }} and {{$ … }}"),
        arguments("{{<header}}", " line 1: letters do not support"),
        arguments("{{$header}}", " line 1: letters do not support"),
        arguments(
            "{{>heder}}",
            " line 1: {{>heder}} is neither {{>header}} nor {{>footer}}; did you mean \"header\"?"),
        arguments("\n{{>../header}}", " line 2: {{>../header}} is neither"));
  }

  @ParameterizedTest
  @MethodSource("syntaxErrors")
  void syntaxError_shouldBeReportedWithFileAndLine(String source, String line) {
    assertThat(errorsOf(source)).singleElement().asString().startsWith(FILE + line);
  }

  @Test
  void mistake_shouldBeOneErrorAndNotHideTheNext() {
    assertThat(
            errorsOf(
                """
                {{#user.first_name}}
                {{#user.last_name}}
                {{/user.first_name}}
                {{user.x
                {{}}
                """))
        .extracting(error -> error.substring(FILE.length(), error.indexOf(':')))
        .containsExactly(" line 3", " line 4", " line 5");
  }

  @Test
  void names_shouldBeCheckedOnceAllTagsCanBeRead() {
    assertThat(errorsOf("{{user.x}} {{user.last_name\n{{>heder}}"))
        .containsExactly(FILE + " line 1: a tag that starts with {{ has no closing }}");
    assertThat(errorsOf("{{user.x}}\n{{>heder}}\n{{{user.y}}}"))
        .extracting(error -> error.replaceAll(".* line (\\d+): .*", "$1"))
        .containsExactlyInAnyOrder("1", "2", "3", "3");
  }

  @Test
  void unknownVariable_shouldBeReportedAtItsFirstLine() {
    assertThat(errorsOf("\n{{user.x}}\n{{#user.x}}{{/user.x}}"))
        .singleElement()
        .asString()
        .contains("line 2");
  }

  @Test
  void sharedPart_shouldReplaceItsTagAndBeEscaped() {
    assertThat(render(LetterPart.HTML, "{{>header}}\nDear\n{{> footer }}\n"))
        .isEqualTo(
            """
            Library: <hr>
            Dear
            Yours, &lt;b&gt;&quot;Ada&quot; &amp; &#39;Bo&#39;&lt;/b&gt;
            """);
    assertThat(render(LetterPart.TEXT, "{{#user.last_name}}{{>header}}{{/user.last_name}}"))
        .isEqualTo("Library: <hr>");
    assertThat(render(LetterPart.TEXT, "a\r\n  {{>header}}\t\r\nb {{>header}}"))
        .isEqualTo("a\r\nLibrary: <hr>\nb Library: <hr>");
  }

  @Test
  void templateWithTooManyIncludes_shouldBeTooLong() {
    Map<String, String> parts = Map.of("header", "x".repeat(250_000));

    assertThat(withIncludes("{{>header}}".repeat(4), parts)).get().asString().hasSize(1_000_000);
    assertThat(withIncludes("{{>header}}".repeat(4) + ".", parts)).isEmpty();
    assertThat(withIncludes("{{>header}}".repeat(23_831), parts)).isEmpty();
  }

  private static Optional<String> withIncludes(String source, Map<String, String> parts) {
    Faults faults = new Faults();
    return ValidatedTemplate.of(
            source,
            FILE,
            TemplateRules.forLetter(LetterPart.HTML, LetterVariables.names("ACCOUNT_UPDATED")),
            faults)
        .orElseThrow()
        .withIncludes(parts);
  }

  @Test
  void sharedPart_inASubject_shouldBeAnError() {
    assertThat(errorsOf(LetterPart.SUBJECT, "{{>header}}"))
        .containsExactly(
            FILE + " line 1: {{>header}} is not possible in a subject, which is one line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{>header}}", "{{>footer}}", "{{credentials.temporary_password}}", "{{>x}}"})
  void sharedPart_shouldIncludeNoOtherAndContainNoPassword(String source) {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                source,
                FILE,
                TemplateRules.forSharedPart(false, LetterVariables.generalNames()),
                faults))
        .isEmpty();
    assertThat(messages(faults)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{{user.first_name}}}", "{{&user.first_name}}", "{{& user.first_name }}"})
  void unescapedValue_shouldBeAnErrorInHtmlOnly(String source) {
    assertThat(errorsOf(LetterPart.HTML, "a\n" + source))
        .containsExactly(
            FILE
                + " line 2: a value in HTML must be escaped; write {{user.first_name}}, with two"
                + " braces, without &");
    assertThat(render(LetterPart.TEXT, source)).isEqualTo("<b>\"Ada\" & 'Bo'</b>");
  }

  @Test
  void nestedSections_shouldHaveAMaximumDepth() {
    String open = "{{#job.name}}";
    String close = "{{/job.name}}";
    String message = FILE + " line 1: sections are nested more than 20 levels deep";
    assertThat(render(LetterPart.TEXT, open.repeat(20) + "x" + close.repeat(20), job("J")))
        .isEqualTo("x");
    assertThat(errorsOf(open.repeat(21) + close.repeat(21))).containsExactly(message);
    assertThat(errorsOf(open.repeat(100_000) + close.repeat(100_000))).containsExactly(message);
    assertThat(errorsOf(open.repeat(10_000))).hasSize(10_001).contains(message);
    assertThat(errorsOf("{{".repeat(128 * 1024))).hasSizeGreaterThan(80_000);
    assertThat(errorsOf("{{" + "x".repeat(256 * 1024) + "}}"))
        .singleElement()
        .asString()
        .hasSizeLessThan(300);
  }

  @Test
  void letterThatWouldBeTooLong_shouldBeABrokenRecord() {
    Map<String, String> values = job("J".repeat(100_001));
    assertThatThrownBy(() -> render(LetterPart.TEXT, "{{job.name}}".repeat(10), values))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("the letter would be longer than 1000000 characters");
    assertThat(render(LetterPart.TEXT, "{{job.name}}".repeat(9), values)).hasSize(900_009);
  }

  private static Map<String, String> job(String name) {
    return Map.of("job.name", name);
  }

  @Test
  void values_shouldBeEscapedInHtmlAndNotInText() {
    assertThat(render(LetterPart.HTML, "Dear {{user.first_name}}"))
        .isEqualTo("Dear &lt;b&gt;&quot;Ada&quot; &amp; &#39;Bo&#39;&lt;/b&gt;");
    assertThat(render(LetterPart.TEXT, "Dear {{user.first_name}}"))
        .isEqualTo("Dear <b>\"Ada\" & 'Bo'</b>");
    assertThat(render(LetterPart.SUBJECT, "{{user.first_name}}"))
        .isEqualTo("<b>\"Ada\" & 'Bo'</b>");
  }

  @Test
  void section_shouldBeRenderedOnlyWithAValue() {
    assertThat(
            render(
                LetterPart.TEXT,
                "{{#user.last_name}}is {{user.last_name}}{{/user.last_name}}"
                    + "{{^user.last_name}}nobody{{/user.last_name}}, "
                    + "{{#user.expiry_date}}until {{user.expiry_date}}{{/user.expiry_date}}"
                    + "{{^user.expiry_date}}without end{{/user.expiry_date}}"))
        .isEqualTo("is Byron, without end");
  }

  @Test
  void missingValue_shouldBeRenderedAsEmpty() {
    assertThat(render(LetterPart.TEXT, "[{{institution.phone}}{{user.full_name}}]"))
        .isEqualTo("[]");
  }

  @Test
  void credentials_shouldBeAllowedInTheirOwnLetter() {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                "{{credentials.temporary_password}} {{credentials.expires_on}}",
                FILE,
                TemplateRules.forLetter(
                    LetterPart.TEXT, LetterVariables.names("NOTIFY_PASSWORD_CHANGE")),
                faults))
        .isPresent();
    assertThat(messages(faults)).isEmpty();
  }
}
