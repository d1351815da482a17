package org.rollcall.cli.console.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The console as the sign-in service that receives the links of letters. */
class SignInPagesTest {

  private static final String URL = "https://library.example.edu/account?token=";

  @TempDir static Path temp;

  private static LocalStack local;
  private static FolderStack stack;
  private static RunningConsole console;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void sendLetters() {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    local = LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home")));
    stack = new FolderStack(local, " --stack rollcall-local", note -> {});
    List<SignInLink> links = new ArrayList<>();
    console =
        RunningConsole.start(
            stack,
            0,
            new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE),
            links::add);
    browser = ConsoleBrowser.signedIn(links.get(0).addressUrl(Optional.empty()));
    ObjectNode input = Json.read(LeaversFolder.JOB.getBytes(UTF_8), ObjectNode.class);
    input.withObject("/changes/account_type").put("credential", "LINK");
    input.putObject("set").putArray("members").add("leaver.00").add("leaver.01").add("leaver.02");
    StartedJob started = stack.start(input);
    while (stack
            .states()
            .describeExecution(request -> request.executionArn(started.executionArn()))
            .status()
        == ExecutionStatus.RUNNING) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  private static IssuedCredential credential(String id) {
    return local.users().find(PrimaryId.of(id)).orElseThrow().state().credential().orElseThrow();
  }

  private static String token(String id) {
    return local.letterCredentials().secret(credential(id), PrimaryId.of(id)).secret();
  }

  @Test
  void openedLink_shouldShowAFormAndUseNothingUp() {
    String token = token("leaver.00");

    String page = browser.get("/sign-in?token=" + token).body();
    String head = browser.raw("HEAD /sign-in?token=" + token + " HTTP/1.1", "Host: 127.0.0.1");

    assertThat(page).contains("<button>Sign in</button>", "name=\"link\" value=\"" + token + "\"");
    assertThat(page).doesNotContain("leaver.00");
    assertThat(head).startsWith("HTTP/1.1 ");
    assertThat(credential("leaver.00").used()).isEmpty();
  }

  @Test
  void form_shouldUseTheLinkOnce() {
    String token = token("leaver.01");
    browser.get("/sign-in?token=" + token);

    assertThat(browser.submit("/sign-in", "link=" + token).body())
        .contains("<h2>Signed in</h2>", "ACCEPTED", "<bdi>leaver.01</bdi>");
    assertThat(credential("leaver.01").used()).isPresent();
    assertThat(browser.submit("/sign-in", "link=" + token).body())
        .contains("<h2>Not signed in</h2>", "CONSUMED")
        .doesNotContain("leaver.01");
  }

  @Test
  void pastedLink_shouldBeUnderstood() {
    String link = URL.replace("?", "%3F").replace("=", "%3D") + token("leaver.02");

    assertThat(browser.submit("/sign-in", "link=" + link).body()).contains("leaver.02");
  }

  @Test
  void otherText_shouldBeWrong() {
    assertThat(browser.submit("/sign-in", "link=no+link").body()).contains("WRONG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?view=html", "?view=text", "?view=headers"})
  void letter_shouldBeShownWithoutTheToken(String view) {
    Matcher letter =
        Pattern.compile("\"(/inbox/[^\"]+\\.eml)\"")
            .matcher(browser.get("/inbox?to=leaver.00").body());
    assertThat(letter.find()).isTrue();

    String page = browser.get(letter.group(1) + view).body();

    assertThat(page).contains("leaver.00").doesNotContain(token("leaver.00"), "Only the source");
    assertThat(page.contains("••••••••••")).isEqualTo(!view.equals("?view=headers"));
  }

  @Test
  void token_shouldNotBeFound() {
    assertThat(browser.get("/inbox?q=" + token("leaver.00")).body())
        .contains("No letter was found");
  }
}
