package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x09, 0x0A, 0x20, 0x7F, 0x85, 0xA0, 0xAD, 0x61C, 0x1680, 0x2007, 0x200B, 0x200D, 0x2029,
        0x202A, 0x202F, 0x2060, 0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xE0020, 0x115F
      })
  void invisibleCharacter_atBothEnds_shouldBeRemoved(int character) {
    String invisible = Character.toString(character);

    assertThat(CleanText.of(invisible + invisible + "Zoë 7" + invisible)).isEqualTo("Zoë 7");
    assertThat(CleanText.of(invisible)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u200Bb", "a b", "-", "ん", "\u212A", "𠮷", "e\u0301\u0301x", "\uD83D"})
  void visibleText_shouldBeUnchanged(String text) {
    String expected = text.replace("e\u0301", "é");

    assertThat(CleanText.of(text)).isEqualTo(expected);
  }

  @Test
  void ids_inOtherCompositionOrCase_shouldBeEqual() {
    assertThat(PrimaryId.of("re\u0301ne\u0301e")).isEqualTo(PrimaryId.of("RÉNÉE"));
    assertThat(PrimaryId.of("J\u030C1")).isEqualTo(PrimaryId.of("\u01F01"));
    assertThat(PrimaryId.of("\u1112\u1161\u11AB")).isEqualTo(PrimaryId.of("한"));
  }

  @Test
  void identifiers_withInvisibleEnds_shouldBeEqual() {
    Identifier inRecord = new Identifier(" barcode\u200E", "\uFEFFGru\u0308n-42\u00A0");

    assertThat(inRecord.folded()).isEqualTo(new Identifier("BARCODE", "GRÜN-42").folded());
  }

  @Test
  void address_withInvisibleEnds_shouldBeRead() {
    assertThat(EmailAddress.of("\u00A0pat@example.edu\u202C\u2003")).isPresent();
    assertThat(EmailAddress.of("pa\u200Bt@example.edu\u200B"))
        .isNotEqualTo(EmailAddress.of("pat@example.edu"));
  }

  @Property
  void folding_shouldBeRepeatable(@ForAll String text) {
    String folded = CaseFolding.fold(text);

    assertThat(CaseFolding.fold(folded)).isEqualTo(folded);
    assertThat(CleanText.of(CleanText.of(text))).isEqualTo(CleanText.of(text));
  }
}
