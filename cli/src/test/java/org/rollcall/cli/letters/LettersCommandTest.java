package org.rollcall.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;

/** {@code rollcall letters list}, {@code check} and {@code preview}. */
class LettersCommandTest {

  private static final String USERS =
      """
      [{"primary_id": "Ada.1", "first_name": "Ada", "last_name": "Byron", "account_type": "EXTERNAL",
        "preferred_language": "fr-CA",
        "contact_info": {"email": [{"email_address": "ada@example.edu", "preferred": true}]}},
       {"primary_id": "nil", "account_type": "EXTERNAL", "expiry_date": "2027-06-30Z",
        "library_notice": [{"code": {"value": "NEWS"}, "value": "false"}]},
       {"primary_id": "odd", "account_type": "EXTERNAL", "expiry_date": "soon"}]
      """;

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
    for (String type : new String[] {"NEWS", "_shared/de"}) {
      Path folder = data.resolve("objects/rollcall/letters").resolve(type);
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }
  }

  private static void put(String key, String content) throws IOException {
    Path file = Files.writeString(temp.resolve("file"), content);
    assertThat(CommandResult.run("put", key, file, "--data", data).exitCode()).isZero();
  }

  private static void news(String settings, String subject) throws IOException {
    put("letters/NEWS/letter.json", settings);
    put("letters/NEWS/en/subject.txt", subject);
    put("letters/NEWS/en/body.html", "{{>header}}<p>News</p>{{>footer}}");
    put("letters/NEWS/en/body.txt", "News");
  }

  @Test
  void list_shouldHaveATypeALineWithItsLanguages() throws IOException {
    news("{\"enabled\": false, \"description\": \"What is new\"}", "News");

    CommandResult list = CommandResult.run("letters", "list", "--data", data);
    JsonNode json = CommandResult.run("letters", "list", "--data", data, "--json").json();

    assertThat(list.exitCode()).isZero();
    assertThat(list.lines())
        .containsExactly(
            "ACCOUNT_UPDATED           ar, en, fr",
            "NEWS                      en  (switched off)",
            "NOTIFY_PASSWORD_CHANGE    ar, en, fr");
    assertThat(json.path(1).path("type").asText()).isEqualTo("NEWS");
    assertThat(json.path(1).path("enabled").asBoolean(true)).isFalse();
    assertThat(json.path(1).path("description").asText()).isEqualTo("What is new");
  }

  @Test
  void check_shouldFindTheStockLettersWithoutFault() {
    CommandResult check = CommandResult.run("letters", "check", "--data", data);

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).endsWith("No faults.\n").doesNotContain("Remark");
  }

  @Test
  void check_shouldNameEveryFaultAndWhatIsNotUsed() throws IOException {
    news("{\"respects_opt_out\": \"yes\"}", "News\n{{user.email}}");
    put("letters/NEWS/en/body.htm", "<p>News</p>");
    put("letters/_shared/de/footer.txt", "{{#job.name}}");

    CommandResult check = CommandResult.run("letters", "check", "--data", data);
    CommandResult one = CommandResult.run("letters", "check", "NEWS", "--data", data);
    CommandResult other = CommandResult.run("letters", "check", "ACCOUNT_UPDATED", "--data", data);
    JsonNode json = CommandResult.run("letters", "check", "--data", data, "--json").json();

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.lines())
        .containsSubsequence(
            "letters/NEWS/letter.json: respects_opt_out: must be true or false, without quotes",
            "letters/NEWS/en/subject.txt line 2: letters of this type have no variable \"user.email\"",
            "letters/_shared/de/footer.txt line 1: a section has no closing {{/job.name}}",
            "Remark: letters/NEWS: has no letter in ar, fr, which other types have",
            "Remark: letters/NEWS/en/body.htm: is no part of any letter, and is not used",
            "3 faults.");
    assertThat(one.exitCode()).isEqualTo(2);
    assertThat(one.out()).endsWith("2 faults.\n").doesNotContain("ACCOUNT_UPDATED", "_shared");
    assertThat(other.exitCode()).isZero();
    assertThat(json.path("errors")).hasSize(3);
    assertThat(json.path("remarks")).hasSize(2);
    assertThat(json.path("types")).hasSize(3);
  }

  @Test
  void preview_shouldBeTheUsersLetterWithBulletsForThePassword() throws IOException {
    Path page = temp.resolve("page.html");

    CommandResult preview =
        CommandResult.run(
            "letters",
            "preview",
            "NOTIFY_PASSWORD_CHANGE",
            "ada.1",
            "--job-name",
            "LeaversFolder",
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
            "Language:  fr, for the user's fr-CA",
            "",
            "Rillcombe University Library")
        .contains("Bonjour Ada,", "••••••••••")
        .anyMatch(line -> line.contains("LeaversFolder, "));
    assertThat(page).content().contains("<html lang=\"fr\"", ">••••••••••</code>");
  }

  @Test
  void preview_shouldSayWhatKeepsTheLetterFromTheUser() throws IOException {
    news("{\"enabled\": false, \"respects_opt_out\": true}", "News of {{user.expiry_date}}");

    CommandResult preview = CommandResult.run("letters", "preview", "news", "nil", "--data", data);
    CommandResult right = CommandResult.run("letters", "preview", "NEWS", "nil", "--data", data);

    assertThat(preview.exitCode()).isEqualTo(2);
    assertThat(preview.err()).contains("no type of letter news. Did you mean \"NEWS\"?");
    assertThat(right.lines())
        .containsExactly(
            "From:      \"Rillcombe University Library\" <library@example.edu>",
            "To:        (nobody)",
            "Subject:   News of June 30, 2027",
            "Language:  en, the institution's default; the user's is none",
            "Remark:    this type is switched off, and a job that names it is rejected",
            "Remark:    the user has opted out of such letters, and gets none",
            "Remark:    the user has no preferred e-mail address, or several, and gets none",
            "",
            "News");
  }

  @Test
  void preview_shouldBeInALanguageThatIsAskedFor() {
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
            "letters", "preview", "ACCOUNT_UPDATED", "Ada.1", "--lang", "de", "--data", data);

    assertThat(arabic.json().path("language").asText()).isEqualTo("ar");
    assertThat(arabic.json().path("html").asText()).contains("dir=\"rtl\"");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err())
        .contains("there is no ACCOUNT_UPDATED in de. It is there in ar, en, fr.");
  }

  @Test
  void previewThatCannotBe_shouldSayWhy() throws IOException {
    CommandResult nobody =
        CommandResult.run("letters", "preview", "ACCOUNT_UPDATED", "ada.l", "--data", data);
    CommandResult broken =
        CommandResult.run("letters", "preview", "ACCOUNT_UPDATED", "odd", "--data", data);
    news("{}", "{{");
    CommandResult faulty = CommandResult.run("letters", "preview", "NEWS", "Ada.1", "--data", data);

    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.err()).contains("no user has the primary id ada.l. Did you mean \"Ada.1\"?");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).contains("no letter can be written to odd: ").contains("expiry_date");
    assertThat(faulty.exitCode()).isEqualTo(2);
    assertThat(faulty.err())
        .contains(
            "the letter has faults: letters/NEWS/en/subject.txt line 1: opens a tag with {{ that no"
                + " }} closes");
  }
}
