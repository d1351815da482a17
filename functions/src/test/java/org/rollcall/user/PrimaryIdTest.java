package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"s1", "O'Brien", "a/../b", "مها", "𠮷野", "a b"})
  void id_ofAnyScript_shouldBeValid(String id) {
    assertThat(PrimaryId.of(id).isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b", "a\nb", "a\u0085b", "a\ud800", "\udc00a"})
  void id_emptyOrWithInvalidCharacter_shouldBeInvalid(String id) {
    assertThat(PrimaryId.of(id).isValid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MLIBRARIAN, mlibrarian", "ÉÅØ, éåø", "ΝΊΚΟΣ, νίκος", "ЖУК, жук", "STRAẞE, straße"})
  void ids_differingInCase_shouldBeEqual(String one, String other) {
    assertThat(PrimaryId.of(one)).isEqualTo(PrimaryId.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "mar\u212A, mark",
    "\u212Bke, åke",
    "\u2126, ω",
    "\u03F4, θ",
    "ｍark, mark",
    "ma\u0440k, mapk",
    "ıd, id",
    "ﬁn, fin",
    "straße, strasse"
  })
  void ids_thatLookAlike_shouldDiffer(String one, String other) {
    assertThat(PrimaryId.of(one)).isNotEqualTo(PrimaryId.of(other));
  }

  /**
   * Fails if a later Java version adds letters that look like others. Characters that NFC replaces
   * are the same character for Unicode.
   */
  @Test
  void character_shouldEqualOnlyItsOwnUpperCase() {
    Map<String, Integer> lower = new HashMap<>();
    List<String> unexpected = new ArrayList<>();
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(c -> CaseFolding.fold(Character.toString(c)).equals(Character.toString(c)))
        .forEach(c -> lower.put(Character.toString(c), c));
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      Integer folded = lower.get(CaseFolding.fold(Character.toString(c)));
      if (folded != null
          && CleanText.of(Character.toString(c)).equals(Character.toString(c))
          && folded != c
          && c != 'ẞ'
          && Character.toUpperCase(folded) != c
          && Character.toTitleCase(folded) != c) {
        unexpected.add(Character.getName(c));
      }
    }
    assertThat(unexpected).isEmpty();
  }
}
