package org.rollcall.cli.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The masking of a password in letters. */
class PasswordMaskTest {

  private static final String PASSWORD = "jKmn23fjXz";
  private static final PasswordMask MASK = new PasswordMask(PASSWORD);

  private static String each(String format) {
    return PASSWORD
        .chars()
        .mapToObj(character -> String.format(Locale.ROOT, format, character))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%c",
        "&#%d;",
        "&#00%d;",
        "&#x%x;",
        "&#X%X;",
        "%%%02x",
        "%%%02X",
        "&#37;%02x",
        "&percnt;%02X",
        "%c&shy;",
        "%c&#8203;",
        "%c&#x200D;",
        "%c\u200b",
        "%c<wbr>",
        "<b class=\"x\">%c</b>"
      })
  void password_inAnyForm_shouldBeMasked(String format) {
    String text = "<p>Your password: " + each(format) + "</p>";

    assertThat(MASK.isIn(text)).isTrue();
    assertThat(MASK.mask(text).orElseThrow())
        .startsWith("<p>Your password: ")
        .contains(PasswordMask.MASK)
        .doesNotContain(PASSWORD, each(format));
  }

  @Test
  void password_inALink_shouldBeMaskedEachTime() {
    String link = "<a href=\"https://x.example/?p=" + PASSWORD + "\">" + PASSWORD + "</a>";

    assertThat(MASK.mask(link))
        .contains(
            "<a href=\"https://x.example/?p="
                + PasswordMask.MASK
                + "\">"
                + PasswordMask.MASK
                + "</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"&amp;#%d;", "%%25%02x", "&amp;amp;#x%x;"})
  void password_thatIsEncodedTwice_shouldHideTheText(String format) {
    assertThat(MASK.mask("x " + each(format) + " y")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jkmn23fjxz", "jKmn23fjX", "jKmn 23fjXz", "", "&#1000000000000;", "%%%"})
  void otherText_shouldStay(String text) {
    assertThat(MASK.mask(text)).contains(text);
    assertThat(MASK.isIn(text)).isFalse();
  }

  @Test
  void tagsWithoutEnd_shouldNotTakeLong() {
    String text = "j<".repeat(50_000) + "j".repeat(50_000);

    assertThat(MASK.mask(text)).contains(text);
  }
}
