package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.letter.template.LetterTemplate;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.User;

class LetterTest {

  private static final Institution INSTITUTION =
      Given.institution(
          "{code: '01RC_INST', name: 'City Library', address: '1 Road', phone: '+1 206 555 0100'}");

  private static Letter letter(Institution institution, String... languages) {
    Map<String, Map<String, String>> files = new HashMap<>();
    for (String language : languages) {
      files.put(
          language,
          Map.of("subject.txt", "in " + language, "body.html", "<p>x</p>", "body.txt", "x"));
    }
    return new Letter(
        new LetterSnapshot(
            "T", "library@example.edu", Optional.empty(), false, institution, files));
  }

  /** A letter in one language whose three parts are the same template. */
  private static Letter letterWithTemplate(String language, String template) {
    return new Letter(
        new LetterSnapshot(
            "T",
            "library@example.edu",
            Optional.empty(),
            false,
            INSTITUTION,
            Map.of(
                language,
                Map.of("subject.txt", template, "body.html", template, "body.txt", template))));
  }

  private static LetterContext context(User user) {
    return new LetterContext(
        user,
        "Leavers",
        LocalDate.of(2026, 11, 22),
        Optional.of(
            new LetterContext.Credentials(
                CredentialKind.PASSWORD, "Abc23xyzKL", Instant.parse("2026-12-22T23:59:59Z"))));
  }

  private static String renderText(String fields, String template) {
    return letterWithTemplate("en", template)
        .render(context(Given.user("{" + fields + "}")))
        .text();
  }

  @ParameterizedTest(name = "{0} gets {1}")
  @CsvSource({
    "fr, fr",
    "FR, fr",
    "fr-CA, fr",
    "fr_CA, fr",
    "fr-CA-x-qc, fr",
    "pt-BR, pt-br",
    "pt_br, pt-br",
    "pt-PT, pt-br",
    "es, en",
    "'', en",
    "french, en",
    "'-', en"
  })
  void language_shouldBeTheUsersOrItsBaseOrTheInstitutions(String preferred, String language) {
    Letter letter = letter(INSTITUTION, "en", "fr", "pt-br");
    User user = Given.user("{preferred_language: {value: '" + preferred + "'}}");
    assertThat(letter.render(context(user)))
        .extracting(RenderedLetter::language, RenderedLetter::subject)
        .containsExactly(language, "in " + language);
  }

  @ParameterizedTest
  @CsvSource({"pt-BR", "pt_BR", "PT-br"})
  void defaultLanguage_inAnySpelling_shouldBeFound(String language) {
    Institution institution = Given.institution("{default_language: '" + language + "'}");
    assertThat(letter(institution, "en", "pt-br").render(context(Given.user("{}"))).language())
        .isEqualTo("pt-br");
  }

  @Test
  void userWithoutLanguage_shouldGetTheInstitutionsLanguage() {
    assertThat(letter(INSTITUTION, "en", "fr").render(context(Given.user("{}"))).language())
        .isEqualTo("en");
  }

  @Test
  void subject_withLineBreaksInAName_shouldBeOneLine() {
    RenderedLetter letter =
        letterWithTemplate("en", " Dear {{user.first_name}},\n welcome\t\n")
            .render(
                context(Given.user("{first_name: 'Ada\\r\\nBcc: b@example.edu\\u0000\\u000b!'}")));
    assertThat(letter.subject()).isEqualTo("Dear Ada Bcc: b@example.edu !, welcome");
    assertThat(letter.text()).contains("\r\n").doesNotContain("\u0000", "\u000b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | June 30, 2027, November 22, 2026, December 22, 2026",
        "fr | 30 juin 2027, 22 novembre 2026, 22 décembre 2026",
        "de | 30. Juni 2027, 22. November 2026, 22. Dezember 2026"
      })
  void dates_shouldBeInTheLettersLanguage(String language, String dates) {
    Letter letter =
        letterWithTemplate(
            language, "{{user.expiry_date}}, {{job.date}}, {{credentials.expires_on}}");
    User user = Given.user("{preferred_language: '" + language + "', expiry_date: '2027-06-30Z'}");
    assertThat(letter.render(context(user)).text()).isEqualTo(dates);
  }

  @Test
  void variables_shouldHaveTheRecordsValues() {
    String fields =
        "primary_id: 'S1', first_name: 'Ada', last_name: 'Byron', pref_first_name: 'Addie',"
            + " full_name: 'Ada, Countess', user_group: {value: 'UG', desc: 'Undergraduate'}";
    assertThat(
            renderText(
                fields,
                "{{user.primary_id}}|{{user.first_name}}|{{user.last_name}}|{{user.full_name}}|"
                    + "{{user.preferred_first_name}}|{{user.user_group}}|{{job.name}}|"
                    + "{{institution.code}}|{{institution.name}}|{{institution.address}}|"
                    + "{{institution.phone}}|{{institution.url}}|{{institution.default_language}}|"
                    + "{{credentials.temporary_password}}"))
        .isEqualTo(
            "S1|Ada|Byron|Ada, Countess|Addie|Undergraduate|Leavers|01RC_INST|City Library|1 Road|"
                + "+1 206 555 0100||en|Abc23xyzKL");
  }

  @Test
  void missingValues_shouldBeDerivedFromOthersOrBeEmpty() {
    assertThat(
            renderText(
                "first_name: 'Ada', middle_name: 'K.', last_name: 'Byron', user_group: 'UG'",
                "{{user.full_name}}|{{user.preferred_first_name}}|{{user.user_group}}"))
        .isEqualTo("Ada K. Byron|Ada|UG");
    assertThat(
            renderText(
                "last_name: null",
                "[{{user.full_name}}{{user.last_name}}{{user.user_group}}{{user.expiry_date}}]"))
        .isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pref_first_name: 'Kim', pref_last_name: 'Reed'            | Kim/Reed/Kim Reed",
        "pref_first_name: 'Kim'                                    | Kim/Weiss/Kim Weiss",
        "pref_last_name: 'Reed'                                    | Karl/Reed/Karl Reed",
        "pref_first_name: 'Kim', pref_middle_name: 'Bo'            | Kim/Weiss/Kim Bo Weiss",
        "pref_last_name: 'Reed', pref_name_suffix: 'Jr.'           | Karl/Reed/Karl Reed Jr.",
        "pref_first_name: ' '                                      | Karl/Weiss/Karl Weiss",
        "first_name: '', pref_last_name: 'Reed'                    | /Reed/Reed",
        "first_name: '', last_name: ''                             | //Weiss, Karl Otto"
      })
  void displayName_shouldHaveThePreferredNames(String fields, String names) {
    String user =
        "first_name: 'Karl', middle_name: 'Otto', last_name: 'Weiss', full_name: 'Weiss, Karl Otto'";
    assertThat(
            renderText(
                user + ", " + fields,
                "{{user.preferred_first_name}}/{{user.preferred_last_name}}/{{user.display_name}}"))
        .isEqualTo(names);
  }

  @Test
  void longId_shouldBeAnIdThatDoesNotFitOnALine() {
    String template = "[{{user.long_primary_id}}]";
    assertThat(renderText("primary_id: '" + "u".repeat(32) + "'", template)).isEqualTo("[]");
    assertThat(renderText("primary_id: '" + "u".repeat(33) + "'", template)).hasSize(35);
  }

  @Test
  void institutionsTexts_shouldBeInTheLettersLanguage() {
    Institution institution =
        Given.institution(
            """
            {name: {en: 'Library', fr: 'Bibliothèque', zh_TW: '圖書館'}, address: {en: '1 Road', fr: '1 rue'},
             phone: '+1 206 555 0100', default_language: 'en'}
            """);
    Letter letter = letter(institution, "en", "fr", "de", "zh-hant");
    String template = "{{institution.name}}, {{institution.address}}, {{institution.phone}}";
    assertThat(
            letter.languages().available().stream()
                .map(
                    language ->
                        LetterTemplate.compile(template, false)
                            .render(
                                LetterVariables.values(
                                    context(Given.user("{}")), letter.snapshot(), language))))
        .containsExactly(
            "Library, 1 Road, +1 206 555 0100",
            "Library, 1 Road, +1 206 555 0100",
            "Bibliothèque, 1 rue, +1 206 555 0100",
            "圖書館, 1 Road, +1 206 555 0100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "library@example.edu          | en | \"Library\" <library@example.edu>",
        "library@example.edu          | fr | \"Bibliothèque\" <library@example.edu>",
        "library@example.edu          | sv | \"Library\" <library@example.edu>",
        "The Desk <desk@example.edu>  | fr | The Desk <desk@example.edu>"
      })
  void senderWithoutAName_shouldHaveTheInstitutionsInTheLettersLanguage(
      String from, String language, String sender) {
    Institution institution =
        Given.institution("{name: {en: 'Library', fr: 'Bibliothèque'}, default_language: 'en'}");
    LetterSnapshot snapshot =
        new LetterSnapshot("T", from, Optional.empty(), false, institution, Map.of());
    assertThat(snapshot.sender(language)).isEqualTo(sender);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                        |                     | [] []",
        "{}                                        | Us <us@example.edu> | [us@example.edu] [mailto:us@example.edu]",
        "{contact: 'a+b?c@example.edu'}            | us@example.edu      | [a+b?c@example.edu] [mailto:a+b%3Fc@example.edu]",
        "{contact: 'help@bücher.example'}          |                     | [help@bücher.example] [mailto:help@xn--bcher-kva.example]",
        "{contact: 'https://example.edu/help?a=b'} |                     | [https://example.edu/help?a=b] [https://example.edu/help?a=b]"
      })
  void contact_shouldBeTheInstitutionsOrTheAddressForReplies(
      String institution, String replyTo, String expected) {
    LetterSnapshot snapshot =
        new LetterSnapshot(
            "T",
            "library@example.edu",
            Optional.ofNullable(replyTo),
            false,
            Given.institution(institution),
            Map.of());
    assertThat(
            LetterTemplate.compile("[{{institution.contact}}] [{{institution.contact_url}}]", false)
                .render(LetterVariables.values(context(Given.user("{}")), snapshot, "en")))
        .isEqualTo(expected);
  }

  @Test
  void allowedVariables_shouldAllHaveAValue() {
    Map<String, String> values =
        LetterVariables.values(
            context(Given.user("{}")), letterWithTemplate("en", "x").snapshot(), "en");
    assertThat(LetterVariables.names(NotificationTypes.PASSWORD_CHANGE))
        .hasSize(27)
        .isEqualTo(values.keySet());
    assertThat(LetterVariables.names("ACCOUNT_UPDATED"))
        .hasSize(24)
        .noneMatch(name -> name.startsWith("credentials."));
  }

  @Test
  void longSubject_shouldBeTruncated() {
    User user = Given.user("{first_name: '" + "\uD83D\uDE00".repeat(201) + "'}");

    String subject =
        letterWithTemplate("en", "{{user.first_name}}").render(context(user)).subject();

    assertThat(subject).isEqualTo("\uD83D\uDE00".repeat(199) + "…");
    assertThat(letterWithTemplate("en", "x".repeat(200)).render(context(user)).subject())
        .isEqualTo("x".repeat(200));
  }

  @ParameterizedTest
  @CsvSource({
    "fr, fr, PREFERRED",
    "pt_BR, pt-br, PREFERRED",
    "fr-CA, fr, BASE_OF_PREFERRED",
    "es, en, INSTITUTION",
    "'', en, INSTITUTION"
  })
  void languageChoice_shouldHaveTheReason(
      String preferred, String language, LetterLanguages.Choice.Reason reason) {
    User user = Given.user("{preferred_language: '" + preferred + "'}");
    assertThat(letter(INSTITUTION, "en", "fr", "pt-br").languages().choose(user))
        .isEqualTo(new LetterLanguages.Choice(language, reason));
  }

  @Test
  void letter_shouldBeRenderedInAnyOfItsLanguages() {
    Letter letter = letter(INSTITUTION, "en", "pt-br");
    assertThat(letter.languages().available()).containsExactly("en", "pt-br");
    assertThat(letter.languages().find("PT_br")).contains("pt-br");
    assertThat(letter.languages().find("pt")).isEmpty();
    assertThat(letter.render(context(Given.user("{}")), "pt-br").subject()).isEqualTo("in pt-br");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{primary_id: 'k.1', first_name: 'Kim', last_name: 'A & B'} | Kim A & B (k.1)",
        "{primary_id: 'k.1', full_name: 'Kim\\nReed'}               | Kim Reed (k.1)",
        "{primary_id: 'k.1'}                                        | k.1"
      })
  void testLetter_shouldSayForWhomItIs(String user, String name) {
    LetterContext context = context(Given.user(user));
    RenderedLetter stock =
        letterWithTemplate("en", "<html><BODY class=\"x\">Hello</body></html>").renderTest(context);
    RenderedLetter withoutBody = letterWithTemplate("en", "Hello").renderTest(context);

    String note = "Test letter for " + name + ". The user did not get it.";
    assertThat(withoutBody.subject()).isEqualTo("[Test] Hello");
    assertThat(withoutBody.text()).isEqualTo(note + "\n\nHello");
    assertThat(stock.html())
        .startsWith("<html><BODY class=\"x\"><p ")
        .contains(">" + note.replace("&", "&amp;") + "</p>")
        .endsWith("Hello</body></html>");
    assertThat(withoutBody.html()).startsWith("<p ").endsWith("Hello");
  }

  @Test
  void maskedCredentials_shouldBeTenBulletsWithAnExpiry() {
    Instant expires = Instant.parse("2026-12-22T10:00:00Z");
    assertThat(LetterContext.Credentials.masked(CredentialKind.PASSWORD, expires))
        .isEqualTo(new LetterContext.Credentials(CredentialKind.PASSWORD, "••••••••••", expires));
  }

  @Test
  void toString_shouldContainNoPasswordAndNoText() {
    LetterContext context = context(Given.user("{first_name: 'Ada'}"));
    assertThat(context.toString()).doesNotContain("Abc23xyzKL", "Ada");
    assertThat(
            letterWithTemplate("en", "{{credentials.temporary_password}}")
                .render(context)
                .toString())
        .isEqualTo("letter in en");
  }

  @Test
  void unreadableDate_shouldDisturbOnlyLettersThatShowIt() {
    String fields = "first_name: 'Ada', expiry_date: '06/30/2027'";
    assertThat(renderText(fields, "Dear {{user.first_name}}")).isEqualTo("Dear Ada");
    assertThatThrownBy(() -> renderText(fields, "until {{user.expiry_date}}"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("expiry_date is not a day such as 2027-06-30");
    assertThat(renderText("expiry_date: ''", "{{^user.expiry_date}}no date{{/user.expiry_date}}"))
        .isEqualTo("no date");
  }
}
