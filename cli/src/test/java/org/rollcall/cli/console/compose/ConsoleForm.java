package org.rollcall.cli.console.compose;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rollcall.cli.console.web.ConsoleBrowser;

/**
 * A form on a page of the console, which a user fills in and sends. It sends what the page has in
 * hidden fields and in the text of the JSON, and the fields that were filled in.
 */
record ConsoleForm(ConsoleBrowser browser, String path, String html, Map<String, String> fields) {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");
  private static final Pattern TEXT =
      Pattern.compile("<textarea [^>]*name=\"(json)\"[^>]*>\\n(.*?)</textarea>", Pattern.DOTALL);

  static ConsoleForm open(ConsoleBrowser browser, String path) {
    HttpResponse<String> page = browser.get(path);
    if (page.statusCode() != 200) {
      throw new AssertionError(page.body());
    }
    return of(browser, path.replaceFirst("\\?.*", ""), page.body());
  }

  static ConsoleForm of(ConsoleBrowser browser, String path, String html) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Pattern pattern : new Pattern[] {HIDDEN, TEXT}) {
      Matcher matcher = pattern.matcher(html.substring(html.indexOf("<main")));
      while (matcher.find()) {
        fields.put(matcher.group(1), text(matcher.group(2)));
      }
    }
    return new ConsoleForm(browser, path, html, fields);
  }

  private static String text(String html) {
    return html.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x60;", "`")
        .replace("&#x3D;", "=")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** This form with a field filled in. */
  ConsoleForm with(String field, String value) {
    Map<String, String> filled = new LinkedHashMap<>(fields);
    filled.put(field, value);
    return new ConsoleForm(browser, path, html, filled);
  }

  /** Sends the form by a button. */
  HttpResponse<String> send(String button) {
    return browser.post(
        path,
        with("do", button).fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The form on the page that answers a button. */
  ConsoleForm press(String button) {
    HttpResponse<String> answer = send(button);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return of(browser, path, answer.body());
  }
}
