package org.rollcall.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.user;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.user.User;

/**
 * Queries that would run forever, or use all memory. Each one fails at a limit, which does not
 * depend on time, and reveals nothing of the record. The memory of the build is far below what they
 * request.
 */
class QueryLimitsTest {

  private static final User ADA =
      user("{name: 'Ada', a: '" + "a".repeat(100_000) + "', list: [1, 2, 3]}");

  private static void evaluate(String query) throws QueryException {
    Query.parse(query).evaluate(ADA, Given.TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // run forever
        "($f := function($n){$f($n + 1)}; $f(0))",
        "($f := function($n){1 + $f($n + 1)}; $f(0))",
        "$map([1..100000], function($x){$map([1..100000], function($y){$x * $y})})",
        "$reduce([1..20000], $append)",
        "$sort([1..100000], function($x, $y){$count([1..$x]) > $count([1..$y])})",
        "($l := [1..10000]; $l@$x.($l@$y[$x = $y]))",
        "($t := $join($map([1..30], function($i){$$.a}));"
            + " $contains($t & 'b', $substring($t, 0, 1500000) & 'c'))",
        "($l := [1..10000]; $l.$l)",
        "($l := [1..700]; $l@$x.$l@$y{'k': $count($x)})",
        "$map([1..3], function($i){[1..15000]{'k': $count($)}})",
        "($o := $merge([1..9000].{$string($): $$.list}); $map([1..9000], function($i){$o = $clone($o)}))",
        // use all memory
        "[1..10000000]",
        "$pad('', 2000000000)",
        "$pad('', -2000000000, 'ab')",
        "($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $f('ab', 60))",
        "($f := function($s, $n){$n = 0 ? $s : $f([$s, $s], $n - 1)}; $string($f('ab', 60)))",
        "($f := function($s, $n){$n = 0 ? $s : $f([$s, $s], $n - 1)}; $f('ab', 60) = $f('ab', 60))",
        "($f := function($s, $n){$n = 0 ? $s : $f([$s, $s], $n - 1)}; $count($f('ab', 60).**))",
        "$replace(a, 'a', a)",
        "$replace(a, /a/, a)",
        "$replace(a, /a/, function($m){$$.a})",
        "$join($split(a, ''), a)",
        "$map($split(a, ''), function($c){$$.a & $c})",
        "$match(a & a & a, /a/)",
        "$join($map([1..10000], function($i){'x'}), a)",
        "$split(a, a & a & a)",
        "$pad('a', 3000, a)",
        "$contains(a & a & a & 'b', a & a & 'c')",
        "$map([1..10], function($i){$replace($$.a, /a+b|a/, '')})"
      })
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void query_thatExceedsALimit_shouldFail(String query) {
    assertThatThrownBy(() -> evaluate(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.QUERY_LIMIT_EXCEEDED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($n){$map([1..9], function($x){$f($n + $x)})}; $f(0))",
        "$fromMillis(0, '[Y,1000]')",
        "$toMillis($substring(a, 0, 90), '[Y][M][D][H][m][s][Y][M][D][H][m][s][Y][M][D][H][m][s]x')",
        "$string($$, true)"
      })
  void call_thatCouldExceedALimit_shouldFail(String query) {
    assertThatThrownBy(() -> evaluate(query)).isInstanceOf(QueryException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$count($map([1..20000], function($i){$i * 2})) = 20000",
        "$sum([1..20000][$ % 2 = 0]) = 100010000",
        "$count($split(a, /a{10}/)) = 10001",
        "$contains(a, $substring(a, 0, 50))",
        "$length($join($map([1..40], function($i){$$.a}))) = 4000000",
        "$count($map([1..1000], function($i){$$.list[$ = $i]})) = 3",
        "$count($filter([1..5000], function($i){$contains($$.name, /A/)})) = 5000"
      })
  void query_belowTheLimits_shouldSucceedAgainAndAgain(String text) throws Exception {
    Query query = Query.parse(text);
    for (int i = 0; i < 3; i++) {
      assertThat(query.evaluate(ADA, Given.TIME)).as(text).contains(true);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$contains(a & 'b', /(a+)+$/)",
        "$contains(a & 'b', /(a|a)*c/)",
        "$contains(a & 'b', /(.*)(.*)(.*)(.*)(.*)c/)",
        "$exists(/(x+x+)+y/(a))",
        "a ~> /(a*)*b/",
        "$map([a], /(a*)*b/)",
        "$contains('', /(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)x/)",
        "$count($split(a, /(a?){30}a{30}/)) > 0",
        "$replace(name, '(a+)+$', 'x', 9) = 'x'"
      })
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
  void pattern_thatWouldBacktrackForever_shouldEnd(String query) throws Exception {
    try {
      evaluate(query);
    } catch (QueryException e) {
      assertThat(e.getMessage()).startsWith("the query ");
    }
  }

  @Test
  void value_inAnError_shouldNotBePrinted() throws Exception {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream all = new PrintStream(output, true, StandardCharsets.UTF_8);
    System.setOut(all);
    System.setErr(all);
    try {
      for (String query :
          new String[] {
            "($f := name; $f(1))",
            "($f := {'x': name}; $f('x'))",
            "($f := [name]; $f())",
            "'x' ~> $string(name)",
            "$replace(name, /A/, function($m){$number($m.match)})",
            "$sort([name, 1])",
            "$map([1], name)",
            "$error(name)",
            "($c := $uppercase ~> name; $c('x'))",
            "name ~> name",
            "($f := name; $f(?))",
            "[1] ~> $map(name)"
          }) {
        assertThatThrownBy(() -> evaluate(query))
            .as(query)
            .isInstanceOfSatisfying(
                QueryException.class, e -> assertThat(e.getMessage()).doesNotContain("Ada"));
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
