package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.local.states.expression.EvaluationFailedException;
import org.rollcall.local.states.expression.InvalidDefinitionException;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

class ExpressionTest {

  private static final Map<String, JsonNode> VARIABLES =
      Map.of(
          "states",
          StateMachineFixture.parse(
              "{'input': {'n': null, 'list': [1, null, {'n': null}], 'big': 9007199254740993, 'x': 1.50}}"));

  private static Template template(String expression) {
    return Template.read(
        TextNode.valueOf("{% " + expression + " %}"), "/Output", ValueType.ANY, Set.of("input"));
  }

  private static String result(String expression) throws EvaluationFailedException {
    return template(expression).evaluate(VARIABLES, "Output").toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "$states.input.n | null",
        "$states.input.list | [1,null,{\"n\":null}]",
        "$string($states.input.list) | \"[1,null,{\\\"n\\\":null}]\"",
        "$states.input.n = null | true",
        "$states.input.x + 1.5 | 3",
        "$states.input.big | 9007199254740993",
        "{'a': $nothing, 'b': 1} | {\"b\":1}",
        "$range(5, 1, -2) | [5,3,1]",
        "$partition([1,2,3], 2) | [[1,2],[3]]",
        "$hash('Été', 'MD5') | \"f3ce910d22eb6c4a00363fdb6f74520c\"",
        "$lowercase($substring('ABCD', 1, 2)) | \"bc\"",
        "$replace('a1-b:2', /[^a-z0-9]+/, '_') | \"a1_b_2\"",
        "$parse('{\"a\": [1]}').a | [1]",
        "[1,2].($ * 2) | [2,4]",
      })
  void expression_shouldHaveExpectedResult(String expression, String expected)
      throws EvaluationFailedException {
    assertThat(result(expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$eval('1')",
        "$uppercase('a')",
        "$shout(1)",
        "$map([1], $string) & 1",
        "[1] ~> $sum",
        "($f := $uuid; 1)",
        "($f := function($x) { $x }; $f(1))",
        "$contains('/', /a/) and $now() = '/'",
      })
  void functionThatWasNotComparedWithAws_shouldBeRejected(String expression) {
    assertThatThrownBy(() -> template(expression))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("is not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$string('$eval(1)')", "/* $eval(1) */ 1", "$contains('a', /$now/)"})
  void nameInALiteralOrAComment_shouldNotBeAFunction(String expression)
      throws EvaluationFailedException {
    assertThat(result(expression)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4 / 2", "$contains('a', /(a)/)", "$contains('a', /'/)"})
  void slashThatCouldHideCode_shouldBeRejected(String expression) {
    assertThatThrownBy(() -> template(expression))
        .hasMessage(
            "/Output: divisions and regular expressions with brackets or quotes are not supported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$states.result", "$states . `result`", "$states.'result'"})
  void memberThatIsNotAvailable_shouldBeRejected(String expression) {
    assertThatThrownBy(() -> template(expression))
        .hasMessageContaining("is not available in this field");
  }

  @Test
  void expression_withoutStatesVariable_shouldReturnNothing() {
    assertThatThrownBy(() -> result("list"))
        .hasMessage(
            "The JSONata expression 'list' specified for the field 'Output' returned nothing (undefined).");
  }

  @Test
  void expression_thatFails_shouldHaveTheMessageOfTheReferenceImplementation() {
    assertThatThrownBy(() -> result("$contains(1, 'a')"))
        .hasMessageEndingWith(
            "T0410: Argument 1 of function \"contains\" does not match function signature");
    assertThatThrownBy(() -> result("1 + 'a'"))
        .hasMessageEndingWith(
            "T2002: The right side of the \"+\" operator must evaluate to a number");
  }

  @Test
  void expression_onSeveralThreads_shouldUseSeparateBindings() throws Exception {
    // The expression is slow enough for evaluations to overlap. Every other evaluation has the
    // variable, and the others must not see it.
    Template template = template("$exists([1..200].($ * 2)) and $exists($sometimes)");
    Map<String, JsonNode> with = Map.of("sometimes", IntNode.valueOf(1));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<JsonNode>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        results.add(pool.submit(() -> template.evaluate(Map.of(), "Output")));
      }
      for (Future<JsonNode> result : results) {
        assertThat(template.evaluate(with, "Output").booleanValue()).isTrue();
        assertThat(result.get().booleanValue()).isFalse();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
