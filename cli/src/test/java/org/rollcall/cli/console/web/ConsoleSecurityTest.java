package org.rollcall.cli.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Closer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the console's server: what it must refuse, from a browser and from other programs. */
class ConsoleSecurityTest extends ConsoleFixture {

  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

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

  @Test
  void styleOfAPageOfAnEarlierStart_shouldBeAnswered() {
    ConsoleBrowser browser = ConsoleBrowser.at(server.port());
    String former = withPort("Host: 0123456789ab.localhost:PORT");

    assertThat(browser.raw("GET /console.css HTTP/1.1", former)).contains(" 200 ");
    assertThat(browser.raw("GET /console.js HTTP/1.1", former)).contains(" 200 ");
    assertThat(browser.raw("GET /jobs HTTP/1.1", former)).contains(" 421 ");
    assertThat(browser.raw("GET /console.css HTTP/1.1", withPort("Host: evil.example:PORT")))
        .contains(" 421 ");
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

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 100_000})
  void tooLargeForm_shouldBeRefused(int length) {
    ConsoleBrowser browser = signIn();

    HttpResponse<String> answer =
        browser.post("/small", "text=" + "x".repeat(length), "X-Rollcall-Token", browser.token());

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
}
