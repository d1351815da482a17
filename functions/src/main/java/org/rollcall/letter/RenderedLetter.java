package org.rollcall.letter;

import com.samskivert.mustache.Escapers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A letter as its recipient sees it.
 *
 * @param language the language's code in lower case, such as {@code fr-ca}
 */
public record RenderedLetter(String language, String subject, String html, String text) {

  private static final Pattern START_OF_BODY =
      Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);

  private static final String NOTE_IN_HTML =
      """
      <p lang="en" dir="ltr" style="margin:0;padding:12px 16px;background-color:#fff3c4;\
      font-family:Arial,sans-serif;font-size:14px;line-height:1.5;color:#000000;text-align:left;">\
      %s</p>
      """;

  /**
   * This letter as a test. The subject says so, and the first line of both bodies names the user.
   *
   * @param name the user's name; may be empty
   */
  RenderedLetter asTest(String name, String primaryId) {
    String note =
        "Test letter for %s. The user did not get it."
            .formatted(name.isEmpty() ? primaryId : name + " (" + primaryId + ")")
            .replaceAll("[\\s\\p{Cc}]+", " ");
    String noteInHtml = NOTE_IN_HTML.formatted(Escapers.HTML.escape(note));
    Matcher body = START_OF_BODY.matcher(html);
    int start = body.find() ? body.end() : 0;
    return new RenderedLetter(
        language,
        "[Test] " + subject,
        html.substring(0, start) + noteInHtml + html.substring(start),
        note + "\n\n" + text);
  }

  /** Contains no personal data. */
  @Override
  public String toString() {
    return "letter in " + language;
  }
}
