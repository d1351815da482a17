package org.rollcall.cli.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.console.web.LetterView.Form;

/** Letters in frames. {@code InboxPagesTest} checks the page around them. */
class LetterFrameTest {

  private static LetterView view() {
    return new LetterView("/x", Map.of(), List.of(Form.HTML), Form.HTML, false, false, true);
  }

  @Test
  void frame_shouldStartWithItsPolicy() {
    assertThat(LetterFrame.of("<html><head></head><body>Hello</body></html>", false, true))
        .startsWith(
            "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
                + " 'none'; style-src 'unsafe-inline'; img-src data:; ")
        .endsWith("<html><head></head><body>Hello</body></html>");
    assertThat(LetterFrame.of("", false, false)).contains("img-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=\"preconnect\" href=\"https://x.example\">",
        "<LINK rel=dns-prefetch href=//x.example>",
        "<link\nrel=stylesheet href=//x.example>"
      })
  void links_shouldBeRemoved(String html) {
    assertThat(LetterFrame.of(html, false, true))
        .contains("<removed-link")
        .doesNotContainPattern("(?i)<link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"><script>alert(1)</script>",
        "' onload='alert(1)",
        "</iframe><script>alert(1)</script>",
        "--></iframe><img src=x onerror=alert(1)>",
        "&quot;&gt;<base href=//x.example>"
      })
  void html_shouldNotLeaveItsAttribute(String html) {
    String page = view().render(html);

    String start = " sandbox srcdoc=\"";
    String attribute = page.substring(page.indexOf(start) + start.length());
    attribute = attribute.substring(0, attribute.indexOf('"'));
    assertThat(attribute).doesNotContain("<", ">", "'");
    assertThat(page.replace(attribute, ""))
        .doesNotContain("alert", "<base")
        .containsOnlyOnce("<iframe");
  }

  @Test
  void darkTheme_shouldBeThatOfTheLetter() {
    String html = "@media (prefers-color-scheme: dark){a} @media (prefers-color-scheme:light){b}";

    assertThat(LetterFrame.of(html, true, true))
        .endsWith("@media (min-width:0){a} @media (max-width:0){b}")
        .contains("<style>:root{color-scheme:dark !important}</style>");
    assertThat(LetterFrame.of(html, false, true))
        .endsWith("@media (max-width:0){a} @media (min-width:0){b}");
  }

  @Test
  void choices_shouldKeepTheOtherChoices() {
    LetterView dark =
        new LetterView(
            "/x",
            Map.of("user", "a b"),
            List.of(Form.HTML, Form.TEXT),
            Form.HTML,
            true,
            true,
            false);

    assertThat(dark.render("x"))
        .contains(
            "href=\"/x?user&#x3D;a%20b&amp;view&#x3D;html&amp;theme&#x3D;dark&amp;images&#x3D;off\">Computer",
            "href=\"/x?user&#x3D;a%20b&amp;view&#x3D;html&amp;width&#x3D;360&amp;theme&#x3D;dark&amp;images&#x3D;off\""
                + " aria-current=\"true\">Phone");
  }
}
