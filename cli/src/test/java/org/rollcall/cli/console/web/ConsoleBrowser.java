package org.rollcall.cli.console.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that has signed in to a console, and can also send what a browser would not. */
public final class ConsoleBrowser {

  private static final Pattern TOKEN =
      Pattern.compile("name=\"rollcall-token\" content=\"(\\w*)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private String cookie = "";

  private ConsoleBrowser(String base) {
    this.base = base;
  }

  /** A browser without a session. */
  public static ConsoleBrowser at(int port) {
    return new ConsoleBrowser("http://127.0.0.1:" + port);
  }

  /** A browser that has opened a link. */
  public static ConsoleBrowser signedIn(String link) {
    URI uri = URI.create(link);
    ConsoleBrowser browser = at(uri.getPort());
    HttpResponse<String> answer = browser.get(uri.getPath() + "?" + uri.getQuery());
    browser.cookie =
        answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    return browser;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** Sends a form as a page of the console does, with its token. */
  public HttpResponse<String> post(String path, String fields, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (!all.contains("Origin")) {
      all.addAll(List.of("Origin", base));
    }
    return send(
        request(path, all.toArray(String[]::new))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields))
            .build());
  }

  /** Sends a file. */
  public HttpResponse<String> post(String path, byte[] content, String... headers) {
    return send(
        request(path, headers)
            .header("Origin", base)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(content))
            .build());
  }

  /** Sends a form with the token of the session. */
  public HttpResponse<String> submit(String path, String fields) {
    return post(path, "token=" + token() + "&" + fields);
  }

  /** The token in the pages. */
  public String token() {
    return token("/jobs");
  }

  /** The token in a page. */
  public String token(String path) {
    Matcher found = TOKEN.matcher(get(path).body());
    if (!found.find()) {
      throw new AssertionError("no token in the page");
    }
    return found.group(1);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Opens an address whose answer does not end. */
  public HttpResponse<java.io.InputStream> open(String path, String... headers) {
    try {
      return http.send(request(path, headers).GET().build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Sends the lines of a request as they are, with this browser's cookie, and returns the first
   * line of the answer.
   */
  public String raw(String... lines) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(base).getPort())) {
      String request =
          String.join("\r\n", lines)
              + (cookie.isEmpty() ? "" : "\r\nCookie: " + cookie)
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String base() {
    return base;
  }
}
