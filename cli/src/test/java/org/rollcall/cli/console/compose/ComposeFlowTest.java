package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.local.LocalStack;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;

/** A new job in the console, from its form to its undo, on one embedded stack. */
class ComposeFlowTest {

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
    ObjectNode institution =
        (ObjectNode) Given.json(new String(object("institution.json"), StandardCharsets.UTF_8));
    institution.withObject("/second_person").putArray("always_for").add("email");
    put("institution.json", institution.toString());
    put("sets/few.csv", "primary_id\nleaver.00\nleaver.01\nleaver.01\nnobody\n");
    put("sets/<img src=x onerror=alert(1)>.csv", "primary_id\nleaver.02\n");
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

  private static byte[] object(String key) throws Exception {
    return stack.bucket().get(key, 100_000).orElseThrow();
  }

  private static void put(String key, String text) {
    stack.bucket().put(key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  private static ConsoleForm form(String path) {
    return ConsoleForm.open(browser, path);
  }

  /** A form of an input, as a page of the console shows it. */
  private static ConsoleForm composed(String input) {
    return form("/new").with("json", Given.json(input).toString());
  }

  private static String after(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /** The page of a job that has ended. */
  private static String ended(String path) {
    String html = browser.get(path).body();
    while (html.contains("data-events=")) {
      LockSupport.parkNanos(20_000_000);
      html = browser.get(path).body();
    }
    return html;
  }

  private static JsonNode user(String id) {
    return stack.users().find(PrimaryId.of(id)).orElseThrow().user().record();
  }

  private static long jobs() {
    return stack.bucket().list("jobs/").stream()
        .filter(key -> key.endsWith("/execution.json") || key.endsWith("/job.json"))
        .count();
  }

  @Test
  void newJob_shouldBePreviewedConfirmedAndUndone() {
    ConsoleForm form = form("/new").with("f:set", "few").press("sync");
    form = form.with("kind", "expiry_date").press("change");
    form = form.with("f:changes.expiry_date.value", "2031-05-06").press("sync");
    assertThat(Given.json(form.value("json")))
        .isEqualTo(
            Given.json(
                "{initiated_by: 'user.manager', set: 'few',"
                    + " changes: {expiry_date: {value: '2031-05-06'}}}"));

    String preview = after(form.send("preview"));
    assertThat(ended(preview)).contains("would be updated", "/confirm\"");
    assertThat(user("leaver.00").path("expiry_date").asText()).startsWith("2030-01-31");

    ConsoleForm confirm = form(preview + "/confirm");
    assertThat(confirm.html())
        .contains("<b><bdi>Expiry date → 6 May 2031</bdi></b>", "2 users would be changed")
        .contains(">Change 2 users</button>", "<summary>Technical details</summary>");
    assertThat(browser.get("/jobs").body()).contains("<small>would change</small>");

    String job = after(confirm.send(""));
    assertThat(ended(job)).contains("Confirms the preview", "/undo\"").contains("2 users changed");
    assertThat(browser.get(preview).body()).doesNotContain("Can be confirmed until");
    assertThat(browser.get("/jobs").body())
        .contains("<small><a href=\"" + job + "\">Confirmed</a></small>");
    assertThat(user("leaver.00").path("expiry_date").asText()).startsWith("2031-05-06");

    assertThat(form(job + "/undo").html())
        .contains("Changes to undo", "Expiry date → 6 May 2031", "are put back")
        .doesNotContain("Correction letter", "Letters that were sent");
    String shown = after(form(job + "/undo").send("preview"));
    assertThat(ended(shown))
        .contains("/confirm\"", "Changes that are undone", "would be put back")
        .contains("2 members would get an earlier expiry date than now.")
        .doesNotContain("<h2>Changes</h2>");
    assertThat(form(shown + "/confirm").html())
        .contains("<b>2 members would get an earlier expiry date than now.</b>")
        .contains(">Change back 2 users</button>");
    assertThat(user("leaver.00").path("expiry_date").asText()).startsWith("2031-05-06");

    String undo = after(form(shown + "/confirm").send(""));
    assertThat(ended(undo)).contains("Undoes", "/undo\"");
    assertThat(user("leaver.00").path("expiry_date").asText()).startsWith("2030-01-31");
    assertThat(browser.get(undo + "/undo").body())
        .contains("Redo the job?", "Redo now", "Changes that are made again")
        .doesNotContain(
            "passwords", "its letter", "Correction letter", "are put back", "changed back");
    assertThat(browser.get(job + "/undo").body()).contains("<button disabled>");
  }

  @Test
  void members_shouldBeCountedWithWhatIsIgnored() {
    assertThat(form("/new").with("f:set", "few").press("count").html())
        .contains("<b>3 members</b>", "leaver.00", "no user has this primary ID")
        .contains("1 repeated ID ignored");
    assertThat(form("/new").with("f:set.query", "primary_id = 'leaver.05'").press("count").html())
        .contains("<b>1 member</b>", "leaver.05");
    assertThat(form("/new").with("f:set.query", "primary_id =").press("count").html())
        .contains("href=\"#f-set-query\"", "NOT_JSONATA", "aria-invalid=\"true\"");
  }

  @Test
  void jobWithPasswords_shouldAskForTheNumberOfMembers() {
    String preview =
        after(
            composed("{set: 'few', changes: {account_type: {value: 'INTERNAL'}}}").send("preview"));
    assertThat(ended(preview)).contains("passwords would be reset");

    ConsoleForm confirm = form(preview + "/confirm");
    assertThat(confirm.html()).contains("Type the number of its members: 3");
    assertThat(refused(confirm)).contains("Nothing was started");
    assertThat(refused(confirm.with("typed", "2")))
        .as("the page is loaded again, so that going back sends nothing")
        .contains("Type the number of members", "value=\"2\"");
    assertThat(form(preview + "/confirm").html()).doesNotContain("Nothing was started");
    assertThat(refused(confirm.with("typed", "3").with("first", "none")))
        .contains("The size of the sample", "value=\"none\"");

    String job = after(confirm.with("typed", " 3 ").with("first", "1").send(""));
    assertThat(ended(job)).contains("held back", "/continue\"");
    String rest = after(form(job + "/continue").send(""));
    assertThat(ended(rest)).contains("Continuation of");
    assertThat(browser.get(job + "/retry").body()).contains("Retry the job?");
  }

  private static String refused(ConsoleForm form) {
    String path = after(form.send(""));
    assertThat(path).isEqualTo(form.path());
    return browser.get(path).body();
  }

  @Test
  void sameFormSentSeveralTimes_shouldStartOneJob() {
    ConsoleForm form = composed("{set: 'few', changes: {status: {value: 'INACTIVE'}}}");

    List<String> pages =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> after(form.send("preview"))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .distinct()
            .toList();

    assertThat(pages).hasSize(1);
    assertThat(after(form.send("preview"))).as("again").isEqualTo(pages.get(0));
    assertThat(
            after(composed("{set: 'few', changes: {status: {value: 'INACTIVE'}}}").send("preview")))
        .as("another form")
        .isNotEqualTo(pages.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{set: 'few', changes: {expiry_date: {value: '31.12.2030'}}} | f-changes-expiry_date-value | NOT_A_DATE",
        "{set: 'few', changes: {roles: {add: [{role_type: '021'}]}}} | f-changes-roles-add-0-role_type | INVALID_ROLE_TYPE",
        "{set: 'few', changes: {status: {}}} | f-changes-status-value | MISSING_KEY",
        "{set: 'few', limits: {max_users: 0}, notify: {type: 'NOTIFY_PASSWORD_CHANGE'}} | f-limits-max_users | NOT_A_COUNT",
        "{changes: {status: {value: 'ACTIVE'}}} | f-set | MISSING_KEY",
        "{set: 'few'} | f-changes | NO_CHANGES_AND_NO_NOTIFY",
      })
  void invalidInput_shouldBeShownAtItsFieldWithoutAJob(String input, String field, String code) {
    long before = jobs();

    HttpResponse<String> answer = composed(input).send("preview");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("href=\"#" + field + "\"", "id=\"" + field + "\"", code, "Nothing was started.");
    assertThat(ConsoleForm.of(browser, "/new", answer.body()).value("json"))
        .isEqualTo(Draft.pretty(Given.json(input)));
    assertThat(jobs()).isEqualTo(before);
  }

  /** What only the job can find out. Its page leads to the form if it takes long. */
  @ParameterizedTest
  @CsvSource({
    "no-such-set, NO_SUCH_LETTER, f-set, SET_NOT_FOUND",
    "few, NO_SUCH_LETTER, f-notify-type, LETTER_NOT_FOUND"
  })
  void rejectedJob_shouldBeShownAtItsField(String set, String letter, String field, String code) {
    String input = "{set: '" + set + "', notify: {type: '" + letter + "'}}";
    HttpResponse<String> answer = composed(input).send("preview");

    String html = answer.body();
    if (answer.statusCode() == 303) {
      String job = after(answer);
      assertThat(ended(job)).contains("Correct the input");
      html = browser.get("/new?job=" + job.replaceFirst(".*/", "")).body();
    }
    assertThat(html).contains("href=\"#" + field + "\"", code, letter);
  }

  @Test
  void inputOfAJob_shouldBeginANewOne() {
    String job =
        after(
            composed(
                    "{set: 'few', limits: {max_users: 9}, notify: {type: 'NOTIFY_PASSWORD_CHANGE'}}")
                .send("preview"));

    assertThat(ended(job)).contains("New job like this");
    ConsoleForm form = form("/new?job=" + job.replaceFirst(".*/", ""));

    assertThat(form.value("json")).contains("\"max_users\" : 9").doesNotContain("PREVIEW");
    assertThat(browser.get("/new?job=nosuch").statusCode()).isEqualTo(404);
    assertThat(browser.get("/new?job=..%2Fx").statusCode()).isEqualTo(404);
  }

  @Test
  void jobThatNeedsASecondPerson_shouldShowWhatToPassOn() {
    String input =
        "{set: 'few', changes: {email: {replace_domain: {from: 'example.edu', to: 'new.example'}}}}";
    String preview = after(composed(input).send("preview"));
    String id = preview.replaceFirst(".*/", "");

    assertThat(ended(preview))
        .contains("A second person confirms this preview", "it changes email")
        .containsPattern("<dt>Digest</dt><dd><code>[0-9a-f]{64}</code>")
        .contains("--open-job " + id, "./rollcall confirm " + id + " --sha256 ");
    ConsoleForm confirm = form(preview + "/confirm");
    assertThat(confirm.html())
        .contains(
            "user.manager cannot confirm this preview of user.manager", "let another operator");
    assertThat(ended(after(confirm.send("")))).contains("SAME_PERSON");
  }

  @Test
  void otherOperator_shouldNotBeNamedByTheForm() {
    ConsoleForm form =
        composed("{initiated_by: 'somebody', set: 'few', changes: {status: {value: 'ACTIVE'}}}");
    assertThat(form.press("json").html()).contains("in your name, user.manager");

    assertThat(ended(after(form.send("preview")))).contains("<dd><bdi>user.manager</bdi></dd>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "5", "", "{\"set\": 1, \"set\": 2}"})
  void brokenJson_shouldBeKeptAndExplained(String json) {
    HttpResponse<String> answer =
        form("/new").with("f:job_name", "Kept").with("json", json).send("preview");

    assertThat(answer.statusCode()).isEqualTo(400);
    ConsoleForm form = ConsoleForm.of(browser, "/new", answer.body());
    assertThat(form.value("json")).isEqualTo(json);
    assertThat(form.html()).contains("value=\"Kept\"", "href=\"#input-json\"");
  }

  @Test
  void changesOfBothSides_shouldBeAChoice() {
    ConsoleForm both = composed("{set: 'by-json'}").with("f:set", "by-form");
    HttpResponse<String> answer = both.send("preview");

    assertThat(answer.statusCode()).isEqualTo(400);
    ConsoleForm asked = ConsoleForm.of(browser, "/new", answer.body());
    assertThat(asked.html()).contains("Both the form and the JSON were changed");
    assertThat(asked.value("json")).contains("by-json");
    asked = asked.with("f:set", "by-form");
    assertThat(asked.press("form").value("json")).contains("by-form").doesNotContain("by-json");
    assertThat(asked.press("json").value("json")).contains("by-json").doesNotContain("by-form");
  }

  @Test
  void hostileNames_shouldBeText() {
    String html =
        form("/new").with("f:job_name", "\"><script>alert(2)</script>").press("sync").html();

    assertThat(html).contains("&lt;img src").doesNotContain("<img", "<script>alert");
    assertThat(
            composed("{set: '</textarea><script>alert(3)</script>', 'a<b>': 1}")
                .press("json")
                .html())
        .contains("a&lt;b&gt;")
        .doesNotContain("</textarea><script>");
  }

  @Test
  void textOfAFormWithoutASession_shouldBeShown() {
    String fields = "do=preview&json=" + "%7B%22set%22%3A%22%3Cb%3Ekept%22%7D";
    ConsoleBrowser stranger =
        ConsoleBrowser.at(Integer.parseInt(browser.base().replaceFirst(".*:", "")));

    assertThat(stranger.post("/new", fields).body())
        .contains("Not signed in", "&lt;b&gt;kept", "Nothing was done");
    assertThat(stranger.post("/new", fields, "Origin", "http://evil.example").body())
        .doesNotContain("kept");
  }

  @Test
  void letter_shouldBeShownForTheFirstMemberInTheForm() {
    ConsoleForm form =
        composed("{set: 'few', notify: {type: 'NOTIFY_PASSWORD_CHANGE'}}").press("count");
    assertThat(form.html()).contains("name=\"letter_user\" value=\"leaver.00\"");
    assertThat(form.html()).as("not yet").doesNotContain("<iframe");

    form = form.press("letter");
    assertThat(form.html())
        .contains("<iframe class=\"fit\"", "sandbox srcdoc=\"&lt;!DOCTYPE")
        .contains("/letters/NOTIFY_PASSWORD_CHANGE/preview?user&#x3D;leaver.00");
    assertThat(form.with("f:job_name", "Other").press("sync").html())
        .as("after another change")
        .contains("<iframe");
    assertThat(composed("{notify: {type: 'NOSUCH'}}").press("json").html())
        .doesNotContain("/letters/", "letter_user");
  }

  @Test
  void formWithoutItsKey_shouldStartNothing() {
    ConsoleForm form = composed("{set: 'few', changes: {status: {value: 'ACTIVE'}}}");

    assertThat(form.with("once", "").send("preview").body()).contains("The form is not complete");
    assertThat(form.with("token", "0").send("preview").statusCode()).isEqualTo(403);
  }
}
