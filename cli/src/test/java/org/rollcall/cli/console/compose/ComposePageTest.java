package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;

/** What helps a person to fill in the form of a new job. No job is started. */
class ComposePageTest {

  @TempDir static Path temp;

  private static FolderStack stack;
  private static RunningConsole console;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    LocalStack local =
        LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home")));
    stack = new FolderStack(local, " --stack rollcall-local", note -> {});
    stack
        .userAdministration()
        .load(
            List.of(
                RecordIntake.take(
                    Given.object(
                        """
                        {primary_id: 'oarsman', account_type: 'INTERNAL', first_name: 'Robert',
                         pref_first_name: 'Bob', last_name: 'Rower',
                         user_group: {value: 'ROWERS', desc: 'Rowing club'}}
                        """))));
    List<SignInLink> links = new ArrayList<>();
    console =
        RunningConsole.start(
            stack,
            0,
            new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE),
            links::add);
    browser = ConsoleBrowser.signedIn(links.get(0).addressUrl(Optional.empty()));
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  @BeforeEach
  void startAfresh() {
    browser.submit("/new", "do=afresh");
  }

  private static void put(String key, String text) {
    stack.bucket().put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  private static ConsoleForm form(String path) {
    return ConsoleForm.open(browser, path);
  }

  @Test
  void group_shouldBeChosenFromThoseOfUsersOrFromTheCodeTable() {
    assertThat(form("/new").html())
        .contains("<option value=\"ROWERS\">Rowing club (ROWERS)</option>");
    put("codes/UserGroups.json", "{\"ALUM\": \"Alumni\", \"ROWERS\": \"Crew\"}");
    try {
      ConsoleForm form = form("/new").with("group", "ROWERS").press("sync");

      assertThat(Given.json(form.value("json")).at("/set/query").asText())
          .isEqualTo("user_group.value = 'ROWERS'");
      assertThat(form.html())
          .contains("<option value=\"ALUM\">Alumni (ALUM)</option>")
          .contains("<option value=\"ROWERS\" selected>Crew (ROWERS)</option>");
      assertThat(form.press("count").html()).contains("<b>1 member</b>", "Bob Rower");
    } finally {
      stack.bucket().delete("codes/UserGroups.json");
    }
  }

  @ParameterizedTest
  @CsvSource({"rowers", "Rowing club", "ROWER"})
  void queryThatIsTrueForNobody_shouldNameTheCode(String code) {
    assertThat(
            form("/new")
                .with("f:set.query", "user_group.value = '" + code + "'")
                .press("count")
                .html())
        .contains("<b>0 members</b>", "did you mean &quot;ROWERS&quot;?");
  }

  @Test
  void draft_shouldBeThereAfterTheOperatorHasLeftThePage() {
    form("/new").with("f:set", "mine").press("sync");
    browser.get("/users");

    ConsoleForm again = form("/new");
    assertThat(again.html()).contains("value=\"mine\"", "This is your draft from before");
    again = again.with("f:job_name", "Second").press("sync");
    assertThat(form("/new").html()).contains("value=\"mine\"", "value=\"Second\"");

    assertThat(again.send("afresh").headers().firstValue("Location")).contains("/new");
    assertThat(form("/new").html()).doesNotContain("value=\"mine\"", "your draft");
  }

  @Test
  void brokenTextOfADraft_shouldBeKeptToo() {
    form("/new").with("json", "{\"set\": ").press("sync");

    assertThat(form("/new").value("json")).isEqualTo("{\"set\":");
  }

  @Test
  void draftOfASet_shouldBeKeptForItsPage() {
    put("sets/crew.csv", "primary_id\noarsman\n");
    ConsoleForm begun = form("/new?set=crew");
    assertThat(Given.json(begun.value("json")).path("set").asText()).isEqualTo("crew");
    begun.press("count");
    assertThat(form("/new").html()).as("untouched").doesNotContain("f:set\" value=\"crew\"");

    begun.with("f:job_name", "Edited").press("sync");

    assertThat(form("/new?set=crew").html()).contains("f:set\" value=\"crew\"", "value=\"Edited\"");
    assertThat(form("/new?set=other").html()).doesNotContain("value=\"Edited\"");
    assertThat(begun.send("afresh").headers().firstValue("Location")).contains("/new?set=crew");
    assertThat(browser.get("/sets/crew").body()).contains("href=\"/new?set&#x3D;crew\"");
  }

  @Test
  void otherAddress_shouldNotBeOpenedByTheForm() {
    assertThat(
            form("/new")
                .with("from", "//evil.example/")
                .send("afresh")
                .headers()
                .firstValue("Location"))
        .contains("/new");
  }

  @Test
  void chosenChange_shouldStayChosenWhenAnotherFieldWasLeft() {
    ConsoleForm form = form("/new").with("kind", "expiry_date").with("f:set", "few").press("sync");

    assertThat(form.html()).contains("<option value=\"expiry_date\" selected>");
  }

  @Test
  void errors_shouldNameTheFieldsOfTheForm() {
    String html = form("/new").with("kind", "expiry_date").press("change").send("preview").body();

    assertThat(html)
        .contains("<b>The set with this name</b>: <bdi>choose a user group, a set")
        .contains("<b>Expiry date</b>: <bdi>must have “New value”")
        .doesNotContain("changes.expiry_date</code>");
  }

  @Test
  void dayInAnotherFormat_shouldBecomeTheDay() {
    ConsoleForm form = form("/new").with("kind", "expiry_date").press("change");
    form = form.with("f:changes.expiry_date.value", "31 August 2031").press("sync");

    assertThat(form.html()).contains("value=\"2031-08-31\"");
  }

  @Test
  void json_shouldBeFoldedUnlessItHasAnError() {
    assertThat(form("/new").html()).contains("<details>\n  <summary>The input as JSON");
    assertThat(form("/new").with("json", "{").send("preview").body())
        .contains("<details open>\n  <summary>The input as JSON");
  }

  @Test
  void letter_shouldBeShownForAMemberAndALanguage() {
    ConsoleForm form = form("/new").with("f:notify.type", "NOTIFY_PASSWORD_CHANGE").press("sync");

    assertThat(form.press("letter").html()).contains("Write the primary ID or the name of a user");
    assertThat(form.with("letter_user", "<b>nobody").press("letter").html())
        .contains("No user has the primary ID or the name &quot;&lt;b&gt;nobody&quot;.")
        .doesNotContain("<iframe");
    String language =
        form.html().replaceFirst("(?s).*>The user's</option>\\s*<option value=\"", "");
    language = language.substring(0, language.indexOf('"'));
    assertThat(
            form.with("letter_user", " leaver.01 ")
                .with("letter_language", language)
                .press("letter")
                .html())
        .contains("<bdi>" + language + ", as requested</bdi>", "<iframe");
  }

  @Test
  void storedNamesAndQueries_shouldBeChoices() {
    ConsoleForm form = form("/new");

    assertThat(form.html())
        .contains("list=\"f-set-list\"", "<option value=\"leavers\">leavers</option>")
        .contains("<option value=\"NOTIFY_PASSWORD_CHANGE\">")
        .contains("give their number when you confirm the preview");
    for (FormPart.Choice example : QueryExamples.ALL) {
      ConsoleForm chosen = form.with("example", example.value()).press("example");
      assertThat(Given.json(chosen.value("json")).at("/set/query").asText())
          .isEqualTo(example.value());
      assertThat(chosen.press("count").html()).as(example.label()).doesNotContain("class=\"fault");
    }
  }
}
