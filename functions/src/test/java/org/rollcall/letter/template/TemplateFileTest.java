package org.rollcall.letter.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Faults;
import org.rollcall.letter.LetterVariables;

class TemplateFileTest {

  private static List<String> faultsOf(byte[] content) {
    Faults faults = new Faults();
    assertThat(TemplateFile.decode(content, "f", faults)).isEmpty();
    return messages(faults);
  }

  @Test
  void byteOrderMark_shouldBeRemoved() {
    Faults faults = new Faults();
    assertThat(TemplateFile.decode("\uFEFFé\t\r\n\f\uD83D\uDE00".getBytes(UTF_8), "f", faults))
        .contains("é\t\r\n\f\uD83D\uDE00");
    assertThat(messages(faults)).isEmpty();
  }

  @Test
  void contentThatIsNotText_shouldBeAnError() {
    assertThat(faultsOf("é".getBytes(ISO_8859_1)))
        .containsExactly("f: " + TemplateError.TEMPLATE_NOT_UTF8.message());
    assertThat(faultsOf("Dear\nyou".getBytes(UTF_16LE)))
        .containsExactly("f line 1: contains a control character");
    assertThat(faultsOf("Dear\n\nyou\u0000".getBytes(UTF_8)))
        .containsExactly("f line 3: contains a control character");
    assertThat(faultsOf("\u0085".getBytes(UTF_8))).hasSize(1);
    assertThat(faultsOf("\u001B[2J".getBytes(UTF_8))).hasSize(1);
  }

  @Test
  void randomBytes_shouldHaveErrorsOrBeATemplate() {
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      byte[] content = new byte[random.nextInt(40)];
      random.nextBytes(content);
      for (int j = 0; j < content.length; j++) {
        // Mostly characters that are usual in templates.
        content[j] =
            random.nextInt(50) > 0 ? (byte) "{}#/>!&. \nab".charAt(random.nextInt(12)) : content[j];
      }
      Faults faults = new Faults();
      Optional<ValidatedTemplate> template =
          TemplateFile.decode(content, "f", faults)
              .flatMap(
                  text ->
                      ValidatedTemplate.of(
                          text,
                          "f",
                          TemplateRules.forLetter(LetterPart.HTML, LetterVariables.names("NEWS")),
                          faults));
      assertThat(template.isEmpty()).isEqualTo(!faults.isEmpty());
    }
  }
}
