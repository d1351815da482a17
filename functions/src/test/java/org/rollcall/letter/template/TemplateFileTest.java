package org.rollcall.letter.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.said;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Faults;
import org.rollcall.letter.LetterVariables;

class TemplateFileTest {

  private static List<String> faultsOf(byte[] content) {
    Faults faults = new Faults();
    assertThat(TemplateFile.text(content, "f", faults)).isEmpty();
    return said(faults);
  }

  @Test
  void text_shouldBeTakenWithoutItsByteOrderMark() {
    Faults faults = new Faults();
    assertThat(TemplateFile.text("\uFEFFé\t\r\n\f\uD83D\uDE00".getBytes(UTF_8), "f", faults))
        .contains("é\t\r\n\f\uD83D\uDE00");
    assertThat(said(faults)).isEmpty();
  }

  @Test
  void whatIsNoText_shouldBeAFault() {
    assertThat(faultsOf("é".getBytes(ISO_8859_1))).containsExactly("f: is not UTF-8 text");
    assertThat(faultsOf("Dear\nyou".getBytes(UTF_16LE)))
        .containsExactly("f line 1: has a control character, which no letter needs");
    assertThat(faultsOf("Dear\n\nyou\u0000".getBytes(UTF_8)))
        .containsExactly("f line 3: has a control character, which no letter needs");
    assertThat(faultsOf("\u0085".getBytes(UTF_8))).hasSize(1);
    assertThat(faultsOf("\u001B[2J".getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void anyBytes_shouldHaveFaultsOrBeATemplate() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      byte[] content = new byte[random.nextInt(40)];
      random.nextBytes(content);
      for (int j = 0; j < content.length; j++) {
        // Mostly what a template is made of.
        content[j] =
            random.nextInt(50) > 0 ? (byte) "{}#/>!&. \nab".charAt(random.nextInt(12)) : content[j];
      }
      Faults faults = new Faults();
      Optional<ValidatedTemplate> template =
          TemplateFile.text(content, "f", faults)
              .flatMap(
                  text ->
                      ValidatedTemplate.of(
                          text,
                          "f",
                          TemplateRules.ofLetter(LetterPart.HTML, LetterVariables.names("NEWS")),
                          faults));
      assertThat(template.isEmpty()).isEqualTo(!faults.isEmpty());
    }
  }
}
