package org.rollcall.local.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.expression.Bindings;
import org.rollcall.local.states.expression.EvaluationFailedException;
import org.rollcall.local.states.expression.Expression;

class ExpressionTest {

  private static final JsonNode INPUT =
      StateMachineFixture.parse(
          "{'n': null, 'list': [1, null, {'n': null}], 'big': 9007199254740993, 'x': 1.50}");

  private static Bindings bindings(JsonNode input) {
    return new Bindings(
        Map.of("input", StateData.toJava(input)),
        Map.of(),
        Instant.parse("2026-11-22T10:00:00.123Z"));
  }

  private static String result(String expression) throws EvaluationFailedException {
    return StateData.text(Expression.compile(expression).evaluate(bindings(INPUT), "Output"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0000',
      value = {
        "$states.input.n | null",
        "$states.input.list | [1,null,{\"n\":null}]",
        "$string($states.input.list) | \"[1,null,{\\\"n\\\":null}]\"",
        "$type($states.input.n) | \"null\"",
        "$states.input.n = null | true",
        "$states.input.x + 1.5 | 3",
        "$states.input.big | 9007199254740993",
        "{'a': $nothing, 'b': 1} | {\"b\":1}",
        "$now() | \"2026-11-22T10:00:00.123Z\"",
        "$millis() | 1795341600123",
        "$hash('abc', 'SHA-256') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        "$hash('abc', 'MD5') | \"900150983cd24fb0d6963f7d28e17f72\"",
        "$range(5, 1, -2) | [5,3,1]",
        "$partition([1,2,3], 2) | [[1,2],[3]]",
        "$parse('{\"a\": [1]}').a | [1]",
        "$length($uuid()) | 36",
        "$map([1,2], function($v) { $v * 2 }) | [2,4]",
      })
  void expression_shouldHaveExpectedResult(String expression, String expected)
      throws EvaluationFailedException {
    assertThat(result(expression)).isEqualTo(expected);
  }

  @Test
  void expression_withEndlessRecursion_shouldFail() {
    assertThatThrownBy(() -> result("($f := function($x) { 1 + $f($x) }; $f(1))"))
        .isInstanceOf(EvaluationFailedException.class)
        .hasMessageContaining("threw an error during evaluation");
  }

  @Test
  void expression_withoutStatesVariable_shouldReturnNothing() {
    assertThatThrownBy(() -> result("list"))
        .hasMessage(
            "The JSONata expression 'list' specified for the field 'Output' returned nothing (undefined).");
  }

  @Test
  void expression_thatFails_shouldHaveTheMessageOfTheReferenceImplementation() {
    assertThatThrownBy(() -> result("$uppercase(1)"))
        .hasMessageEndingWith(
            "T0410: Argument 1 of function \"uppercase\" does not match function signature");
    assertThatThrownBy(() -> result("1 + 'a'"))
        .hasMessageEndingWith(
            "T2002: The right side of the \"+\" operator must evaluate to a number");
  }

  @Test
  void expression_onSeveralThreads_shouldUseSeparateBindings() throws Exception {
    // The expression is slow enough for evaluations to overlap. Every other evaluation has the
    // variable, and the others must not see it.
    Expression expression =
        Expression.compile("$sum([1..200].($ * 2)) > 0 and $exists($sometimes)");
    Bindings without = bindings(INPUT);
    Bindings with = new Bindings(without.states(), Map.of("sometimes", 1), without.now());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<JsonNode>> results = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        results.add(pool.submit(() -> expression.evaluate(without, "Output")));
      }
      for (Future<JsonNode> result : results) {
        assertThat(expression.evaluate(with, "Output").booleanValue()).isTrue();
        assertThat(result.get().booleanValue()).isFalse();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
