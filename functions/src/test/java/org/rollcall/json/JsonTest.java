package org.rollcall.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  record Loan(
      String barcode,
      Optional<String> note,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> fines) {}

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"barcode\": null}", "{\"note\": \"late\"}"})
  void record_withoutRequiredComponent_shouldBeRejected(String json) {
    assertThatThrownBy(() -> Json.read(json.getBytes(UTF_8), Loan.class))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("'barcode'");
  }

  @Test
  void record_withoutOptionalComponents_shouldHaveEmptyOnes() {
    assertThat(Json.read("{\"barcode\": \"17\"}".getBytes(UTF_8), Loan.class))
        .isEqualTo(new Loan("17", Optional.empty(), List.of()));
  }
}
