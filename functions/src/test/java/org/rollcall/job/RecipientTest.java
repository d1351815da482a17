package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.json.Json;

class RecipientTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef en",
        "0123456789abcdef pt-br es",
        "0123456789abcdef en a language of their own"
      })
  void recipient_shouldBeAShortTextInTheLedger(String text) {
    byte[] json = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);

    assertThat(Json.bytes(Json.read(json, Recipient.class))).isEqualTo(json);
  }
}
