package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who have opted out of letters. See D-057. */
class OptOutFlowTest {

  private static final String OPTED_OUT = "[{'code': {'value': 'NEWS'}, 'value': 'false'}]";

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    type("NEWS", "{\"respects_opt_out\": true}");
    type("SUMMONS", "{}");
  }

  private static void type(String type, String settings) {
    library.put("letters/" + type + "/letter.json", settings);
    for (String language : new String[] {"en", "fr"}) {
      for (String file : new String[] {"subject.txt", "body.html", "body.txt"}) {
        library.put("letters/" + type + "/" + language + "/" + file, type + " in " + language);
      }
    }
  }

  @Test
  void userWhoOptedOut_shouldBeChangedWithoutLetterAndWarning() {
    library.load(
        Patron.external("ada").withJson("library_notice", OPTED_OUT),
        Patron.external("alf").withJson("library_notice", OPTED_OUT).withoutEmail(),
        Patron.external("ann"));

    EndedJob job = library.run(jobWithLetter("NEWS", "'ada', 'alf', 'ann'"));

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.result("ada")).isEqualTo("UPDATED");
    assertThat(job.cell("ada", "letter")).isEqualTo("OPTED_OUT");
    assertThat(job.reason("ada")).isEqualTo("OPTED_OUT");
    assertThat(job.cell("alf", "letter")).isEqualTo("OPTED_OUT");
    assertThat(job.cell("ann", "letter")).isEqualTo("SENT");
    assertThat(job.count("opted_out")).isEqualTo(2);
    assertThat(job.count("letters_sent")).isEqualTo(1);
    assertThat(library.lettersTo("ada@example.edu")).isEmpty();
    assertThat(job.page()).contains("Opted out", "\"OPTED_OUT\"");
  }

  @Test
  void unsubscribeHeader_shouldOnlyBeInLettersThatUsersCanOptOutOf() throws IOException {
    library.put(
        "institution.json",
        library
            .object("institution.json")
            .replaceFirst("\\{", "{\"unsubscribe\": \"no-letters@example.edu\","));
    library.load(Patron.external("uma"));
    library.run(jobWithLetter("NEWS", "'uma'"));
    library.run(jobWithLetter("SUMMONS", "'uma'"));
    library.run(LetterJobs.CONVERT.formatted("uma"));

    assertThat(unsubscribeHeaders("uma@example.edu"))
        .containsExactlyInAnyOrder(
            "", "", "<mailto:no-letters@example.edu?subject=Unsubscribe%20NEWS>");
  }

  /** The header of each letter to an address; blank if a letter has none. */
  private static List<String> unsubscribeHeaders(String to) throws IOException {
    List<String> headers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve("inbox"), "*.eml")) {
      for (Path file : files) {
        String letter = Files.readString(file);
        if (letter.contains("Delivered-To: " + to)) {
          Matcher header = Pattern.compile("(?m)^List-Unsubscribe: (.*?)\r?$").matcher(letter);
          headers.add(header.find() ? header.group(1) : "");
        }
      }
    }
    return headers;
  }

  @Test
  void letterWithoutOptOut_shouldBeSentToAllMembers() {
    library.load(
        Patron.external("bea").withJson("library_notice", OPTED_OUT.replace("NEWS", "SUMMONS")));

    EndedJob job = library.run(jobWithLetter("SUMMONS", "'bea'"));

    assertThat(job.cell("bea", "letter")).isEqualTo("SENT");
    assertThat(job.count("opted_out")).isZero();
    assertThat(job.page()).doesNotContain("Opted out");
  }

  @Test
  void jobWhoseMembersAllOptedOut_shouldSendNoLetters() {
    library.load(
        Patron.external("cyd")
            .withJson(
                "library_notice",
                "[{'code': {'value': 'UserNotificationsLetter'}, 'value': 'false'}]"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['cyd']}, 'notify': {'type': 'NEWS'}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(job.result("cyd")).isEqualTo("UNCHANGED");
    assertThat(job.cell("cyd", "letter")).isEqualTo("OPTED_OUT");
  }

  @Test
  void passwordLetterWithOptOut_shouldBeRejected() {
    String key = "letters/NOTIFY_PASSWORD_CHANGE/letter.json";
    String stock = library.object(key);
    library.put(key, "{\"respects_opt_out\": true}");

    EndedJob job = library.run(jobWithLetter("NOTIFY_PASSWORD_CHANGE", "'user.manager'"));
    library.put(key, stock);

    assertThat(job.errors())
        .containsEntry(
            key + ": respects_opt_out",
            "must not be true: users with a new password always get this letter");
  }

  @Test
  void twoTypesOfLetters_shouldEachHaveTheirSubjectInTheUsersLanguage() {
    library.load(Patron.external("dan"), Patron.external("dot").with("preferred_language", "fr"));

    library.run(jobWithLetter("NEWS", "'dan', 'dot'"));
    library.run(jobWithLetter("SUMMONS", "'dan', 'dot'"));

    assertThat(library.lettersTo("dan@example.edu"))
        .extracting(InboxLetter::subject)
        .containsExactlyInAnyOrder("NEWS in en", "SUMMONS in en");
    assertThat(library.lettersTo("dot@example.edu"))
        .extracting(InboxLetter::subject)
        .containsExactlyInAnyOrder("NEWS in fr", "SUMMONS in fr");
  }

  private static String jobWithLetter(String type, String members) {
    return """
        {'initiated_by': 'user.manager', 'set': {'members': [%s]},
         'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': '%s'}}
        """
        .formatted(members, type);
  }
}
