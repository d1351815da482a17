package org.rollcall.cli.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.rollcall.cli.console.web.Answer.Download;
import org.rollcall.cli.console.web.Answer.GoOn;
import org.rollcall.cli.console.web.Answer.Page;
import org.rollcall.cli.console.web.Answer.Redirect;

/** Sends the answer to one request, with the security headers. */
final class Responses {

  private final HttpExchange exchange;
  private final ConsoleServer.Site site;
  private boolean isSent;

  Responses(HttpExchange exchange, ConsoleServer.Site site) {
    this.exchange = exchange;
    this.site = site;
  }

  void send(Answer answer, Optional<Session> session) throws IOException {
    if (isSent) {
      return;
    }
    if (answer instanceof GoOn goOn) {
      exchange.getResponseHeaders().set("Refresh", "0; url=" + goOn.path());
      send(goOn.page(), session);
    } else if (answer instanceof Page page) {
      byte[] html =
          Frame.of(page, session, site.stack(), site.navigation()).render(page).getBytes(UTF_8);
      start(
          page.status(),
          "text/html; charset=utf-8",
          page.hasLetters() ? SecurityHeaders.PAGE_WITH_LETTERS : SecurityHeaders.PAGE,
          html.length);
      exchange.getResponseBody().write(html);
    } else if (answer instanceof Redirect redirect) {
      exchange.getResponseHeaders().set("Location", redirect.path());
      start(303, "text/plain; charset=utf-8", SecurityHeaders.FILE, -1);
    } else if (answer instanceof Download download) {
      try (InputStream content = download.content()) {
        // With the length 0, it is sent in chunks.
        start(
            200,
            download.type(),
            download.isReport() ? SecurityHeaders.REPORT : SecurityHeaders.FILE,
            0);
        content.transferTo(exchange.getResponseBody());
      }
    }
  }

  void startEvents() throws IOException {
    start(200, "text/event-stream; charset=utf-8", SecurityHeaders.FILE, 0);
  }

  private void start(int status, String type, String policy, long length) throws IOException {
    isSent = true;
    exchange.getResponseHeaders().set("Content-Type", type);
    SecurityHeaders.add(exchange.getResponseHeaders(), policy);
    exchange.sendResponseHeaders(status, length);
  }
}
