package org.rollcall.cli.console.library;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Route;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;

/** Users, letters, sets and code tables in the console, on one embedded stack without jobs. */
class LibraryPagesTest {

  private static final String BODY = "letters/ACCOUNT_UPDATED/en/body.txt";
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]*)\"");

  @TempDir static Path temp;

  private static FolderStack stack;
  private static RunningConsole console;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void start() throws IOException {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    LocalStack local =
        LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home")));
    stack = new FolderStack(local, " --stack rollcall-local", note -> {});
    stack.userAdministration().load(List.of(RecordIntake.take(reader())));
    List<SignInLink> links = new ArrayList<>();
    console =
        RunningConsole.start(
            stack,
            0,
            new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE),
            links::add);
    browser = ConsoleBrowser.signedIn(links.get(0).addressUrl(Optional.empty()));
    put("codes/UserGroups.json", "{\"EMERITUS\": \"Professors emeriti\"}");
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  private static ObjectNode reader() {
    return (ObjectNode)
        Given.json(
            """
            {'primary_id': 'a/b <i>', 'account_type': 'INTERNAL', 'first_name': 'Žofie',
             'last_name': 'Müllerová <script>alert(1)</script>', 'pin_number': '0815', 'expiry_date': '2031-05-06Z',
             'user_group': {'value': 'EMERITUS', 'desc': 'old name'},
             'user_identifier': [{'id_type': {'value': 'BARCODE'}, 'value': 'X-4711', 'status': 'ACTIVE'}],
             'user_note': [{'note_type': {'value': 'OTHER'}, 'note_text': '</dd><img src=x>',
                            'popup_note': true, 'created_date': '2026-01-02T13:04:05Z'}],
             'user_role': [{'role_type': {'value': '200'}, 'scope': {'value': '01RC_INST'}, 'status': 'ACTIVE',
                            'parameter': [{'type': {'value': 'ServiceUnit'}, 'value': {'value': 'DESK'}}]}]}
            """);
  }

  private static void put(String key, String text) {
    stack.bucket().put(key, text.getBytes(UTF_8), "text/plain");
  }

  private static String stored(String key) {
    return new String(stack.bucket().get(key).orElseThrow(), UTF_8);
  }

  private static HttpResponse<String> save(String key, String text, String version) {
    return browser.submit(
        UrlText.path("files", key),
        "do=save&version=" + UrlText.encode(version) + "&text=" + UrlText.encode(text));
  }

  private static String version(String key) {
    Matcher found = VERSION.matcher(browser.get(UrlText.path("files", key)).body());
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&quot;", "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "by=NAME&q=mullerova+zofie",
    "by=NAME&q=M%C3%9CLLER",
    "'by=NAME&q=Mullerova,%20Zofie'",
    "'by=NAME&q=mullerova,zofie'",
    "by=IDENTIFIER&q=x-47",
    "by=ID&q=a%2F",
    "by=QUERY&q=user_group.value%20%3D%20%27EMERITUS%27"
  })
  void users_shouldBeFound(String query) {
    assertThat(browser.get("/users?" + query).body())
        .contains("<b>1</b> found", "href=\"/users/a%2Fb%20%3Ci%3E\"")
        .doesNotContain("<script>alert", "leaver.00");
  }

  @Test
  void primaryId_shouldLeadToTheUser() {
    HttpResponse<String> answer = browser.get("/users?q=A%2FB%20%3CI%3E");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/users/a%2Fb%20%3Ci%3E");
  }

  @ParameterizedTest
  @ValueSource(strings = {"by=ID&q=leaver", "by=NAME&q=zephyrine", "by=QUERY&q=true"})
  void manyUsers_shouldBeListedInPart(String query) {
    String page = browser.get("/users?" + query).body();

    assertThat(page).contains("leaver.00", "leaver.48", "narrow the search to see the other 1");
    assertThat(page).doesNotContain("leaver.51");
  }

  @Test
  void emptyText_shouldBeAskedFor() {
    assertThat(browser.get("/users?by=NAME&q=%20").body())
        .contains("role=\"alert\"", "Enter something");
    assertThat(browser.get("/users").body()).doesNotContain("role=\"alert\"");
  }

  @Test
  void invalidQuery_shouldBeExplained() {
    HttpResponse<String> page = browser.get("/users?by=QUERY&q=a%20%3D");

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("role=\"alert\"", "the set cannot be used");
  }

  @Test
  void record_shouldBeShownBySectionWithLabelsAndWithoutSecrets() {
    String page = browser.get("/users/a%2Fb%20%3Ci%3E").body();

    assertThat(page)
        .contains("Professors emeriti (EMERITUS)", "X-4711", "Type: ServiceUnit, Value: DESK")
        .contains("<h2>Roles</h2>", "<h2>Notes</h2>", "••••", ">yes</dd>", ":04:05 ")
        .contains("<dt>Expiry date</dt><dd><bdi>2031-05-06</bdi></dd>")
        .contains("The record has none of these: email addresses, phone numbers, addresses, blocks")
        .contains("&lt;/dd&gt;&lt;img src&#x3D;x&gt;")
        .doesNotContain("0815", "<script>alert", "<img", "old name");
  }

  @Test
  void letters_shouldBeListedAndPreviewed() {
    assertThat(browser.get("/letters").body())
        .contains("ACCOUNT_UPDATED", "ar, en, fr", "No errors.");
    assertThat(browser.get("/letters/ACCOUNT_UPDATED").body()).contains("en/body.txt");
    String path = "/letters/NOTIFY_PASSWORD_CHANGE/preview?user=leaver.00&lang=fr";
    assertThat(browser.get(path).body()).contains("srcdoc", "fr, as requested", "••••••••••");
    assertThat(browser.get(path + "&view=text").body())
        .contains("Zephyrine")
        .doesNotContain("srcdoc");
    assertThat(browser.get(path + "xx").body()).contains("LETTER_LANGUAGE_NOT_FOUND");
    assertThat(browser.get("/letters/NONE").body()).contains("LETTER_TYPE_NOT_FOUND");
    assertThat(browser.get("/letters/ACCOUNT_UPDATED/preview?user=nobody").statusCode())
        .isEqualTo(400);
  }

  @Test
  void letter_shouldBePreviewedForANameThatOneUserHas() {
    String path = "/letters/NOTIFY_PASSWORD_CHANGE/preview?user=";

    assertThat(browser.get(path + "M%C3%BCllerova,%20Zofie").body())
        .contains("/users/a%2Fb%20%3Ci%3E", ">Phone</a>", ">Computer</a>");
    assertThat(browser.get(path + "Zephyrine").body())
        .contains("users have the name &quot;Zephyrine&quot;", "leaver.00 (", "role=\"alert\"")
        .contains("name=\"user\" value=\"Zephyrine\"");
    assertThat(browser.get(path + "nobody").body())
        .contains("No user has the primary ID or the name &quot;nobody&quot;")
        .contains("<form class=\"find\"");
  }

  @Test
  void editorOfALetter_shouldNameItsOtherFiles() {
    assertThat(browser.get(UrlText.path("files", BODY)).body())
        .contains("en/subject.txt", "fr/body.txt", "href=\"/letters/ACCOUNT_UPDATED\"")
        .contains("data-unsaved=\"\"");
    assertThat(save(BODY, "Dear {{user.frist_name}}", version(BODY)).body())
        .contains("data-unsaved=\"true\"");
  }

  @Test
  void invalidLetter_shouldNotBeSaved() {
    String before = stored(BODY);

    HttpResponse<String> page = save(BODY, "Dear {{user.frist_name}}", version(BODY));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("Nothing was saved", BODY, "Dear {{user.frist_name}}");
    assertThat(stored(BODY)).isEqualTo(before);
  }

  @Test
  void letter_shouldBeSavedWithItsLineEnds() {
    String key = "letters/ACCOUNT_UPDATED/fr/body.txt";

    assertThat(save(key, "Bonjour\r\n{{user.display_name}}\r\n", version(key)).body())
        .contains("<b>Saved.</b>");
    assertThat(stored(key)).isEqualTo("Bonjour\n{{user.display_name}}\n");
  }

  @Test
  void letterThatSomeoneElseHasSaved_shouldNotBeOverwritten() {
    String key = "letters/ACCOUNT_UPDATED/en/subject.txt";
    String version = version(key);
    put(key, "Theirs");

    HttpResponse<String> conflict = save(key, "Mine", version);

    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.body())
        .contains("someone else has saved", ">Theirs</pre>", "\nMine</textarea>");
    assertThat(stored(key)).isEqualTo("Theirs");
    Matcher next = VERSION.matcher(conflict.body());
    assertThat(next.find()).isTrue();
    save(key, "Mine", next.group(1).replace("&quot;", "\""));
    assertThat(stored(key)).isEqualTo("Mine");
  }

  @Test
  void newFile_shouldNotReplaceOneThatWasMadeMeanwhile() {
    put("sets/mine.csv", "primary_id\nleaver.00\n");

    assertThat(save("sets/mine.csv", "primary_id\nleaver.01\n", "").statusCode()).isEqualTo(409);
  }

  @Test
  void check_shouldSaveNothing() {
    HttpResponse<String> page =
        browser.submit(
            "/files/sets%2Fchecked.csv", "do=check&version=&text=primary_id%0Aleaver.00");

    assertThat(page.body()).contains("a set with 1 member", "Nothing was saved yet");
    assertThat(stack.bucket().get("sets/checked.csv")).isEmpty();
  }

  @Test
  void set_shouldBeShownWithItsMembers() {
    put("sets/shown.csv", "primary_id\nleaver.05\nno.such.user\n");

    assertThat(browser.get("/sets").body()).contains("href=\"/sets/leavers\"", "sets/leavers.csv");
    assertThat(browser.get("/sets/shown").body())
        .contains(
            "href=\"/users/leaver.05\"", "No user has this primary ID.", "<b>2</b> in this set");
    assertThat(browser.get("/files/sets%2Fshown.csv/shown.csv").body())
        .isEqualTo("primary_id\nleaver.05\nno.such.user\n");
    assertThat(browser.get("/sets/none").statusCode()).isEqualTo(404);
  }

  @Test
  void brokenSet_shouldBeExplained() {
    put("sets/broken.json", "{\"query\": \"a =\"}");

    assertThat(browser.get("/sets/broken").body()).contains("the set cannot be used");
  }

  @Test
  void upload_shouldBeSavedAfterACheck() {
    byte[] zip = {'P', 'K', 3, 4, 0, (byte) 0xff};
    assertThat(upload("/files/sets%2Fbroken.xlsx/upload?version=", zip).statusCode())
        .isEqualTo(400);
    assertThat(stack.bucket().get("sets/broken.xlsx")).isEmpty();

    byte[] set = "primary_id\nleaver.00\nleaver.02\n".getBytes(UTF_8);
    assertThat(upload("/files/sets%2Fuploaded.csv/upload?version=", set).body())
        .contains("a set with 2 members");
    assertThat(stack.bucket().get("sets/uploaded.csv")).contains(set);
    assertThat(upload("/files/sets%2Fuploaded.csv/upload?version=", zip).statusCode())
        .isIn(400, 409);
    assertThat(stack.bucket().get("sets/uploaded.csv")).contains(set);
  }

  /** The server refuses larger bodies; see {@code ConsoleSecurityTest}. */
  @Test
  void uploads_shouldHaveALimit() {
    assertThat(new FilePages(stack).routes())
        .filteredOn(route -> route.method().equals("POST"))
        .extracting(Route::maxBytes)
        .containsExactly(Route.MAX_FORM_BYTES, FilePages.MAX_UPLOAD_BYTES);
  }

  private static HttpResponse<String> upload(String path, byte[] content) {
    return browser.post(path, content, "X-Rollcall-Token", browser.token());
  }

  @Test
  void codeTable_shouldBeShownAndChecked() {
    assertThat(browser.get("/institution").body())
        .contains("UserGroups", "Create NoteTypes", "01RC_INST");
    assertThat(browser.get("/codes/UserGroups").body()).contains("EMERITUS", "Professors emeriti");
    assertThat(browser.get("/codes/None").statusCode()).isEqualTo(404);
    assertThat(
            save("codes/UserGroups.json", "{\"UG\": 1}", version("codes/UserGroups.json"))
                .statusCode())
        .isEqualTo(400);
    assertThat(save("institution.json", "{}", version("institution.json")).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs/x/job.json",
        "sets/../jobs/x/job.json",
        "sets//x.csv",
        "/sets/x.csv",
        "preview-letters/x",
        "letters",
        "sets/a\\b.csv"
      })
  void otherObjects_shouldNotBeReadOrWritten(String key) {
    String path = UrlText.path("files", key);

    assertThat(browser.get(path).statusCode()).isIn(400, 404);
    assertThat(browser.get(path + "/x").statusCode()).isIn(400, 404);
    assertThat(save(key, "x", "").statusCode()).isIn(400, 404);
  }
}
