package org.rollcall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.error.Faults;

class JsonProblemTest {

  private static String problem(byte[] content) {
    Faults faults = new Faults();
    assertThat(Json.read("job.json", content, faults)).isEmpty();
    assertThat(faults.found()).hasSize(1);
    return faults.found().get(0).path() + ": " + faults.found().get(0).message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{⏎ \"set\": \"a\",⏎}|line 2, column 12: … a comma too many before }; remove it",
        "{\"set\": [\"a\", ]}|line 1, column 13: … a comma too many before ]; remove it",
        "{\"a\": 1,, \"b\": 2}|line 1, column 9: … a comma too many; remove it",
        "{\"a\": \"x\"⏎ \"b\": 2}|line 1, column 10: … a comma is missing here",
        "{\"a\": [\"x\" \"y\"]}|line 1, column 11: … a comma is missing here",
        "{\"a\": 1; \"b\": 2}|line 1, column 8: … write a comma instead of ;",
        "{⏎ “a”: 1}|line 2, column 2: … the curly quote “ is not a quote of JSON; write \" instead",
        "{\"a”: 1,⏎ \"b\": 2}|line 1, column 4: … the curly quote ” is not a quote of JSON; write \" instead",
        "{\"a\": „x“}|line 1, column 7: … the curly quote „ is not a quote of JSON; write \" instead",
        "{'a': 1}|line 1, column 2: … the quote ' is not possible in JSON; write \" instead",
        "{a: 1}|line 1, column 2: … the key must be in quotes: \"a\"",
        "{\"a\": leavers}|line 1, column 7: … leavers must be in quotes: \"leavers\"",
        "{\"a\": 2027-06-30}|line 1, column 7: … 2027-06-30 must be in quotes: \"2027-06-30\"",
        "{\"a\": 007}|line 1, column 7: … write 7 for a number, or \"007\" for a text",
        "{\"a\": +5}|line 1, column 7: … write 5 for a number, or \"+5\" for a text",
        "{\"a\": .5}|line 1, column 7: … write 0.5 for a number, or \".5\" for a text",
        "{\"a\": NaN}|line 1, column 7: … write a number instead of NaN",
        "{\"a\": 20,000}|line 1, column 9: … a comma within a number; write 1000 or 2.5",
        "{\"a\": 5%}|line 1, column 8: … a number has no %; remove it",
        "{\"a\": (1)}|line 1, column 7: … write [ ] around a list, and { } around an object",
        "{\"a\": 1, ...}|line 1, column 10: … write what the dots stand for, or remove them",
        "{\"a\"：1}|line 1, column 5: … write : instead of ：",
        "{\"a:\"x\"}|line 1, column 5: … the closing quote \" is missing before the colon",
        "{\"a\": 1: \"b\"}|line 1, column 8: … write a comma instead of this colon",
        "{\"a\": \"the \"old\" list\"}|line 1, column 13: … a comma is missing here, or the quotes before it are wrong; write \\\" for a quote within a text",
        "```json⏎{\"a\": 1}|line 1, column 1: … JSON begins with { or [; this is another text",
        "set: leavers|line 1, column 1: … JSON begins with { or [; this is another text",
        "{\"a\"|line 1, column 5: … a colon is missing after the key \"a\"",
        "{\"a\": True}|line 1, column 7: … write true instead of True",
        "{\"a\": None}|line 1, column 7: … write null instead of None",
        "{⏎ // why⏎ \"a\": 1}|line 2, column 2: … JSON has no comments; remove this one",
        "{\"a\": 1 # why⏎}|line 1, column 9: … JSON has no comments; remove this one",
        "{\"a\" 1}|line 1, column 6: … a colon is missing after the key \"a\"",
        "{\"a\" = 1}|line 1, column 6: … write a colon instead of =",
        "{\"a\": }|line 1, column 7: … the value of the key \"a\" is missing",
        "{\"a\": {⏎ \"b\": 1⏎}|line 3, column 2: … a } is missing at the end, for the { in line 1",
        "{\"a\": [1, 2}|line 1, column 12: … a ] is missing before }",
        "{\"a\": 1}}|line 1, column 9: … a } too many; remove it",
        "{\"a\": 1} {}|line 1, column 10: … the JSON ends before this place; remove the rest",
        "\"a\": 1|line 1, column 1: … an object begins with { and ends with }; the { is missing",
        "{\"a\": \"x⏎\"}|line 1, column 7: … the closing quote \" is missing in this line",
        "{\"a\": \"C:\\temp\\users\"}|line 1, column 15: … write a backslash within quotes twice: \\\\",
        "{\"a\": 1,⏎ \"a\": 2}|line 2, column 5: … the key \"a\" occurs twice; remove one of them",
        "<job><a/></job>|line 1, column 1: … this looks like XML or HTML, not JSON"
      })
  void mistake_shouldBeNamedWithItsPlaceAndItsRemedy(String text, String expected) {
    assertThat(problem(text.replace('⏎', '\n').getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("job.json " + expected.replace("…", "is not valid JSON:"));
  }

  @Test
  void invisibleCharacter_shouldBeNamed() {
    assertThat(problem("{\u00a0\"a\": 1}".getBytes(StandardCharsets.UTF_8)))
        .contains("line 1, column 2", "an invisible character (U+00A0) is here; remove it");
  }

  @Test
  void byteOrderMark_shouldNotShiftThePlace() {
    assertThat(problem("\ufeff{\"a\": 1,}".getBytes(StandardCharsets.UTF_8)))
        .contains("line 1, column 8", "a comma too many");
  }

  @Test
  void otherEncoding_shouldBeNamed() {
    assertThat(problem("{\"a\": \"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .contains("the text is not UTF-8; save the file as UTF-8");
  }

  @Test
  void deepNesting_shouldBeNamed() {
    assertThat(problem("[".repeat(5_000).getBytes(StandardCharsets.UTF_8)))
        .contains("nested too deeply");
  }

  @Test
  void emptyFile_shouldBeNamed() {
    Faults faults = new Faults();
    assertThat(Json.read("institution.json", new byte[0], faults)).isEmpty();
    assertThat(faults.found().get(0).message()).contains("the text is empty");
  }
}
