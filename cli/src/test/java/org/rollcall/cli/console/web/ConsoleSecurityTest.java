package org.rollcall.cli.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Closer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.user.PrimaryId;

/** Attacks on the console's server: what it must refuse, from a browser and from other programs. */
class ConsoleSecurityTest {

  private static final View VIEW = View.of(ConsoleSecurityTest.class, "hostile.html");
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

  private final List<SignInLink> links = new ArrayList<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final CountDownLatch streamsEnd = new CountDownLatch(1);
  private final TestClock clock = new TestClock();
  private String name = "<script>alert(1)</script>";
  private Sessions sessions;
  private ConsoleServer server;

  /** A clock that is set by hand. */
  private static final class TestClock extends Clock {

    private Instant now = Instant.parse("2027-01-11T09:00:00Z");

    void advance(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void start() {
    start(Optional.of(PrimaryId.of("user.manager")));
  }

  private void start(Optional<PrimaryId> operator) {
    sessions = new Sessions(operator, clock);
    server =
        ConsoleServer.start(
            0,
            sessions,
            new ConsoleServer.Site(
                "folder",
                false,
                "/jobs",
                "/operator",
                List.of(new Navigation("/jobs", "Jobs")),
                List.of(
                    Route.page("/jobs", request -> page()),
                    Route.page("/jobs/{id}", request -> page()),
                    Route.action("/change", request -> change()),
                    Route.action("/small", 10, request -> change()),
                    Route.events("/events", (request, events) -> events.send("part", "<b>")),
                    Route.events("/endless", (request, events) -> stream(events)))),
            links::add);
  }

  private Page page() {
    return Page.of(name, "/jobs", VIEW, Map.of("name", name));
  }

  private Answer change() {
    changes.incrementAndGet();
    return new Answer.Redirect("/jobs");
  }

  private void stream(EventStream events) throws IOException, InterruptedException {
    events.send("part", "first");
    streamsEnd.await();
  }

  @AfterEach
  void stop() {
    streamsEnd.countDown();
    server.close();
  }

  private String link() {
    return links.get(links.size() - 1).addressUrl(Optional.empty());
  }

  private ConsoleBrowser signIn() {
    return ConsoleBrowser.signedIn(link());
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example:PORT",
    "10.0.0.1:PORT",
    "abc.localhost:PORT",
    "127.0.0.1:PORT.evil.example",
    "127.1:PORT",
    "''"
  })
  void hostOfAnotherName_shouldBeMisdirected(String host) {
    ConsoleBrowser browser = signIn();

    assertThat(browser.raw("GET /jobs HTTP/1.1", "Host: " + withPort(host))).contains("421");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "[::1]:PORT", "NAME:PORT"})
  void hostOfThisMachine_shouldBeAnswered(String host) {
    assertThat(
            ConsoleBrowser.at(server.port()).raw("GET /jobs HTTP/1.1", "Host: " + withPort(host)))
        .contains("403");
  }

  private String withPort(String host) {
    return host.replace("PORT", "" + server.port()).replace("NAME", links.get(0).name());
  }

  @Test
  void severalOrNoHosts_andTargetsOfProxies_shouldBeRefused() {
    ConsoleBrowser browser = signIn();
    String host = "Host: 127.0.0.1:" + server.port();

    assertThat(browser.raw("GET /jobs HTTP/1.1", host, host)).containsPattern("400|421");
    assertThat(browser.raw("GET /jobs HTTP/1.1")).containsPattern("400|421");
    assertThat(browser.raw("GET http://evil.example/jobs HTTP/1.1", host)).contains("421");
  }

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
  void form_shouldNeedTheToken() {
    ConsoleBrowser browser = signIn();

    assertThat(browser.post("/change", "").statusCode()).isEqualTo(403);
    assertThat(browser.post("/change", "token=wrong").statusCode()).isEqualTo(403);
    assertThat(browser.post("/change?token=" + browser.token(), "").statusCode()).isEqualTo(403);
    assertThat(changes).hasValue(0);
    assertThat(browser.submit("/change", "").statusCode()).isEqualTo(303);
    assertThat(changes).hasValue(1);
  }

  @Test
  void stream_shouldNeedTheTokenInAHeader() throws IOException {
    ConsoleBrowser browser = signIn();

    assertThat(browser.get("/events").statusCode()).isEqualTo(403);
    assertThat(browser.get("/events?token=" + browser.token()).statusCode()).isEqualTo(403);
    try (InputStream events = browser.open("/events", "X-Rollcall-Token", browser.token()).body()) {
      assertThat(new String(events.readNBytes(24), StandardCharsets.UTF_8))
          .isEqualTo("event: part\ndata: \"<b>\"\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:PORT",
        "http://localhost:PORT",
        "http://NAME:PORT"
      })
  void formOfAnotherOrigin_shouldBeRefused(String origin) {
    ConsoleBrowser browser = signIn();

    HttpResponse<String> answer =
        browser.post("/change", "token=" + browser.token(), "Origin", withPort(origin));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(changes).hasValue(0);
  }

  @Test
  void formWithoutOrigin_shouldBeRefused() {
    ConsoleBrowser browser = signIn();

    assertThat(
            browser.raw(
                "POST /change HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "X-Rollcall-Token: " + browser.token(),
                FORM,
                "Content-Length: 0"))
        .contains("403");
    assertThat(changes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void requestThatTheBrowserCallsForeign_shouldBeRefused(String site) {
    ConsoleBrowser browser = signIn();
    String token = browser.token();

    assertThat(browser.post("/change", "token=" + token, "Sec-Fetch-Site", site).statusCode())
        .isEqualTo(403);
    assertThat(
            browser.get("/events", "X-Rollcall-Token", token, "Sec-Fetch-Site", site).statusCode())
        .isEqualTo(403);
    assertThat(changes).hasValue(0);
  }

  @Test
  void pages_shouldHaveThePolicies() {
    HttpResponse<String> page = signIn().get("/jobs");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none';")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(page.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void errors_andFiles_shouldHaveThePoliciesToo() {
    ConsoleBrowser browser = signIn();

    for (String path : List.of("/nowhere", "/console.js", "/start?link=1")) {
      assertThat(browser.get(path).headers().firstValue("Content-Security-Policy").orElseThrow())
          .as(path)
          .contains("default-src 'none'");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "{{token}}",
        "{{{content}}}",
        "</title><script>alert(1)</script>",
        "javascript:alert(1)"
      })
  void hostileText_shouldBeText(String hostile) {
    name = hostile;

    String html = signIn().get("/jobs").body();

    assertThat(html)
        .doesNotContain("<script>alert", "<img", " onmouseover='alert")
        .containsOnlyOnce("name=\"rollcall-token\"");
    assertThat(
            html.replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#x3D;", "=")
                .replace("&#61;", "="))
        .contains("<p title=\"" + hostile + "\">" + hostile + "</p>");
  }

  @Test
  void tooLargeForm_shouldBeRefused() {
    ConsoleBrowser browser = signIn();

    HttpResponse<String> answer =
        browser.post("/small", "text=" + "x".repeat(100_000), "X-Rollcall-Token", browser.token());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(changes).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../console.css",
        "/jobs/..",
        "/jobs/%2e%2e",
        "/jobs/.",
        "/jobs/%zz",
        "/jobs//",
        "//jobs",
        "/jobs/a/b",
        "/org/rollcall/cli/console/web/layout.html",
        "/console.css/../layout.html",
        "/layout.html"
      })
  void pathThatIsNoPage_shouldNotBeFound(String path) {
    ConsoleBrowser browser = signIn();

    assertThat(browser.raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + server.port()))
        .containsPattern(" 40[04] |421");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "TRACE", "OPTIONS", "HEAD"})
  void otherMethod_shouldBeRefused(String method) {
    ConsoleBrowser browser = signIn();

    assertThat(
            browser.raw(
                method + " /change HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "X-Rollcall-Token: " + browser.token()))
        .contains("405");
    assertThat(browser.get("/change").statusCode()).as("GET of an action").isEqualTo(405);
    assertThat(changes).hasValue(0);
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
  void streams_shouldBeLimited() throws IOException {
    ConsoleBrowser browser = signIn();
    String token = browser.token();
    try (Closer streams = Closer.create()) {
      for (int i = 0; i < ConsoleServer.MAX_STREAMS; i++) {
        InputStream events = browser.open("/endless", "X-Rollcall-Token", token).body();
        streams.register(events);
        assertThat(events.read()).isEqualTo('e');
      }

      assertThat(browser.get("/events", "X-Rollcall-Token", token).statusCode()).isEqualTo(429);
      assertThat(browser.get("/jobs").statusCode()).as("pages").isEqualTo(200);
    }
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
