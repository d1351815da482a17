package org.rollcall.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.console.web.UrlText;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;

/** The question who uses the console. */
class OperatorPagesTest {

  @TempDir static Path temp;

  private static FolderStack stack;
  private static RunningConsole console;
  private static String link;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void start() {
    LeaversFolder leavers = LeaversFolder.create(temp.resolve("data"));
    stack =
        new FolderStack(
            LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home"))),
            " --stack rollcall-local",
            note -> {});
    List<SignInLink> links = new ArrayList<>();
    console =
        RunningConsole.start(
            stack, 0, new Sessions(Optional.empty(), SystemClock.INSTANCE), links::add);
    link = links.get(0).addressUrl(Optional.empty());
    browser = ConsoleBrowser.signedIn(link);
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  /** The form after an answer: a page of its own, so that the browser can go back to it. */
  private static String formAfter(String id) {
    HttpResponse<String> answer =
        browser.post(
            "/operator", "token=" + browser.token("/operator") + "&operator=" + UrlText.encode(id));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/operator");
    return browser.get("/operator").body();
  }

  @Test
  void refusedId_shouldBeExplainedOnceOnTheForm() {
    assertThat(formAfter("Dana Whitlock"))
        .contains(
            "No user has the primary ID Dana Whitlock. Enter the ID, not the name.",
            "value=\"Dana Whitlock\"")
        .doesNotContain("OPERATOR_NOT_FOUND");
    assertThat(browser.get("/operator").body()).doesNotContain("Dana", "role=\"alert\"");
    assertThat(formAfter("  ")).contains("Enter your primary ID.");
    assertThat(formAfter("<b>")).contains("&lt;b&gt;").doesNotContain("<b>.");
  }

  @Test
  void operatorsOfTheSample_shouldBeNamed_ifTheFolderHasThem() {
    assertThat(browser.get("/operator").body()).doesNotContain("mlibrarian");

    stack
        .userAdministration()
        .load(
            List.of(
                RecordIntake.take(
                    (ObjectNode)
                        Given.json(
                            """
                            {'primary_id': 'mlibrarian', 'account_type': 'INTERNAL', 'last_name': 'L',
                             'status': {'value': 'ACTIVE'},
                             'user_role': [{'role_type': {'value': '21'}, 'status': {'value': 'ACTIVE'},
                                            'scope': {'value': '01RC_INST'}}]}
                            """))));

    assertThat(browser.get("/operator").body()).contains("<code>mlibrarian</code>.");
  }

  /** The link is in the browser's history, and in the window of the console. */
  @Test
  void usedLink_shouldLeadTheSignedInBrowserOn_andTellOthersWhatToDo() {
    String path = link.substring(link.indexOf("/start"));

    HttpResponse<String> again = browser.get(path);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("This browser is signed in.", "Go on");

    HttpResponse<String> stranger = ConsoleBrowser.at(port()).get(path);
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(stranger.body()).contains("Each link works once.", "load this page again");
  }

  private static int port() {
    return URI.create(link).getPort();
  }

  @Test
  void pageAfterTheEnd_shouldNotShowTheOperatorAndTheMenu() {
    Sessions sessions =
        new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE);
    List<SignInLink> links = new ArrayList<>();
    try (RunningConsole other = RunningConsole.start(stack, 0, sessions, links::add)) {
      assertThat(other).isNotNull();
      ConsoleBrowser last = ConsoleBrowser.signedIn(links.get(0).addressUrl(Optional.empty()));
      assertThat(last.get("/new").body()).contains("user.manager", "End the session");

      assertThat(last.submit("/end", "").body())
          .contains("The session has ended", "Nobody is signed in")
          .doesNotContain("user.manager", "End the session", "<nav");
    }
  }

  @Test
  void unknownPage_shouldSaySo() {
    assertThat(browser.get("/nowhere").body()).contains("Page not found");
  }
}
