package org.rollcall.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The results of queries, above all those of Rollcall's own functions, which replace the engine's.
 */
class QueryTest {

  private static final JsonNode ADA =
      json(
          """
          {id: 's24000117', name: 'Ada', path: 'a/b/c', visits: 6, half: 2,
           notes: [{text: 'Locker 7'}, {text: 'none'}], 'odd name': 'x'}
          """);

  private static Object evaluate(String query) throws InvalidQueryException, QueryFailedException {
    return Query.parse(query).evaluate(ADA, Optional.empty()).orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          $contains(id, /^s24\\d{6}$/)               → true
          $contains(id, /^S24/i)                    → true
          $contains(id, /^S24/)                     → false
          $contains(path, /a\\/b/)                   → true
          $contains(path, "b/")                     → true
          $contains(missing, "b")                   → nothing
          id ~> $contains(/117/)                    → true
          id.$contains(/117/)                       → true
          $exists(/7$/(id))                         → true
          $exists(/8$/(id))                         → false
          (id ~> /(\\d)17/).groups[0]                → 1
          $filter(["a1", "b", "c2"], /\\d/)          → [a1, c2]
          ($r := /\\d$/; $contains(id, $r))          → true
          $match(path, /[a-c]/).match               → [a, b, c]
          $match(path, /[a-c]/, 1).index            → 0
          $match("ab", /(a)(b)/).groups             → [a, b]
          $count($match(path, /x/))                 → 0
          $split(path, "/")                         → [a, b, c]
          $split(path, "/", 2)                      → [a, b]
          $split("a1b22c", /\\d+/)                   → [a, b, c]
          $split("abc", "")                         → [a, b, c]
          $replace(path, "/", "-")                  → a-b-c
          $replace(path, "/", "-", 1)               → a-b/c
          $replace("Ada B", /(\\w+) (\\w+)/, "$2, $1") → B, Ada
          $replace("5", /5/, "$$9$7")               → $9
          $replace(path, /[a-c]/, $uppercase)       → nothing
          $replace(path, /[ab]/, function($m){$uppercase($m.match)}) → A/B/c
          $join(["a", "b"], "-")                    → a-b
          $join(["a", "b"])                         → ab
          $join("a")                                → a
          $pad("a", 3, "xy")                        → axy
          $pad("a", -3, "-")                        → --a
          $pad("abc", 2)                            → abc
          $substringBefore(path, "/c")              → a/b
          $substringAfter(path, "a/")               → b/c
          $substringAfter(path, "-")                → a/b/c
          $string(notes[0])                         → {"text":"Locker 7"}
          $round(2.345, 2)                          → 2.34
          $round(2.5)                               → 2
          $append([1], [2, 3])                      → [1, 2, 3]
          $toMillis("1970-01-01T00:00:01Z")         → 1000
          $fromMillis(0, "[Y0001]-[M01]-[D01]")     → 1970-01-01
          $fromMillis(0)                            → 1970-01-01T00:00:00.000Z
          $formatNumber(1234.5, "#,##0.00")         → 1,234.50
          visits / half                             → 3
          visits/half / 3                           → 1
          (visits) / (half)                         → 3
          notes[0].text = "Locker 7"                → true
          `odd name` & "/" & name                   → x/Ada
          $count(notes[text = /* a / in it */ 'none']) → 1
          ($twice := function($x){$x * 2}; $twice(visits) / 2) → 6
          ($add := function($x, $y)<nn:n>{$x + $y}; $add(1, 2)) → 3
          function($x){$x + 1}(2)                   → 3
          λ($x){$x + 1}(2)                          → 3
          ($f := $sum; $f([1, 2]))                  → 3
          [1, 2] ~> $sum()                          → 3
          $count($map([1..3], function($i){$i}))    → 3
          visits * half % 5                         → 2
          $.visits in [6]                           → true
          visits > 1 ? "many" : "few"               → many
          """)
  void query_shouldHaveTheResultThatJsonataSpecifies(String query, String result) throws Exception {
    try {
      assertThat(evaluate(query).toString()).isEqualTo(result == null ? "" : result);
    } catch (QueryFailedException e) {
      assertThat(result).as("%s: %s", query, e.getMessage()).isEqualTo("nothing");
    }
  }

  @Test
  void now_shouldBeTheGivenTime() throws Exception {
    Optional<Instant> now = Optional.of(Instant.parse("2026-11-22T10:00:00Z"));
    Query query =
        Query.parse("$now() & ' ' & $now('[Y0001]') & ' ' & ($millis() = $toMillis($now()))");

    assertThat(query.evaluate(ADA, now)).contains("2026-11-22T10:00:00.000Z 2026 true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name(1)",
        "notes.text('x')",
        "`odd name`(1)",
        "'a'(1)",
        "notes[0](1)",
        "(name)(1)",
        "{'a': name}(1)",
        "$f(1)(2)"
      })
  void call_ofAValueThatIsNotAFunction_shouldBeInvalid(String query) {
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOfSatisfying(
            InvalidQueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.NOT_A_FUNCTION_NAME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/(a)\\1/",
        "/a(?=b)/",
        "/(?<!a)b/",
        "/(((a{99}){99}){99}){99}/",
        "/a{1001}/",
        "/+a/"
      })
  void pattern_thatNeedsBacktracking_shouldBeInvalid(String pattern) {
    assertThatThrownBy(() -> Query.parse("$contains(name, " + pattern + ")"))
        .isInstanceOfSatisfying(
            InvalidQueryException.class,
            e ->
                assertThat(e.code())
                    .isIn(QueryError.INVALID_REGULAR_EXPRESSION, QueryError.TOO_MANY_REPETITIONS));
  }

  @ParameterizedTest
  @CsvSource({
    "$error('no'), QUERY_JSONATA_ERROR",
    "name > 1, QUERY_JSONATA_ERROR",
    "$eval('1'), QUERY_FAILED"
  })
  void failure_shouldHaveItsCode(String query, QueryError code) {
    assertThatThrownBy(() -> evaluate(query))
        .isInstanceOfSatisfying(
            QueryFailedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
