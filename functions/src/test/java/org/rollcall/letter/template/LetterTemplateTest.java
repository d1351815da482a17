package org.rollcall.letter.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.Given.said;

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

  private static final Map<String, Object> VALUES =
      Map.of(
          "user",
          Map.of("first_name", "<b>\"Ada\" & 'Bo'</b>", "last_name", "Byron", "expiry_date", ""),
          "institution",
          Map.of("name", "Library"));

  private static final Map<String, String> PARTS =
      Map.of("header", "{{institution.name}}: <hr>\n", "footer", "Yours, {{user.first_name}}\n");

  private static List<String> faultsOf(String source) {
    return faultsOf(LetterPart.HTML, source);
  }

  private static List<String> faultsOf(LetterPart part, String source) {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                source,
                FILE,
                TemplateRules.ofLetter(part, LetterVariables.names("ACCOUNT_UPDATED")),
                faults))
        .isEmpty();
    return said(faults);
  }

  private static String render(LetterPart part, String source) {
    return render(part, source, VALUES);
  }

  private static String render(LetterPart part, String source, Map<String, Object> values) {
    Faults faults = new Faults();
    Optional<ValidatedTemplate> checked =
        ValidatedTemplate.of(
            source,
            FILE,
            TemplateRules.ofLetter(part, LetterVariables.names("ACCOUNT_UPDATED")),
            faults);
    assertThat(said(faults)).isEmpty();
    return LetterTemplate.compile(checked.orElseThrow().filled(PARTS).orElseThrow(), part.isHtml())
        .render(values);
  }

  @Test
  void unknownName_shouldBeAFaultWithFileLineAndTheNearestName() {
    assertThat(faultsOf("Dear\n\n  {{ user.first_nam }},\n"))
        .containsExactly(
            FILE
                + " line 3: names \"user.first_nam\", which letters of this type do not have."
                + " Did you mean \"user.first_name\"?");
  }

  @Test
  void severalUnknownNames_shouldAllBeFound() {
    assertThat(
            faultsOf(
                LetterPart.TEXT,
                "{{user.a}}\n{{{user.b}}}\n{{&user.c}}\n{{#user.d}}\n{{user.e}}{{/user.d}}\n"
                    + "{{^user.f}}\n{{#user.expiry_date}}{{user.g}}{{/user.expiry_date}}{{/user.f}}"))
        .extracting(said -> said.replaceAll(".* line (\\d+): names \"user.(.)\".*", "$1$2"))
        .containsExactly("1a", "2b", "3c", "4d", "5e", "6f", "7g");
  }

  @Test
  void endOfATagThatNothingOpens_shouldBeAFaultInAPageOnlyBehindAName() {
    assertThat(faultsOf(LetterPart.TEXT, "a\nHello group}}.\n}}"))
        .containsExactly(
            FILE + " line 2: has group}} with no {{ before it",
            FILE + " line 3: has }} with no {{ before it");
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
  void nameThatIsNotListed_shouldBeRefused(String source) {
    assertThat(faultsOf(source)).isNotEmpty().allMatch(said -> said.contains("line 1: names \""));
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
  void value_shouldNotReachJavaEvenInATemplateThatWasNotChecked(String source) {
    assertThat(LetterTemplate.compile("[" + source + "]", false).render(VALUES)).isEqualTo("[]");
  }

  static Stream<Arguments> syntaxErrors() {
    return Stream.of(
        arguments(
            "a\n{{#user.expiry_date}}\nb",
            " line 2: opens a section that no {{/user.expiry_date}} closes"),
        arguments(
            "a\n\n{{/user.expiry_date}}",
            " line 3: closes {{/user.expiry_date}}, which no section opens"),
        arguments(
            "{{#user.first_name}}\n{{#user.last_name}}\n{{/user.first_name}}",
            " line 3: closes {{/user.first_name}} where {{/user.last_name}} must come first,"
                + " for the section of line 2"),
        arguments(
            "{{user.first_name}}\nuser.last_name}}.",
            " line 2: has user.last_name}} with no {{ before it"),
        arguments("a\n{{user.first_name", " line 2: opens a tag with {{ that no }} closes"),
        arguments("a\n{{user.first_name}", " line 2: opens a tag with {{ that no }} closes"),
        arguments(
            "{{user.last_name}}\n\n{{user.last_name {{user.first_name}}",
            " line 3: opens a tag with {{ that no }} closes"),
        arguments("{{! forgotten\n{{user.first_name}}", " line 1: opens a tag with {{"),
        arguments("{{}}", " line 1: has a tag without a name, {{}}"),
        arguments("a\n{{ }} b", " line 2: has a tag without a name, {{}}"),
        arguments("\n{{=<% %>=}}<%user.class%>", " line 2: uses {{= … }}, {{< … }} or {{$ … }}"),
        arguments("{{<header}}", " line 1: uses {{= … }}"),
        arguments("{{$header}}", " line 1: uses {{= … }}"),
        arguments(
            "{{>heder}}",
            " line 1: takes in {{>heder}}, which is neither {{>header}} nor {{>footer}}."
                + " Did you mean \"header\"?"),
        arguments("\n{{>../header}}", " line 2: takes in {{>../header}}, which is neither"));
  }

  @ParameterizedTest
  @MethodSource("syntaxErrors")
  void syntaxError_shouldBeAFaultWithFileAndLine(String source, String line) {
    assertThat(faultsOf(source)).singleElement().asString().startsWith(FILE + line);
  }

  @Test
  void slip_shouldBeOneFaultAndNotHideTheNext() {
    assertThat(
            faultsOf(
                """
                {{#user.first_name}}
                {{#user.last_name}}
                {{/user.first_name}}
                {{user.x
                {{job.nam}}
                """))
        .extracting(said -> said.substring(FILE.length(), said.indexOf(':')))
        .containsExactly(" line 3", " line 4", " line 5");
  }

  @Test
  void part_shouldStandWhereItIsTakenInAndBeEscapedLikeTheRest() {
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
  void templateThatTakesInAPartTooOften_shouldNotBeFilled() {
    Map<String, String> parts = Map.of("header", "x".repeat(250_000));

    assertThat(filled("{{>header}}".repeat(4), parts)).get().asString().hasSize(1_000_000);
    assertThat(filled("{{>header}}".repeat(4) + ".", parts)).isEmpty();
    assertThat(filled("{{>header}}".repeat(23_831), parts)).isEmpty();
  }

  private static Optional<String> filled(String source, Map<String, String> parts) {
    Faults faults = new Faults();
    return ValidatedTemplate.of(
            source,
            FILE,
            TemplateRules.ofLetter(LetterPart.HTML, LetterVariables.names("ACCOUNT_UPDATED")),
            faults)
        .orElseThrow()
        .filled(parts);
  }

  @Test
  void part_inASubject_shouldBeAFault() {
    assertThat(faultsOf(LetterPart.SUBJECT, "{{>header}}"))
        .containsExactly(
            FILE
                + " line 1: takes in {{>header}}: a subject is one line, without header and"
                + " footer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{>header}}", "{{>footer}}", "{{credentials.temporary_password}}", "{{>x}}"})
  void sharedPart_shouldTakeInNoOtherAndKnowNoPassword(String source) {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                source,
                FILE,
                TemplateRules.ofShared(false, LetterVariables.generalNames()),
                faults))
        .isEmpty();
    assertThat(said(faults)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{{user.first_name}}}", "{{&user.first_name}}", "{{& user.first_name }}"})
  void valueThatIsNotEscaped_shouldBeAFaultInHtmlAndTextInText(String source) {
    assertThat(faultsOf(LetterPart.HTML, "a\n" + source))
        .containsExactly(
            FILE
                + " line 2: would put a value into the page that is not escaped:"
                + " write {{user.first_name}}, with two braces and without &");
    assertThat(render(LetterPart.TEXT, source)).isEqualTo("<b>\"Ada\" & 'Bo'</b>");
  }

  @Test
  void sectionsInSections_shouldHaveAnEnd() {
    String open = "{{#job.name}}";
    String close = "{{/job.name}}";
    String message = FILE + " line 1: nests sections deeper than 20";
    assertThat(render(LetterPart.TEXT, open.repeat(20) + "x" + close.repeat(20), job("J")))
        .isEqualTo("x");
    assertThat(faultsOf(open.repeat(21) + close.repeat(21))).containsExactly(message);
    assertThat(faultsOf(open.repeat(100_000) + close.repeat(100_000))).containsExactly(message);
    assertThat(faultsOf(open.repeat(10_000))).hasSize(10_001).contains(message);
    assertThat(faultsOf("{{".repeat(128 * 1024))).hasSizeGreaterThan(80_000);
    assertThat(faultsOf("{{" + "x".repeat(256 * 1024) + "}}"))
        .singleElement()
        .asString()
        .hasSizeLessThan(300);
  }

  @Test
  void letterThatWouldNotEnd_shouldBeTheRecordsFault() {
    Map<String, Object> values = job("J".repeat(100_001));
    assertThatThrownBy(() -> render(LetterPart.TEXT, "{{job.name}}".repeat(10), values))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("the letter would be longer than 1000000 characters");
    assertThat(render(LetterPart.TEXT, "{{job.name}}".repeat(9), values)).hasSize(900_009);
  }

  private static Map<String, Object> job(String name) {
    return Map.of("job", Map.of("name", name));
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
  void section_shouldBeThereOnlyWithAValue() {
    assertThat(
            render(
                LetterPart.TEXT,
                "{{#user.last_name}}is {{user.last_name}}{{/user.last_name}}"
                    + "{{^user.last_name}}nobody{{/user.last_name}}, "
                    + "{{#user.expiry_date}}until {{user.expiry_date}}{{/user.expiry_date}}"
                    + "{{^user.expiry_date}}for good{{/user.expiry_date}}"))
        .isEqualTo("is Byron, for good");
  }

  @Test
  void missingValue_shouldBeNothing() {
    assertThat(render(LetterPart.TEXT, "[{{institution.phone}}{{user.full_name}}]"))
        .isEqualTo("[]");
  }

  @Test
  void credentials_shouldBeForTheirOwnLetterOnly() {
    Faults faults = new Faults();
    assertThat(
            ValidatedTemplate.of(
                "{{credentials.temporary_password}} {{credentials.expires_on}}",
                FILE,
                TemplateRules.ofLetter(
                    LetterPart.TEXT, LetterVariables.names("NOTIFY_PASSWORD_CHANGE")),
                faults))
        .isPresent();
    assertThat(said(faults)).isEmpty();
  }
}
