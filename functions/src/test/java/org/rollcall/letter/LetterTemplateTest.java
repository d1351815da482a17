package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.rollcall.json.Faults;

class LetterTemplateTest {

  private static final String FILE = "letters/ACCOUNT_UPDATED/en/body.html";

  private static final Map<String, Object> VALUES =
      Map.of(
          "user",
          Map.of("first_name", "<b>\"Ada\" & 'Bo'</b>", "last_name", "Byron", "expiry_date", ""),
          "institution",
          Map.of("name", "Library"));

  private static List<String> faultsOf(String source) {
    Faults faults = new Faults();
    assertThat(
            LetterTemplate.of(
                Part.HTML, source, FILE, LetterVariables.names("ACCOUNT_UPDATED"), faults))
        .isEmpty();
    return said(faults);
  }

  private static String render(Part part, String source) {
    Faults faults = new Faults();
    Optional<LetterTemplate> template =
        LetterTemplate.of(part, source, FILE, LetterVariables.names("ACCOUNT_UPDATED"), faults);
    assertThat(said(faults)).isEmpty();
    return template.orElseThrow().render(VALUES);
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
                "{{user.a}}\n{{{user.b}}}\n{{&user.c}}\n{{#user.d}}\n{{user.e}}{{/user.d}}\n"
                    + "{{^user.f}}\n{{#user.expiry_date}}{{user.g}}{{/user.expiry_date}}{{/user.f}}"))
        .extracting(said -> said.replaceAll(".* line (\\d+): names \"user.(.)\".*", "$1$2"))
        .containsExactly("1a", "2b", "3c", "4d", "5e", "6f", "7g");
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
        "{{=<% %>=}}<%user.class%>",
        "{{=<% %>=}}<%&user.class%>",
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
    assertThat(LetterTemplate.ofChecked(Part.TEXT, "[" + source + "]").render(VALUES))
        .isEqualTo("[]");
  }

  static Stream<Arguments> syntaxErrors() {
    return Stream.of(
        arguments("a\n{{#user.expiry_date}}\nb", " line 2: "),
        arguments("a\n\n{{/user.expiry_date}}", " line 3: "),
        arguments("{{#user.first_name}}{{/user.last_name}}", " line 1: "),
        arguments(
            "{{#user.first_name}}{{#user.last_name}}{{/user.first_name}}{{/user.last_name}}",
            " line 1: "),
        arguments("a\n{{user.first_name", " line 2: "),
        arguments("a\n{{user.first_name}", " line 2: "),
        arguments("{{=<%=}}", ": "),
        arguments("{{user.last_name}}\n\n{{user.last_name {{user.first_name}}", " line 3: "),
        arguments("{{}}", ": "),
        arguments("a {{ }} b", ": "));
  }

  @ParameterizedTest
  @MethodSource("syntaxErrors")
  void syntaxError_shouldBeAFaultWithFileAndLine(String source, String line) {
    assertThat(faultsOf(source)).singleElement().asString().startsWith(FILE + line);
  }

  @Test
  void partial_shouldBeRefusedAndNotLoaded() {
    assertThat(faultsOf("a\n{{>footer}}"))
        .containsExactly(
            FILE + " line 2: uses a partial, {{>footer}}: a letter is one file without parts");
  }

  @Test
  void values_shouldBeEscapedInHtmlAndNotInText() {
    assertThat(render(Part.HTML, "Dear {{user.first_name}}"))
        .isEqualTo("Dear &lt;b&gt;&quot;Ada&quot; &amp; &#39;Bo&#39;&lt;/b&gt;");
    assertThat(render(Part.TEXT, "Dear {{user.first_name}}"))
        .isEqualTo("Dear <b>\"Ada\" & 'Bo'</b>");
    assertThat(render(Part.SUBJECT, "{{user.first_name}}")).isEqualTo("<b>\"Ada\" & 'Bo'</b>");
  }

  @Test
  void section_shouldBeThereOnlyWithAValue() {
    assertThat(
            render(
                Part.TEXT,
                "{{#user.last_name}}is {{user.last_name}}{{/user.last_name}}"
                    + "{{^user.last_name}}nobody{{/user.last_name}}, "
                    + "{{#user.expiry_date}}until {{user.expiry_date}}{{/user.expiry_date}}"
                    + "{{^user.expiry_date}}for good{{/user.expiry_date}}"))
        .isEqualTo("is Byron, for good");
  }

  @Test
  void changedDelimiters_shouldWorkWithListedNames() {
    assertThat(render(Part.TEXT, "{{=<% %>=}}<%user.last_name%> {{literally}}"))
        .isEqualTo("Byron {{literally}}");
  }

  @Test
  void missingValue_shouldBeNothing() {
    assertThat(render(Part.TEXT, "[{{institution.phone}}{{user.full_name}}]")).isEqualTo("[]");
  }

  @Test
  void credentials_shouldBeForTheirOwnLetterOnly() {
    Faults faults = new Faults();
    assertThat(
            LetterTemplate.of(
                Part.TEXT,
                "{{credentials.temporary_password}} {{credentials.expires_on}}",
                FILE,
                LetterVariables.names("NOTIFY_PASSWORD_CHANGE"),
                faults))
        .isPresent();
    assertThat(said(faults)).isEmpty();
  }
}
