package org.rollcall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Bidi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.StockLetters;

class StockLettersTest {

  private static final Path LETTERS = StockLetters.FOLDER;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREDENTIALS = "NOTIFY_PASSWORD_CHANGE";
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[#^/]?([a-z_]+\\.[a-z_]+)");
  private static final Set<String> ALLOWED =
      Set.of(
          "user.primary_id",
          "user.long_primary_id",
          "user.first_name",
          "user.last_name",
          "user.preferred_first_name",
          "user.preferred_last_name",
          "user.display_name",
          "user.full_name",
          "user.user_group",
          "user.expiry_date",
          "institution.code",
          "institution.name",
          "institution.address",
          "institution.phone",
          "institution.url",
          "institution.sign_in_url",
          "institution.contact",
          "institution.contact_url",
          "institution.logo_url",
          "institution.color",
          "institution.text_color",
          "institution.default_language");

  private static final String LINK =
      "https://library.example.edu/account?token=0123456789abcdefghjkmnpqrstvwxyz0123456789";

  /** The values that differ in a letter with a link. */
  private static final Map<String, String> WITH_LINK =
      Map.of("credentials.temporary_password", "", "credentials.link", LINK);

  static List<String> types() {
    return StockLetters.types();
  }

  static List<String> languages() {
    return StockLetters.languages();
  }

  static Stream<Arguments> letters() {
    return types().stream()
        .flatMap(type -> languages().stream().map(language -> Arguments.of(type, language)));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void language_shouldHaveAllFilesOfEnglish(String language) throws IOException {
    assertThat(filesOf(language)).isEqualTo(filesOf("en"));
  }

  @Test
  void institution_shouldHaveNameAndContactDetails() throws IOException {
    JsonNode institution = JSON.readTree(LETTERS.resolve("institution.json").toFile());
    assertThat(institution.path("code").asText()).isEqualTo("01RC_INST");
    assertThat(institution.path("default_language").asText()).isEqualTo("en");
    assertThat(List.of("name", "address", "phone", "url"))
        .allMatch(field -> !institution.path(field).asText().isBlank());
  }

  @ParameterizedTest
  @MethodSource("types")
  void letter_shouldBeEnabledAndUseTheStacksSender(String type) throws IOException {
    JsonNode letter = JSON.readTree(LETTERS.resolve(type).resolve("letter.json").toFile());
    assertThat(letter.path("enabled").isBoolean()).isTrue();
    assertThat(letter.path("enabled").asBoolean()).isTrue();
    assertThat(letter.path("description").asText()).isNotBlank();
    assertThat(letter.has("from")).isFalse();
    assertThat(letter.has("reply_to")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("letters")
  void letter_shouldUseOnlyAllowedVariables(String type, String language) throws IOException {
    for (String part : List.of("subject.txt", "body.html", "body.txt")) {
      String template = template(type, language, part);
      assertThat(template).isNotBlank().doesNotContain("{{{");
      Matcher tags = TAG.matcher(template);
      while (tags.find()) {
        Matcher name = NAME.matcher(tags.group(1));
        assertThat(name.matches()).as(tags.group()).isTrue();
        assertThat(isAllowed(name.group(1), type)).as(tags.group()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("letters")
  void body_shouldStartWithTheHeaderAndEndWithTheFooter(String type, String language)
      throws IOException {
    for (String part : List.of("body.html", "body.txt")) {
      assertThat(Files.readString(LETTERS.resolve(type).resolve(language).resolve(part)))
          .startsWith("{{>header}}\n")
          .endsWith("{{>footer}}\n");
    }
  }

  @ParameterizedTest
  @MethodSource("letters")
  void subject_shouldBeOneShortLineWithoutCredentials(String type, String language)
      throws IOException {
    String subject = template(type, language, "subject.txt");
    assertThat(subject.lines()).hasSize(1);
    assertThat(subject).hasSizeLessThan(78).doesNotContain("credentials");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void html_shouldDeclareLanguageAndDirection(String type, String language) throws IOException {
    String subject = template(type, language, "subject.txt");
    Bidi text = new Bidi(subject, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    String direction = text.baseIsLeftToRight() ? "ltr" : "rtl";
    assertThat(template(type, language, "body.html"))
        .startsWith("<!DOCTYPE html>\n<html lang=\"" + language + "\" dir=\"" + direction + "\">")
        .contains("<meta name=\"color-scheme\" content=\"light dark\">")
        .containsPattern("<code[^>]* dir=\"ltr\"[^>]*>\\{\\{user\\.primary_id}}</code>");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void html_shouldLoadOnlyTheLogoAndLinkOnlyToTheLibrary(String type, String language)
      throws IOException {
    String html = template(type, language, "body.html");
    assertThat(html.replaceFirst("<img src=\"\\{\\{institution\\.logo_url}}\"", ""))
        .doesNotContain("<img", "<link", "@import", "url(", "<script", "src=");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(html).results())
        .isNotEmpty()
        .allMatch(
            link ->
                link.group(1)
                    .matches("\\{\\{(institution\\.(sign_in_|contact_)?url|credentials\\.link)}}"));
  }

  @ParameterizedTest
  @MethodSource("letters")
  void userName_shouldBreakOnlyIfItIsLong(String type, String language) throws IOException {
    Pattern style = Pattern.compile("style=\"([^\"]*)\">o&#39;malley\\.0042</code>");
    Matcher usual = style.matcher(render(type, language, "body.html", Map.of()));
    Matcher tooLong =
        style.matcher(
            render(type, language, "body.html", Map.of("user.long_primary_id", "o'malley.0042")));

    assertThat(usual.find() && tooLong.find()).isTrue();
    assertThat(usual.group(1)).contains("white-space:nowrap;", "hyphens:none;");
    assertThat(tooLong.group(1)).contains("word-break:break-all;", "hyphens:none;");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void longName_shouldNotMakeTheLetterWiderThanAPhone(String type, String language)
      throws IOException {
    assertThat(template(type, language, "body.html"))
        .containsPattern("class=\"card\"[^>]* style=\"[^\"]*word-break:break-word;");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void colorAndLogo_shouldBeInTheHeader(String type, String language) throws IOException {
    Map<String, String> own =
        Map.of(
            "institution.color", "#ffcc00",
            "institution.text_color", "#000000",
            "institution.logo_url", "https://example.edu/logo.png");
    String header = render(type, language, "body.html", own).split("</td>", -1)[0];

    assertThat(header)
        .contains("background-color:#ffcc00;", ";color:#000000;\">")
        .contains("<img src=\"https://example.edu/logo.png\" alt=\"\"")
        .doesNotContain("#12605a");
    assertThat(render(type, language, "body.html", Map.of()).split("</td>", -1)[0])
        .contains("background-color:#12605a;", ";color:#ffffff;\">")
        .doesNotContain("<img");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void passwordLetter_shouldHaveAButtonWithItsAddress(String language) throws IOException {
    String url = "https://library.example.edu/account";
    Pattern link = Pattern.compile("href=\"" + url + "\"[^>]*>([^<]+)</a>");

    assertThat(link.matcher(render(CREDENTIALS, language, "body.html", Map.of())).results())
        .extracting(match -> match.group(1).equals(url))
        .containsExactly(false, true);
    assertThat(render(CREDENTIALS, language, "body.txt", Map.of())).contains(url);
    assertThat(render(CREDENTIALS, language, "body.html", Map.of("institution.sign_in_url", "")))
        .doesNotContain(url, "href=\"\"");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void letter_shouldLinkToTheContact(String type, String language) throws IOException {
    String html = render(type, language, "body.html", Map.of());
    assertThat(html.split("href=\"mailto:help@library.example.edu\"", -1)).hasSize(3);
    assertThat(render(type, language, "body.txt", Map.of())).contains("help@library.example.edu");
    String without =
        render(
            type,
            language,
            "body.html",
            Map.of("institution.contact", "", "institution.contact_url", ""));
    assertThat(without).doesNotContain("href=\"\"", "mailto:");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void text_shouldHaveLinesBelow78Characters(String type, String language) throws IOException {
    String template = template(type, language, "body.txt");
    assertThat(template.lines()).allMatch(line -> line.length() < 78);
    assertThat(render(type, language, "body.txt", Map.of()).lines())
        .allMatch(line -> line.length() < 78);
  }

  @ParameterizedTest
  @MethodSource("letters")
  void textAndHtml_shouldUseTheSameVariables(String type, String language) throws IOException {
    Set<String> html = variables(type, language, "body.html");
    html.removeIf(
        name ->
            name.matches(
                "institution\\.(contact_url|logo_url|(text_)?color)|user\\.long_primary_id"));
    assertThat(variables(type, language, "body.txt")).isEqualTo(html);
  }

  @ParameterizedTest
  @MethodSource("languages")
  void passwordLetter_shouldHaveThePasswordOnASeparateLine(String language) throws IOException {
    assertThat(render(CREDENTIALS, language, "body.txt", Map.of()).lines())
        .contains("abcdefgh23", "o'malley.0042");
    assertThat(render(CREDENTIALS, language, "body.html", Map.of()))
        .contains(">abcdefgh23</code>", ">o&#39;malley.0042</code>");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void linkLetter_shouldHaveAButtonWithTheLinkAndNoPassword(String language) throws IOException {
    Pattern link = Pattern.compile("href=\"" + Pattern.quote(LINK) + "\"[^>]*>([^<]+)</a>");
    String text = render(CREDENTIALS, language, "body.txt", WITH_LINK);

    String html = render(CREDENTIALS, language, "body.html", WITH_LINK).replace("&#x3D;", "=");

    assertThat(link.matcher(html).results())
        .extracting(match -> match.group(1).equals(LINK))
        .containsExactly(false, true);
    assertThat(text.lines().map(String::strip)).containsOnlyOnce(LINK);
    assertThat(text.lines()).allMatch(line -> line.length() < 78 || line.strip().equals(LINK));
    assertThat(text).doesNotContain("\n\n\n", "{{").contains("22 December 2026");
    assertThat(html).doesNotContain("/account<", "/account\"");
  }

  @ParameterizedTest
  @MethodSource("languages")
  void passwordLetter_shouldNotMentionALink(String language) throws IOException {
    assertThat(render(CREDENTIALS, language, "body.txt", Map.of()))
        .doesNotContain("token=", "forward this letter");
    assertThat(render(CREDENTIALS, language, "body.html", Map.of()))
        .doesNotContain("token=", "forward this letter", "href=\"\"");
  }

  @ParameterizedTest
  @MethodSource("letters")
  void greeting_shouldUseTheAvailableName(String type, String language) throws IOException {
    assertThat(greeting(type, language, "Sam", "Samira Haddad"))
        .contains("Sam")
        .doesNotContain("Haddad");
    assertThat(greeting(type, language, "", "أمينة حدّاد")).contains("أمينة حدّاد");
    assertThat(greeting(type, language, "", "")).isNotBlank().doesNotContain("  ");
  }

  /** The paragraph after the title. */
  private static String greeting(String type, String language, String preferred, String full)
      throws IOException {
    Map<String, String> names =
        Map.of("user.preferred_first_name", preferred, "user.display_name", full);
    return render(type, language, "body.txt", names).split("\n\n", -1)[2];
  }

  @ParameterizedTest
  @MethodSource("letters")
  void letterWithOnlyRequiredValues_shouldHaveNoGaps(String type, String language)
      throws IOException {
    Map<String, String> overrides = new HashMap<>();
    ALLOWED.forEach(name -> overrides.put(name, ""));
    List.of("user.primary_id", "institution.name").forEach(overrides::remove);
    assertThat(render(type, language, "body.txt", overrides))
        .doesNotContain("\n\n\n", " ,", " .", "{{");
  }

  /** The files of a language, without its own name. */
  private static Set<Path> filesOf(String language) throws IOException {
    try (Stream<Path> files = Files.walk(LETTERS)) {
      return files
          .filter(Files::isRegularFile)
          .map(LETTERS::relativize)
          .filter(file -> file.getNameCount() == 3 && file.getName(1).toString().equals(language))
          .map(file -> file.getName(0).resolve(file.getName(2)))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isAllowed(String name, String type) {
    return ALLOWED.contains(name)
        || (type.equals(CREDENTIALS)
            && Set.of(
                    "credentials.temporary_password", "credentials.link", "credentials.expires_on")
                .contains(name));
  }

  private static Set<String> variables(String type, String language, String part)
      throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher tags = TAG.matcher(template(type, language, part));
    while (tags.find()) {
      names.add(tags.group(1).replaceFirst("^[#^/]", ""));
    }
    return names;
  }

  private static String render(
      String type, String language, String part, Map<String, String> overrides) throws IOException {
    Mustache.Compiler compiler =
        Mustache.compiler().emptyStringIsFalse(true).escapeHTML(part.endsWith(".html"));
    return compiler.compile(template(type, language, part)).execute(context(overrides));
  }

  private static Map<String, Map<String, String>> context(Map<String, String> overrides)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("user.primary_id", "o'malley.0042");
    values.put("user.preferred_first_name", "");
    values.put("user.display_name", "Jean-Baptiste D'Aubigné");
    values.put("user.user_group", "Alumni");
    values.put("user.expiry_date", "30 September 2027");
    values.put("credentials.temporary_password", "abcdefgh23");
    values.put("credentials.link", "");
    values.put("credentials.expires_on", "22 December 2026");
    JSON.readTree(LETTERS.resolve("institution.json").toFile())
        .properties()
        .forEach(field -> values.put("institution." + field.getKey(), field.getValue().asText()));
    values.put("user.long_primary_id", "");
    List.of("logo_url", "color", "text_color")
        .forEach(name -> values.put("institution." + name, ""));
    values.put("institution.contact_url", "mailto:" + values.get("institution.contact"));
    values.putAll(overrides);
    Map<String, Map<String, String>> context = new HashMap<>();
    values.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          context
              .computeIfAbsent(name.substring(0, dot), group -> new HashMap<>())
              .put(name.substring(dot + 1), value);
        });
    return context;
  }

  /** A part with header and footer inserted. */
  private static String template(String type, String language, String part) throws IOException {
    String template = Files.readString(LETTERS.resolve(type).resolve(language).resolve(part));
    for (String shared : List.of("header", "footer")) {
      String file = shared + part.substring(part.lastIndexOf('.'));
      template =
          template.replace(
              "{{>" + shared + "}}\n",
              Files.readString(LETTERS.resolve("_shared").resolve(language).resolve(file)));
    }
    return template;
  }
}
