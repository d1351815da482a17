package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shared headers and footers of letters. */
class SharedPartsFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(Patron.external("ada").with("first_name", "<b>Ada</b>"));
  }

  @BeforeEach
  void putLetters() {
    shared("en", "header.html", "<h1>{{institution.name}}</h1>\n");
    shared("en", "header.txt", "** {{institution.name}} **\n");
    shared("en", "footer.html", "<p>Bye, {{user.first_name}}</p>\n");
    shared("en", "footer.txt", "Bye, {{user.first_name}}\n");
    letter("FRAMED", "en", "Hello", "{{>header}}\nHello\n{{>footer}}\n");
    letter("BARE", "en", "Hello", "Hello");
  }

  private static void shared(String language, String file, String text) {
    library.put("letters/_shared/" + language + "/" + file, text);
  }

  private static void letter(String type, String language, String subject, String body) {
    library.put("letters/" + type + "/letter.json", "{}");
    library.put("letters/" + type + "/" + language + "/subject.txt", subject);
    library.put("letters/" + type + "/" + language + "/body.html", body);
    library.put("letters/" + type + "/" + language + "/body.txt", body);
  }

  private static EndedJob notify(String type, String member) {
    return library.run(
        "{'initiated_by': 'user.manager', 'set': {'members': ['%s']}, 'notify': {'type': '%s'}}"
            .formatted(member, type));
  }

  @Test
  void letter_shouldHaveTheHeaderAndFooterOfTheJobsStart() {
    EndedJob job = notify("FRAMED", "ada");
    shared("en", "footer.txt", "Changed later\n");

    InboxLetter letter = library.letterTo("ada@example.edu");
    assertThat(letter.text())
        .isEqualToNormalizingNewlines(
            """
            ** Rillcombe University Library **
            Hello
            Bye, <b>Ada</b>
            """);
    assertThat(letter.html())
        .contains("<h1>Rillcombe University Library</h1>", "<p>Bye, &lt;b&gt;Ada&lt;/b&gt;</p>");
    assertThat(job.object("letter.json"))
        .contains("Bye, {{user.first_name}}")
        .doesNotContain("Changed later", "{{>");
  }

  @ParameterizedTest
  @CsvSource({"xx, Pied", "xx-YY, Pied du Québec", "yy, Bye"})
  void sharedPart_shouldBeInTheLettersLanguageOrADefault(String language, String expected) {
    shared("xx", "footer.txt", "Pied");
    shared("xx_YY", "footer.txt", "Pied du Québec");
    letter("FALLING", "en", "Hello", "Hello");
    letter("FALLING", language, "Allo", "{{>footer}}");
    String id = "b." + language;
    library.load(Patron.external(id).with("preferred_language", language));

    notify("FALLING", id);

    assertThat(library.letterTo(id + "@example.edu").text()).startsWith(expected);
  }

  @Test
  void errorsInASharedPart_shouldBeReportedOnceWithItsFileAndLine() {
    shared(
        "en",
        "footer.html",
        "<p>\n{{user.email}}\n{{credentials.temporary_password}}\n{{>header}}\n{{{user.first_name}}}");
    letter("FRAMED", "xx", "Hallo", "{{>footer}}");

    EndedJob job = notify("FRAMED", "ada");

    assertThat(job.errors())
        .containsOnlyKeys(
            List.of(
                "letters/_shared/en/footer.html line 2",
                "letters/_shared/en/footer.html line 3",
                "letters/_shared/en/footer.html line 4",
                "letters/_shared/en/footer.html line 5"));
  }

  @Test
  void sharedPartThatEndsWithABrace_shouldBeAnError() {
    shared("en", "footer.txt", "Bye {\n");
    letter("FRAMED", "en", "Hello", "{{>footer}}{user.email");

    assertThat(notify("FRAMED", "ada").errors())
        .containsEntry("letters/_shared/en/footer.txt", "must not end with the brace {");
  }

  @Test
  void letterWithTooManyIncludes_shouldBeTooLong() {
    shared("en", "header.html", "x".repeat(256 * 1024));
    letter("BOMB", "en", "Hello", "{{>header}}".repeat(23_831));

    assertThat(notify("BOMB", "ada").errors())
        .containsExactly(
            entry(
                "letters/BOMB/en/body.html",
                "is longer than 1000000 characters with header and footer inserted"));
  }

  @Test
  void letterInTooManyLanguages_shouldBeTooLong() {
    shared("en", "header.html", "x".repeat(256 * 1024));
    shared("en", "header.txt", "x".repeat(256 * 1024));
    letter("BABEL", "en", "Hello", "Hello");
    for (char c = 'a'; c < 'k'; c++) {
      letter("BABEL", "x" + c, "Hello", "{{>header}}".repeat(3));
    }
    library.load(Patron.external("eve"));
    assertThat(notify("BABEL", "eve").status()).isEqualTo("COMPLETED_SUCCESS");

    letter("BABEL", "xk", "Hello", "{{>header}}".repeat(3));

    assertThat(notify("BABEL", "eve").errors())
        .containsExactly(
            entry(
                "letters/BABEL",
                "has more than 16000000 characters in all languages, with header and footer"));
  }

  @Test
  void errorsInASharedPart_shouldNotAffectLettersWithoutIt() {
    shared("en", "footer.html", "{{user.email}}");
    library.load(Patron.external("cyd"));

    assertThat(notify("BARE", "cyd").status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void missingSharedPart_shouldBeAnErrorOfTheLetter() {
    shared("nb", "header.txt", "Hei");
    library.put("institution.json", institution().replace("\"en\"", "\"nb\""));
    letter("NORSK", "nb", "Hei", "Hei\n{{>header}}");

    EndedJob job = notify("NORSK", "ada");
    library.put("institution.json", institution().replace("\"nb\"", "\"en\""));

    assertThat(job.errors())
        .containsOnlyKeys("letters/NORSK/nb/body.html line 2")
        .containsValue(
            "{{>header}} is not possible: there is no letters/_shared/nb/header.html, and no such"
                + " file in a fallback language");
  }

  @Test
  void folderOfSharedParts_shouldNotBeALetterType() {
    library.put("letters/_shared/letter.json", "{}");

    assertThat(notify("_shared", "ada").errors()).containsOnlyKeys("notify.type");
  }

  private static String institution() {
    return library.object("institution.json");
  }
}
