package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemporaryFileTest {

  @Test
  void content_shouldBeReadAgainForEachAttempt() throws IOException {
    byte[] bytes = "طالب\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    try (TemporaryFile file = new TemporaryFile()) {
      file.output().write(bytes);

      assertThat(file.length()).isEqualTo(bytes.length);
      try (InputStream first = file.open();
          InputStream second = file.open()) {
        assertThat(first.readNBytes(100)).hasSize(100);
        assertThat(second.readAllBytes()).isEqualTo(bytes);
        assertThat(first.readAllBytes()).hasSize(bytes.length - 100);
      }
    }
  }
}
