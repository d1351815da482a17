package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryIdTest {

  @ParameterizedTest
  @ValueSource(strings = {"s1", "O'Brien", "a/../b", "مها", "𠮷野", "a b"})
  void id_ofAnyScript_shouldBePossible(String id) {
    assertThat(PrimaryId.of(id).isPossible()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b", "a\nb", "a\u0085b", "a\ud800", "\udc00a"})
  void id_emptyOrWithWhatIsNoCharacter_shouldNotBePossible(String id) {
    assertThat(PrimaryId.of(id).isPossible()).isFalse();
  }
}
