package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTest {

  @ParameterizedTest
  @ValueSource(strings = {"plain", "two words", "o'brien", "$HOME", "{\"a\": \"b\"}", "a\nb", ""})
  void quotedWord_shouldBeReadUnchangedByAShell(String text) throws Exception {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + Shell.quote(text))
            .redirectErrorStream(true)
            .start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }
}
