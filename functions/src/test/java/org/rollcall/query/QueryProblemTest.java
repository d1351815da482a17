package org.rollcall.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryProblemTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      value = {
        "campus_code.value == 'HILL'→equality is a single =, not == (character 19)",
        "status.value = 'ACTIVE' && gender.value = 'F'→write and instead of && (character 25)",
        "a = 'x' || b = 'y'→write or instead of || (character 9)",
        "a = 'x' AND b = 'y'→write and in lower case (character 9)",
        "!(a = 'x')→write $not(…) instead of ! (character 1)",
        "not (a) or b c→write $not(…) instead of not (character 1)",
        "a <> 'x'→write != instead of <> (character 3)",
        "a => 'x'→write >= instead of => (character 3)",
        "a in ('x', 'y')→write a list in brackets, as in ['UG', 'PG'] (character 3)",
        "a like 'x%'→write $contains(field, 'text') instead of like (character 3)",
        "a is null→write $not($exists(field)) or $exists(field) instead of is null (character 3)",
        "a = ‘x’→write straight quotes instead of curly ones (character 5)",
        "a = “x”→write straight quotes instead of curly ones (character 5)",
        "(a = 'x'→) is missing at the end (near character 8)",
        "$count(a→) is missing at the end (near character 8)",
        "a[b = 'x'→] is missing at the end (near character 9)",
        "a = 'x→a text in quotes is not closed (near character 6)",
        "a =→something is missing at the end (near character 3)",
        "= 'x'→something is missing before = (near character 1)"
      })
  void mistake_shouldBeNamedWithItsRemedy(String query, String problem) {
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(QueryException.class)
        .hasMessage("is not valid JSONata: " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a = 'x == y && z'", "a = \"not like ‘this’\"", "$contains(a, /^(x|y)&&/)"})
  void signsInTexts_shouldBeNoMistakes(String query) throws QueryException {
    assertThat(Query.parse(query)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a = #", "a ~> ", "a b", "{'a':", "a := 1 2", "/x", "a.%%.%", "@", "a;b"})
  void engineWords_shouldNotReachTheUserAlone(String query) {
    assertThatThrownBy(() -> Query.parse(query))
        .message()
        .doesNotContain("unary operator", "Symbol", "JException", "null")
        .containsAnyOf("missing", "not possible", "cannot be read", "not closed");
  }
}
