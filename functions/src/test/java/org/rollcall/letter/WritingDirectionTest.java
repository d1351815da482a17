package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingDirectionTest {

  @ParameterizedTest
  @ValueSource(strings = {"ar", "ar-eg", "he", "iw", "fa_IR", "ku-Arab", "ji", "pa-arab-pk"})
  void language_shouldBeWrittenFromRightToLeft(String language) {
    assertThat(WritingDirection.isRightToLeft(language)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr-ca", "az", "ar-latn", "zh-Hant-TW", "pa", "de-1996"})
  void language_shouldBeWrittenFromLeftToRight(String language) {
    assertThat(WritingDirection.isRightToLeft(language)).isFalse();
  }
}
