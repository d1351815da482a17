package org.rollcall.cli.console.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.letter.ses.LetterTags;
import org.rollcall.local.LocalStack;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The inbox and the page of a user after a job with letters, on one embedded stack. */
class InboxPagesTest {

  private static final PrimaryId USER = PrimaryId.of("leaver.00");

  @TempDir static Path temp;

  private static FolderStack stack;
  private static RunningConsole console;
  private static ConsoleBrowser browser;
  private static JobReference job;
  private static String password;
  private static String letter;

  @BeforeAll
  static void sendLetters() throws IOException {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    Files.writeString(leavers.folder().resolve("ses.json"), "{\"max_send_rate\": 20}");
    LocalStack local =
        LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home")));
    stack = new FolderStack(local, " --stack rollcall-local", note -> {});
    List<SignInLink> links = new ArrayList<>();
    console =
        RunningConsole.start(
            stack,
            0,
            new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE),
            links::add);
    browser = ConsoleBrowser.signedIn(links.get(0).addressUrl(Optional.empty()));
    ObjectNode test = input();
    ObjectNode notify = (ObjectNode) test.path("notify");
    notify.put("test_to", "tester@example.edu");
    run(test);
    JobId id = run(input());
    job = new JobFolder(stack.bucket(), id).readJob().root();
    password = local.letterCredentials().passwords().derive(job, USER);
    letter = letterTo("leaver.00@example.edu");
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  private static ObjectNode input() {
    ObjectNode input = Json.read(LeaversFolder.JOB.getBytes(UTF_8), ObjectNode.class);
    input.putObject("set").putArray("members").add("leaver.00").add("leaver.01");
    return input;
  }

  private static JobId run(ObjectNode input) {
    StartedJob started = stack.start(input);
    while (stack
            .states()
            .describeExecution(request -> request.executionArn(started.executionArn()))
            .status()
        == ExecutionStatus.RUNNING) {
      LockSupport.parkNanos(5_000_000);
    }
    return started.jobId();
  }

  private static Path inbox() {
    return stack.inbox().orElseThrow();
  }

  private static String letterTo(String address) {
    Mailbox mailbox = new Mailbox(inbox());
    return mailbox.names().stream()
        .filter(name -> mailbox.header(name).orElseThrow().to().equals(address))
        .findFirst()
        .orElseThrow();
  }

  /** A letter of the job as a file of the inbox. */
  private static String write(JobReference of, String... lines) {
    String tags =
        LetterTags.ofJob(of, USER).toMap().entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(", "));
    String name = "attack-" + Integer.toHexString(List.of(lines).hashCode()) + ".eml";
    try {
      Files.writeString(
          inbox().resolve(name),
          "X-SES-MESSAGE-TAGS: " + tags + "\r\n" + String.join("\r\n", lines));
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> open(String name, String query) {
    return browser.get(UrlText.path("inbox", name) + query);
  }

  /** A job may have sent many letters after the one that is looked for. */
  @Test
  void lettersToARecipient_shouldBeOnOnePage() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("many"));
    for (int i = 0; i <= InboxSearch.MAX_READ + 1; i++) {
      boolean isFirstOrLast = i == 0 || i > InboxSearch.MAX_READ;
      String to = isFirstOrLast ? "reader@example.edu" : "other@example.edu";
      Files.writeString(folder.resolve("letter%04d.eml".formatted(i)), "To: " + to + "\r\n\r\n");
    }
    LetterSecrets secrets = new LetterSecrets(stack.bucket(), Optional::empty);

    InboxSearch.Result result =
        new InboxSearch("", "reader@", "", "").run(new Mailbox(folder), secrets);

    assertThat(result.letters())
        .extracting(InboxSearch.Found::name)
        .containsExactly("letter1001.eml", "letter0000.eml");
    assertThat(result.more()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?view=html&theme=dark", "?view=text", "?view=headers"})
  void letter_shouldBeShownWithoutItsPassword(String query) {
    HttpResponse<String> page = open(letter, query);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("leaver.00").doesNotContain(password);
    assertThat(page.body().contains(PasswordMask.MASK)).isEqualTo(!query.equals("?view=headers"));
  }

  @Test
  void source_shouldShowThePassword() {
    assertThat(open(letter, "?view=source").body())
        .contains(password, "The source shows the password of this letter.");
    assertThat(browser.get(UrlText.path("inbox", letter, letter)).body()).contains(password);
  }

  @Test
  void passwords_shouldNotBeFound() {
    assertThat(browser.get("/inbox?q=" + password).body()).contains("No letter was found");
    assertThat(browser.get("/inbox?q=zephyrine").body()).contains(letter).doesNotContain(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"to=LEAVER.00", "to=leaver.00@exam", "q=leaver.00@example.edu"})
  void letters_shouldBeFoundByRecipient(String query) {
    assertThat(browser.get("/inbox?" + query).body())
        .contains(letter, "<a href=\"/users/leaver.00\"><bdi>leaver.00</bdi></a>")
        .contains("letters that jobs have sent to users")
        .doesNotContain(letterTo("leaver.01@example.edu"));
  }

  @Test
  void letters_shouldBeFoundByJob() {
    assertThat(browser.get("/inbox?job=" + job.jobId()).body())
        .contains(letter, letterTo("leaver.01@example.edu"));
    assertThat(browser.get("/inbox?job=another").body()).contains("No letter was found");
  }

  /** A test letter has no tags, and bullets instead of a password. */
  @Test
  void testLetter_shouldBeShown() {
    assertThat(open(letterTo("tester@example.edu"), "?view=text").body())
        .contains("Test letter for Zephyrine (leaver.0")
        .doesNotContain("Only the source");
  }

  @ParameterizedTest
  @ValueSource(strings = {"quoted-printable", "base64", "7bit"})
  void password_inAnyEncoding_shouldBeMasked(String encoding) {
    String html = "<p>" + password.replaceAll("(.)", "$1&#8203;") + "</p><p>" + password + "</p>";
    String body =
        switch (encoding) {
          case "base64" -> Base64.getMimeEncoder().encodeToString(html.getBytes(UTF_8));
          case "quoted-printable" ->
              html.chars().mapToObj("=%02X"::formatted).collect(Collectors.joining());
          default -> html;
        };
    String name =
        write(
            job,
            "Subject: your password is " + password,
            "Content-Type: text/html; charset=utf-8",
            "Content-Transfer-Encoding: " + encoding,
            "",
            body);

    assertThat(open(name, "").body())
        .contains("Letter", "srcdoc")
        .doesNotContain(password, password.charAt(0) + "&amp;#8203;" + password.charAt(1));
    assertThat(browser.get("/inbox").body()).doesNotContain(password);
  }

  @Test
  void letter_whosePasswordCannotBeDerived_shouldOnlyHaveItsSource() {
    JobReference other = new JobReference(new JobId("deleted-job"), job.started());
    String ofDeletedJob = write(other, "Subject: Abcdefgh23", "", "Abcdefgh23");
    String withOtherKey = write(job, "Subject: Abcdefgh24", "", "Abcdefgh24");

    for (String name : List.of(ofDeletedJob, withOtherKey)) {
      HttpResponse<String> page = open(name, "?view=text");

      assertThat(page.body())
          .contains("Only the source can be shown")
          .doesNotContain("srcdoc", "view&#x3D;text", "view&#x3D;headers");
      assertThat(browser.get("/inbox?q=Abcdefgh").body()).contains("No letter was found");
      assertThat(browser.get("/inbox").body()).contains(name).doesNotContain("Abcdefgh");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"></iframe><script>alert(1)</script>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<base href='//evil.example/'>",
        "<form action='//evil.example'><input name=p></form>",
        "<img src='//evil.example/x.png'><style>@import '//evil.example/x.css';</style>",
        "<svg onload=alert(1)></svg>"
      })
  void hostileLetter_shouldStayInItsFrame(String html) {
    String name =
        write(
            job,
            "Subject: " + html,
            "From: " + html,
            "To: " + html,
            "Content-Type: text/html",
            "",
            html + password);

    HttpResponse<String> page = open(name, "");

    String frame = "sandbox srcdoc=\"";
    int start = page.body().indexOf(frame) + frame.length();
    String srcdoc = page.body().substring(start, page.body().indexOf('"', start));
    assertThat(srcdoc)
        .startsWith("&lt;!DOCTYPE html&gt;&lt;meta http-equiv&#x3D;&quot;Content-Security-Policy")
        .doesNotContain("<", ">");
    assertThat(page.body().replace(srcdoc, ""))
        .doesNotContain("<script>", "<base", "<img", "<svg", "<meta http-equiv")
        .doesNotContain("allow-");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-src 'self'", "base-uri 'none'");
  }

  @Test
  void brokenLetter_shouldHaveItsSource() {
    String name = write(job, "X: " + "y".repeat(MailReader.MAX_FIELD_BYTES + 1), "", "text");

    assertThat(open(name, "").body()).contains("This message is broken or too large");
    assertThat(browser.get("/inbox").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/inbox/..%2Fpassword.key",
        "/inbox/..%2Fobjects%2Frollcall%2Fsets%2Fleavers.csv",
        "/inbox/%2Fetc%2Fpasswd",
        "/inbox/..%2F..%2Fx.eml",
        "/inbox/none.eml",
        "/inbox/none.eml/..%2Fpassword.key"
      })
  void nameOfNoLetter_shouldNotBeFound(String path) {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void encodedPath_shouldHaveTheSameChecks() {
    assertThat(
            ConsoleBrowser.at(Integer.parseInt(browser.base().replaceFirst(".*:", "")))
                .get("/%69nbox/" + letter)
                .statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/%69nbox").statusCode()).isEqualTo(200);
  }

  @Test
  void userOfTheJob_shouldHaveItsChangesAndItsLetter() {
    String page = browser.get("/users/LEAVER.00").body();

    assertThat(page)
        .contains("Zephyrine", "/users/leaver.00/jobs/" + job.jobId(), "NOTIFY_PASSWORD_CHANGE")
        .contains("leaver.00@example.edu", "href=\"/inbox?to&#x3D;leaver.00\"")
        .contains("Temporary password expires")
        .doesNotContain(password);
    assertThat(browser.get("/users/leaver.00/jobs/" + job.jobId()).body())
        .contains("expiry_date", "<del><bdi>2030-01-31Z", "<ins><bdi>2031-01-31Z")
        .contains("Password: reset");
    assertThat(browser.get("/users/leaver.00/jobs/another").statusCode()).isEqualTo(404);
    assertThat(browser.get("/users/nobody").statusCode()).isEqualTo(404);
  }
}
