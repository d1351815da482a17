package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search for the ID {@code ada.lee} and the address {@code Ada@Example.edu}. */
class TextSearchTest {

  private static final int MIB = 1 << 20;

  private static boolean isFound(String content) throws IOException {
    return new TextSearch(List.of("ada.lee", "Ada@Example.edu"))
        .isFoundIn(new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "ada.lee, true",
    "\u0000\u0001ADA.LEE\u0000, true",
    "<ada@example.edu>, true",
    "ada.lee., true",
    "ada.lee2, false",
    "x.ada.lee, false",
    "ada.lee.old, false",
    "ada, false"
  })
  void text_shouldBeFoundAsAWholeWord(String content, boolean isFound) throws IOException {
    assertThat(isFound(content)).isEqualTo(isFound);
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB - 20, MIB - 3, MIB, MIB + 10, MIB + 20, MIB + 24, 3 * MIB})
  void text_shouldBeFoundAcrossTheBlocksOfALargeFile(int position) throws IOException {
    String before = "é".repeat(position / 2) + " ".repeat(position % 2);
    String after = ", ".repeat(MIB);

    assertThat(isFound(before + "\nada.lee" + after)).isTrue();
    assertThat(isFound(before + "\nada.lee")).isTrue();
    assertThat(isFound(before + "\nx-ada.lee" + after)).isFalse();
    assertThat(isFound(before + "\nada.lee-x" + after)).isFalse();
  }

  @Test
  void emptyFile_shouldContainNothing() throws IOException {
    assertThat(isFound("")).isFalse();
  }
}
