package org.rollcall.cli.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a session of the console, and when it ends. */
class SessionsTest extends ConsoleFixture {

  @Test
  void link_shouldWorkOnce() {
    String link = link();
    signIn();

    HttpResponse<String> again =
        ConsoleBrowser.at(server.port()).get(link.replaceFirst("http://[^/]+", ""));

    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/start", "/start?link=", "/start?link=0000", "/start?other=1"})
  void guessedLink_shouldBeRefused(String path) {
    HttpResponse<String> answer = ConsoleBrowser.at(server.port()).get(path);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(signIn().get("/jobs").statusCode()).as("the real link").isEqualTo(200);
  }

  @Test
  void cookie_shouldBeForThisSiteAndNotForScripts() {
    String header =
        ConsoleBrowser.at(server.port())
            .get(link().replaceFirst("http://[^/]+", ""))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();

    assertThat(header)
        .startsWith("rollcall-" + server.port() + "=")
        .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
        .doesNotContain("Domain");
  }

  @Test
  void browserWithoutCookie_shouldSeeNothing() {
    ConsoleBrowser stranger = ConsoleBrowser.at(server.port());

    assertThat(stranger.get("/jobs").statusCode()).isEqualTo(403);
    assertThat(stranger.get("/jobs").body()).doesNotContain("user.manager").doesNotContain("alert");
    assertThat(stranger.post("/change", "").statusCode()).isEqualTo(403);
    assertThat(stranger.get("/events").statusCode()).isEqualTo(403);
    assertThat(changes).hasValue(0);
  }

  @Test
  void cookieOfAnotherHostName_shouldNotBeASession() {
    ConsoleBrowser browser = signIn();

    assertThat(browser.raw("GET /jobs HTTP/1.1", "Host: localhost:" + server.port()))
        .contains("403");
  }

  @Test
  void idleSession_shouldEnd() {
    ConsoleBrowser browser = signIn();
    String token = browser.token();

    clock.advance(Sessions.IDLE_TIMEOUT.minusSeconds(1));
    assertThat(browser.get("/jobs").statusCode()).isEqualTo(200);
    clock.advance(Sessions.IDLE_TIMEOUT.plusSeconds(1));

    assertThat(browser.get("/jobs").statusCode()).isEqualTo(403);
    assertThat(browser.post("/change", "token=" + token).statusCode()).isEqualTo(403);
    assertThat(changes).hasValue(0);
    assertThat(links).as("a new link in the terminal").hasSize(2);
    assertThat(signIn().get("/jobs").statusCode()).isEqualTo(200);
  }

  @Test
  void endedSession_shouldNotComeBack() {
    ConsoleBrowser browser = signIn();

    sessions.end();

    assertThat(browser.get("/jobs").statusCode()).isEqualTo(403);
    assertThat(signIn().token()).isNotEmpty();
    assertThat(browser.get("/jobs").statusCode()).isEqualTo(403);
  }

  @Test
  void newSession_shouldEndTheOneBefore() {
    ConsoleBrowser first = signIn();
    clock.advance(Duration.ofMinutes(2));
    ConsoleBrowser.at(server.port()).get("/jobs");

    ConsoleBrowser second = signIn();

    assertThat(second.get("/jobs").statusCode()).isEqualTo(200);
    assertThat(first.get("/jobs").statusCode()).isEqualTo(403);
  }

  @Test
  void strangers_shouldNotFillTheTerminalWithLinks() {
    signIn();

    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofSeconds(10));
      ConsoleBrowser.at(server.port()).get("/jobs");
      ConsoleBrowser.at(server.port()).get("/start?link=guess");
    }

    assertThat(links).as("one more, since nobody has used it").hasSize(2);
  }

  @Test
  void sessionWithoutOperator_shouldOnlySeeTheQuestion() {
    server.close();
    start(Optional.empty());
    ConsoleBrowser browser = signIn();

    HttpResponse<String> page = browser.get("/jobs");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("Location")).contains("/operator");
    assertThat(page.body()).isEmpty();
  }
}
