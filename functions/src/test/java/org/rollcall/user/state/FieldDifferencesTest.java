package org.rollcall.user.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.state.LastChange.FieldChange;

class FieldDifferencesTest {

  private static FieldChange differences(JsonNode before, JsonNode after) {
    FieldChange change = FieldChange.of(before, after).differences("field");
    return new FieldChange(change.before(), change.after(), Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        // The values before and after, and what each of them has alone.
        "[{n: 1}, {n: 2}]            | [{n: 2}, {n: 3}]            | [{n: 1}]       | [{n: 3}]",
        "[{n: 1}, {n: 1}]            | [{n: 1}]                    | [{n: 1}]       | []",
        "[{n: 1}]                    | [{n: 1, s: true}]           | [{n: 1}]       | [{n: 1, s: true}]",
        "{email: [{a: 1}], p: [1]}   | {email: [{a: 2}], p: [1]}   | {email: [{a: 1}]} | {email: [{a: 2}]}",
        "{email: [1, 2]}             | {email: [2], phone: [3]}    | {email: [1]}   | {email: [], phone: [3]}",
        "{value: 'A', desc: 'x'}     | {value: 'B', desc: 'x'}     | {value: 'A', desc: 'x'} | {value: 'B', desc: 'x'}",
        "'text'                      | ['text']                    | 'text'         | ['text']",
        "'2026-06-30Z'               | '2027-06-30Z'               | '2026-06-30Z'  | '2027-06-30Z'"
      })
  void valuesBeforeAndAfter_shouldKeepOnlyWhatDiffers(
      String before, String after, String onlyBefore, String onlyAfter) {
    assertThat(differences(json(before), json(after)))
        .isEqualTo(FieldChange.of(json(onlyBefore), json(onlyAfter)));
  }

  @Test
  void addedAndRemovedFields_shouldStayWhole() {
    FieldChange added = FieldChange.of(null, json("[{n: 1}]"));
    FieldChange removed = FieldChange.of(json("{email: [1]}"), null);

    assertThat(added.differences("field").after()).isEqualTo(added.after());
    assertThat(removed.differences("field").before()).isEqualTo(removed.before());
  }
}
