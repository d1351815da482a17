package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellsTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void formula_shouldBeEscaped(String cell) {
    assertThat(CsvCells.escaped(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s24000117", "a=b", "O'Hara", "'quoted'", "'", "007"})
  void otherCell_shouldBeUnchanged(String cell) {
    assertThat(CsvCells.escaped(cell)).isEqualTo(cell);
    assertThat(CsvCells.unescaped(cell)).isEqualTo(cell);
  }

  @Property
  void unescaped_shouldReverseEscaped(@ForAll("cells") String cell) {
    assertThat(CsvCells.unescaped(CsvCells.escaped(cell))).isEqualTo(cell);
  }

  @Property
  void escapedCell_shouldNotBeAFormula(@ForAll("cells") String cell) {
    assertThat(CsvCells.escaped(cell)).doesNotMatch("(?s)[=+\\-@\\t\\r\\n].*");
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings().withChars("'=+-@\t\r\n a1").ofMaxLength(6);
  }
}
