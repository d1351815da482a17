package org.rollcall.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.StockLetters;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;

/** {@code rollcall letters list}, {@code check} and {@code preview}. */
class LettersCommandTest {

  private static final String USERS =
      """
      [{"primary_id": "Ada.1", "first_name": "Ada", "last_name": "Byron", "account_type": "EXTERNAL",
        "preferred_language": "fr-XX",
        "contact_info": {"email": [{"email_address": "ada@example.edu", "preferred": true}]}},
       {"primary_id": "nil", "account_type": "EXTERNAL", "expiry_date": "2027-06-30Z",
        "library_notice": [{"code": {"value": "NEWS"}, "value": "false"}]},
       {"primary_id": "odd", "account_type": "EXTERNAL", "preferred_language": "FR", "expiry_date": "soon"},
       {"primary_id": "two", "preferred_language": {"value": "fr"}, "contact_info": {"email": [
          {"email_address": "a@example.edu", "preferred": true},
          {"email_address": "b@example.edu", "preferred": true}]}},
       {"primary_id": "eve", "preferred_language": "en-AU", "contact_info": {"email": [
          {"email_address": "eve@example.edu (home)", "preferred": true}]}}]
      """;

  /** As commands print them, in lower-case letters. The language {@code xx} does not exist. */
  private static final String LANGUAGES =
      String.join(", ", StockLetters.languages()).toLowerCase(Locale.ROOT);

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() throws IOException {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
    Path users = Files.writeString(temp.resolve("users.json"), USERS);
    assertThat(CommandResult.run("load", users, "--data", data).exitCode()).isZero();
  }

  @BeforeEach
  void clear() throws IOException {
    for (String type : new String[] {"NEWS", "_shared/xx"}) {
      Path folder = data.resolve("objects/rollcall/letters").resolve(type);
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }
  }

  /** Puts an object. Some are faulty on purpose, which only {@code --force} allows. */
  private static void put(String key, String content) throws IOException {
    Path file = Files.writeString(temp.resolve("file"), content);
    CommandResult put = CommandResult.run("put", key, file, "--data", data, "--force");
    assertThat(put.exitCode()).as(put.err()).isZero();
  }

  private static void news(String settings, String subject) throws IOException {
    put("letters/NEWS/letter.json", settings);
    put("letters/NEWS/en/subject.txt", subject);
    put("letters/NEWS/en/body.html", "{{>header}}<p>News</p>{{>footer}}");
    put("letters/NEWS/en/body.txt", "News");
  }

  @Test
  void list_shouldPrintOneTypePerLineWithItsLanguages() throws IOException {
    news("{\"enabled\": false, \"description\": \"What is new\"}", "News");

    CommandResult list = CommandResult.run("letters", "list", "--data", data);
    JsonNode json = CommandResult.run("letters", "list", "--data", data, "--json").json();

    assertThat(list.exitCode()).isZero();
    assertThat(list.lines())
        .containsExactly(
            "ACCOUNT_UPDATED           " + LANGUAGES,
            "CONVERSION_NOTICE         " + LANGUAGES,
            "NEWS                      en  (disabled)",
            "NOTIFY_PASSWORD_CHANGE    " + LANGUAGES,
            "SIGN_IN_REMINDER          " + LANGUAGES);
    JsonNode news = json.path(2);
    assertThat(news.path("type").asText()).isEqualTo("NEWS");
    assertThat(news.path("enabled").asBoolean(true)).isFalse();
    assertThat(news.path("description").asText()).isEqualTo("What is new");
  }

  @Test
  void check_ofTheStockLetters_shouldFindNoErrors() {
    CommandResult check = CommandResult.run("letters", "check", "--data", data);

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).endsWith("No errors.\n").doesNotContain("Remark");
  }

  @Test
  void check_shouldPrintErrorsAndRemarks() throws IOException {
    news("{\"respects_opt_out\": \"yes\"}", "News\n{{user.email}}");
    put("letters/NEWS/en/body.htm", "<p>News</p>");
    put("letters/_shared/xx/footer.txt", "{{#job.name}}");

    CommandResult check = CommandResult.run("letters", "check", "--data", data);
    CommandResult one = CommandResult.run("letters", "check", "NEWS", "--data", data);
    CommandResult other = CommandResult.run("letters", "check", "ACCOUNT_UPDATED", "--data", data);
    JsonNode json = CommandResult.run("letters", "check", "--data", data, "--json").json();

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.lines())
        .containsSubsequence(
            "letters/NEWS/letter.json: respects_opt_out: must be true or false, without quotes;"
                + " write true [NOT_TRUE_OR_FALSE]",
            "Remark: letters/NEWS: has no letter in "
                + LANGUAGES.replace("en, ", "")
                + ", which other types have [LETTER_LANGUAGE_MISSING]",
            "Remark: letters/NEWS/en/body.htm: is not part of any letter, and is not used"
                + " [LETTER_OBJECT_UNUSED]",
            "3 errors.");
    assertThat(one.exitCode()).isEqualTo(2);
    assertThat(one.out()).endsWith("2 errors.\n").doesNotContain("ACCOUNT_UPDATED", "_shared");
    assertThat(other.exitCode()).isZero();
    assertThat(json.path("errors")).hasSize(3);
    assertThat(json.path("remarks")).hasSize(3);
    assertThat(json.path("types")).hasSize(5);
  }

  @Test
  void check_shouldCountTheUsersWhoGetALetterInAnotherLanguage() throws IOException {
    news("{}", "News");
    CommandResult all = CommandResult.run("letters", "check", "--data", data);
    CommandResult one = CommandResult.run("letters", "check", "NEWS", "--data", data);

    assertThat(one.lines())
        .contains(
            "Remark: letters/NEWS: has no letter in the preferred languages of some users: fr (2),"
                + " fr-xx (1). They get it in en [LETTER_LANGUAGE_FALLBACK]");
    assertThat(all.lines())
        .contains(one.lines().get(1))
        .noneMatch(line -> line.startsWith("Remark: letters/ACCOUNT_UPDATED"));
  }

  @Test
  void url_withoutHttps_shouldBeRemarked() throws IOException {
    String before = CommandResult.run("get", "institution.json", "--data", data).out();
    ObjectNode institution = (ObjectNode) Json.MAPPER.readTree(before);
    try {
      put("institution.json", institution.put("url", "www.example.edu").toString());

      assertThat(CommandResult.run("letters", "check", "--data", data).out())
          .contains("Remark: institution.json: url: ", "[INSTITUTION_URL_NOT_HTTP]");
    } finally {
      put("institution.json", before);
    }
  }

  @Test
  void preview_shouldPrintTheUsersLetterWithBulletsForThePassword() throws IOException {
    Path page = temp.resolve("page.html");

    CommandResult preview =
        CommandResult.run(
            "letters",
            "preview",
            "NOTIFY_PASSWORD_CHANGE",
            "ada.1",
            "--html",
            page,
            "--data",
            data);

    assertThat(preview.exitCode()).isZero();
    assertThat(preview.lines())
        .startsWith(
            "From:      \"Rillcombe University Library\" <library@example.edu>",
            "To:        ada@example.edu",
            "Subject:   Comment vous connecter désormais à votre compte de bibliothèque",
            "Language:  fr, for the user's preferred language fr-XX",
            "",
            "Rillcombe University Library")
        .contains("Bonjour Ada,", "••••••••••");
    assertThat(page).content().contains("<html lang=\"fr\"", ">••••••••••</code>");
  }

  @Test
  void preview_shouldSayWhyTheUserWouldNotReceiveTheLetter() throws IOException {
    news(
        "{\"enabled\": false, \"respects_opt_out\": true}", "{{job.name}} of {{user.expiry_date}}");

    CommandResult preview = CommandResult.run("letters", "preview", "news", "nil", "--data", data);
    CommandResult right =
        CommandResult.run(
            "letters", "preview", "NEWS", "nil", "--job-name", "News", "--data", data);

    assertThat(preview.exitCode()).isEqualTo(2);
    assertThat(preview.err())
        .contains(
            "there is no letter type news; did you mean \"NEWS\"?", "[LETTER_TYPE_NOT_FOUND]");
    assertThat(right.lines())
        .containsExactly(
            "From:      \"Rillcombe University Library\" <library@example.edu>",
            "To:        (nobody)",
            "Subject:   News of June 30, 2027",
            "Language:  en, the institution's default language; the user's preferred language is"
                + " none",
            "Remark:    this letter type is disabled; jobs with it are rejected",
            "Remark:    the user has opted out of these letters and does not receive them",
            "Remark:    no email address of the user is marked as preferred; the user does not"
                + " receive letters",
            "",
            "News");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two | several email addresses of the user are marked as preferred",
        "eve | mail cannot be sent to the user's preferred email address as it is written"
      })
  void preview_ofUserWithoutUsableAddress_shouldSayWhy(String user, String reason) {
    CommandResult preview =
        CommandResult.run("letters", "preview", "ACCOUNT_UPDATED", user, "--data", data);

    assertThat(preview.lines())
        .contains(
            "To:        (nobody)", "Remark:    " + reason + "; the user does not receive letters");
  }

  @Test
  void preview_withALanguage_shouldBeInThatLanguage() {
    CommandResult arabic =
        CommandResult.run(
            "letters",
            "preview",
            "ACCOUNT_UPDATED",
            "Ada.1",
            "--lang",
            "AR",
            "--data",
            data,
            "--json");
    CommandResult none =
        CommandResult.run(
            "letters", "preview", "ACCOUNT_UPDATED", "Ada.1", "--lang", "xx", "--data", data);

    assertThat(arabic.json().path("language").asText()).isEqualTo("ar");
    assertThat(arabic.json().path("html").asText()).contains("dir=\"rtl\"");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("ACCOUNT_UPDATED has no letter in the language xx", LANGUAGES)
        .contains("[LETTER_LANGUAGE_NOT_FOUND]");
  }

  @Test
  void preview_thatIsNotPossible_shouldSayWhy() throws IOException {
    CommandResult nobody =
        CommandResult.run("letters", "preview", "ACCOUNT_UPDATED", "ada.l", "--data", data);
    CommandResult broken =
        CommandResult.run("letters", "preview", "ACCOUNT_UPDATED", "odd", "--data", data);
    news("{}", "{{");
    CommandResult faulty = CommandResult.run("letters", "preview", "NEWS", "Ada.1", "--data", data);

    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.err()).contains("no user has the primary ID ada.l; did you mean \"Ada.1\"?");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).contains("expiry_date", "[LETTER_NOT_POSSIBLE]");
    assertThat(faulty.exitCode()).isEqualTo(2);
    assertThat(faulty.err())
        .contains("the letter has errors: letters/NEWS/en/subject.txt line 1: ")
        .contains("[LETTER_INVALID]");
  }
}
