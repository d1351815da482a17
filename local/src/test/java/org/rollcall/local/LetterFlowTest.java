package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recipients and languages of letters. */
class LetterFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void internalUser_shouldKeepTheCredentialAndGetNoPasswordLetter() {
    library.load(Patron.internal("kim"), Patron.external("kit"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['kim', 'kit']},
             'changes': {'account_type': {'value': 'INTERNAL'}, 'user_group': {'value': 'ALUMNI'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.result("kim")).isEqualTo("UPDATED");
    assertThat(job.cell("kim", "letter")).isEmpty();
    assertThat(job.count("letters_sent")).isEqualTo(1);
    assertThat(library.stored("kim").user().code("account_type")).contains("INTERNAL");
    assertThat(library.stored("kim").state().credential()).isEmpty();
    assertThat(library.lettersTo("kim@example.edu")).isEmpty();
    assertThat(library.lettersTo("kit@example.edu")).hasSize(1);
  }

  @Test
  void fileOfALetter_shouldBeNamedByDayAndPrimaryId() {
    library.load(Patron.external("Mo.1"));

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['Mo.1']},
         'changes': {'expiry_date': {'value': '2031-03-14'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
        """);

    assertThat(folder.resolve("inbox").toFile().list())
        .filteredOn(name -> name.matches("\\d{4}-\\d\\d-\\d\\d-Mo\\.1-.*\\.eml"))
        .hasSize(1);
  }

  @Test
  void conversionWithoutPasswordReset_shouldSendNoLetter() {
    library.load(Patron.external("lea"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lea']},
             'changes': {'account_type': {'value': 'INTERNAL', 'reset_password': false}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    assertThat(job.result("lea")).isEqualTo("UPDATED");
    assertThat(job.count("passwords_reset")).isZero();
    assertThat(job.count("letters_sent")).isZero();
    assertThat(library.stored("lea").user().code("account_type")).contains("INTERNAL");
    assertThat(library.stored("lea").state().credential()).isEmpty();
    assertThat(library.lettersTo("lea@example.edu")).isEmpty();
  }

  @Test
  void generalLetter_shouldBeSentToUpdatedAndUnchangedUsersOnly() {
    library.load(
        Patron.external("m.updated"),
        Patron.external("m.unchanged").with("user_group", "ALUMNI"),
        Patron.external("m.failed").without("account_type"),
        Patron.withRole("26", "m.skipped"),
        Patron.external("m.unreachable").withoutEmail());

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'members': ['m.updated', 'm.unchanged', 'm.failed', 'm.skipped', 'm.unreachable', 'm.unknown']},
             'changes': {'user_group': {'value': 'ALUMNI'}},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);

    assertThat(job.result("m.updated")).isEqualTo("UPDATED");
    assertThat(job.result("m.unchanged")).isEqualTo("UNCHANGED");
    assertThat(job.result("m.failed")).isEqualTo("FAILED");
    assertThat(job.result("m.skipped")).isEqualTo("SKIPPED");
    assertThat(job.result("m.unknown")).isEqualTo("NOT_FOUND");
    assertThat(job.cell("m.unreachable", "letter")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(job.count("no_preferred_email")).isEqualTo(1);
    assertThat(job.count("letters_sent")).isEqualTo(2);
    assertThat(library.letters().stream().map(InboxLetter::to).filter(to -> to.startsWith("m.")))
        .containsExactlyInAnyOrder("m.updated@example.edu", "m.unchanged@example.edu");
    assertThat(job.cell("m.unchanged", "letter")).isEqualTo("SENT");
    assertThat(job.cell("m.unchanged", "message_id")).isNotEmpty();
  }

  @Test
  void jobWithoutChanges_shouldChangeNoUser() {
    library.load(Patron.external("nia"));
    var before = library.record("nia");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['nia']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.result("nia")).isEqualTo("UNCHANGED");
    assertThat(library.record("nia")).isEqualTo(before);
    assertThat(library.letterTo("nia@example.edu").text()).contains("Zephyrine");
  }

  /** No letter is in the languages XX and fr-XX, which do not exist. */
  @ParameterizedTest
  @CsvSource({"en,en", "fr,fr", "ar,ar", "fr-XX,fr", "FR,fr", "fre,fr", "xx,en", "none,en"})
  void letter_shouldBeInTheUsersLanguageOrADefault(String preferred, String expected) {
    String id = "o." + preferred;
    Patron patron = Patron.external(id).with("preferred_language", preferred);
    library.load(preferred.equals("none") ? patron.without("preferred_language") : patron);

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
         'changes': {'account_type': {'value': 'INTERNAL'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
        """
            .formatted(id));

    InboxLetter letter = library.letterTo(id + "@example.edu");
    assertThat(letter.language()).isEqualTo(expected);
    assertThat(letter.subject())
        .isEqualTo(
            library.object("letters/NOTIFY_PASSWORD_CHANGE/" + expected + "/subject.txt").strip());
    assertThat(letter.html()).contains(letter.password());
  }

  @Test
  void report_shouldCountLettersByLanguageWithTheWishedOnes() {
    library.load(
        Patron.external("lg.1").with("preferred_language", "fr_XX"),
        Patron.external("lg.2").with("preferred_language", "XX"),
        Patron.external("lg.3").without("preferred_language"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lg.1', 'lg.2', 'lg.3']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);

    assertThat(job.report().path("languages"))
        .hasToString(
            "[{\"language\":\"en\",\"letters\":2,\"wished\":{\"xx\":1}},"
                + "{\"language\":\"fr\",\"letters\":1,\"wished\":{}}]");
    assertThat(job.cell("lg.1", "language")).isEqualTo("fr");
    assertThat(job.cell("lg.2", "language")).isEqualTo("en");
    assertThat(job.cell("lg.2", "wished_language")).isEqualTo("xx");
    assertThat(job.cell("lg.3", "wished_language")).isEmpty();
  }

  @Test
  void languageOfALetterThatARetrySent_shouldBeInTheReportOfTheFirstJob() {
    library.load(
        Patron.external("lr.1").with("preferred_language", "fr").withoutEmail(),
        Patron.external("lr.2").with("preferred_language", "da").withoutEmail());
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['lr.1', 'lr.2']},
             'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    library.load(
        Patron.external("lr.1").with("preferred_language", "fr"),
        Patron.external("lr.2").with("preferred_language", "da"));
    library.retry(job);

    library.reportAgain(job);

    assertThat(job.report().path("languages"))
        .hasToString(
            "[{\"language\":\"en\",\"letters\":1,\"wished\":{\"da\":1}},"
                + "{\"language\":\"fr\",\"letters\":1,\"wished\":{}}]");
  }

  @Test
  void sender_shouldHaveTheInstitutionsNameInTheLettersLanguage() {
    library.load(Patron.internal("se.1"), Patron.internal("se.2").with("preferred_language", "fr"));
    String institution = library.object("institution.json");
    library.put(
        "institution.json",
        institution.replaceFirst(
            "\"name\"\\s*:\\s*\"[^\"]*\"",
            "\"name\": {\"en\": \"Rill Library\", \"fr\": \"Biblio de Rill\"}"));

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['se.1', 'se.2']},
         'notify': {'type': 'ACCOUNT_UPDATED'}}
        """);

    library.put("institution.json", institution);
    assertThat(library.letterTo("se.1@example.edu").from()).contains("Rill Library");
    assertThat(library.letterTo("se.2@example.edu").from()).contains("Biblio de Rill");
  }

  @Test
  void severalPreferredAddresses_shouldGetNoLetter() {
    library.load(
        Patron.external("pam")
            .withJson(
                "contact_info",
                """
                {'email': [{'email_address': 'pam1@example.edu', 'preferred': true},
                           {'email_address': 'pam2@example.edu', 'preferred': true}]}
                """));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['pam']},
             'changes': {'account_type': {'value': 'INTERNAL'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.count("passwords_reset")).isEqualTo(1);
    assertThat(job.count("no_preferred_email")).isZero();
    assertThat(job.count("several_addresses")).isEqualTo(1);
    assertThat(job.reason("pam")).isEqualTo("SEVERAL_ADDRESSES");
    assertThat(library.letters().stream().map(InboxLetter::to))
        .noneMatch(to -> to.startsWith("pam"));
  }

  @Test
  void nameWithMarkup_shouldBeEscapedInHtml() {
    library.load(
        Patron.external("rex").with("first_name", "<b>Rex</b>").with("last_name", "O'Hara & Co"));

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['rex']}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
        """);

    InboxLetter letter = library.letterTo("rex@example.edu");
    assertThat(letter.html()).contains("&lt;b&gt;Rex&lt;/b&gt;").doesNotContain("<b>Rex");
    assertThat(letter.text()).contains("<b>Rex</b>");
  }
}
