package org.rollcall.cli.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that every page loads. */
class ConsoleFilesTest {

  @ParameterizedTest
  @CsvSource({"console.js, 40000", "console.css, 20000"})
  void file_shouldStaySmallAndLoadNothing(String name, int maxBytes) throws IOException {
    try (InputStream file =
        Optional.ofNullable(ConsoleServer.class.getResourceAsStream(name)).orElseThrow()) {
      byte[] content = file.readAllBytes();

      assertThat(content).hasSizeBetween(1000, maxBytes);
      assertThat(new String(content, UTF_8))
          .doesNotContain("import ", "@import", "url(", "http:", "https:");
    }
  }
}
