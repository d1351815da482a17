package org.rollcall.query;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.user;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.user.User;

/**
 * The results of queries, above all those of Rollcall's own functions, which replace the engine's.
 */
class QueryTest {

  private static final User ADA =
      user(
          """
          {id: 's24000117', name: 'Ada', path: 'a/b/c', visits: 6, half: 2, empty: null,
           notes: [{text: 'Locker 7'}, {text: 'none'}], 'odd name': 'x'}
          """);

  private static Object evaluate(String query) throws QueryException {
    return Query.parse(query).evaluate(ADA, Given.TIME).orElse("nothing");
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
          $contains("a\\nb", /^b/)                  → false
          $contains("a\\nb", /^b/m)                 → true
          $contains("a\\nb", /^B/m)                 → false
          $contains("a\\nb", /^B/im)                → true
          $contains(path, /a\\/b/)                   → true
          $contains(path, "b/")                     → true
          $contains(missing, "b")                   → nothing
          $contains(empty, "b")                     → nothing
          $string(empty)                            → null
          $map(["b", path], function($s){$contains($s, "/")}) → [false, true]
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
          $split("a/b/c/d", "/", 2)                 → [a, b]
          $split(path, "/", 0)                      → nothing
          $split(path, "/", -1)                     → failure
          $split("a1b22c", /\\d+/)                   → [a, b, c]
          $split("abc", "")                         → [a, b, c]
          $replace(path, "/", "-")                  → a-b-c
          $replace(path, "/", "-", 1)               → a-b/c
          $replace("Ada B", /(\\w+) (\\w+)/, "$2, $1") → B, Ada
          $replace("5", /5/, "$$9$7")               → $9
          $replace(path, /[a-c]/, $uppercase)       → failure
          $replace(path, /[ab]/, function($m){$uppercase($m.match)}) → A/B/c
          $join(["a", "b"], "-")                    → a-b
          $join(["a", "b"])                         → ab
          $join("a")                                → a
          $join(missing)                            → nothing
          $pad("a", 3, "xy")                        → axy
          $pad("a", -3, "-")                        → --a
          $pad("abc", 2)                            → abc
          $pad("a", 3, "")                          → a␠␠
          $substringBefore(path, "/c")              → a/b
          $substringAfter(path, "a/")               → b/c
          $substringAfter(path, "-")                → a/b/c
          $string(notes[0])                         → {"text":"Locker 7"}
          $round(2.345, 2)                          → 2.34
          $round(2.5)                               → 2
          $round(1234.5, -2)                        → 1200
          $round(2.5, 2000000000)                   → 2.5
          $map([1.4, 1.6], $round)                  → [1, 2]
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
          ($add := function($x, $y){$x + $y}; $add(1, 2)) → 3
          ($sum3 := function($a, $b, $c){$a + $b + $c}; $add := $sum3(?, 2, ?); $add(1, 3)) → 6
          function($x){$x + 1}(2)                   → 3
          λ($x){$x + 1}(2)                          → 3
          ($f := $sum; $f([1, 2]))                  → 3
          notes{text: $count($)}                    → {Locker 7=1, none=1}
          notes@$n.$n.text                          → [Locker 7, none]
          notes#$i[$i = 1].text                     → none
          $reduce([1, 2, 3], function($a, $b){$a + $b}) → 6
          path ~> $uppercase ~> $split("/")         → [A, B, C]
          missing ?: "x"                            → x
          missing ?? "x"                            → x
          ($ ~> |notes|{"a": 1}|).notes.a           → [1, 1]
          [1, 2] ~> $sum()                          → 3
          $count($map([1..3], function($i){$i}))    → 3
          visits * half % 5                         → 2
          $.visits in [6]                           → true
          visits > 1 ? "many" : "few"               → many
          """)
  void query_shouldHaveTheResultThatJsonataSpecifies(String query, String result) throws Exception {
    try {
      assertThat(evaluate(query).toString()).isEqualTo(result.replace('␠', ' '));
    } catch (QueryException e) {
      assertThat(result).as("%s: %s", query, e.getMessage()).isEqualTo("failure");
    }
  }

  @Test
  void now_shouldBeTheGivenTime() throws Exception {
    Query query =
        Query.parse("$now() & ' ' & $now('[Y0001]') & ' ' & ($millis() = $toMillis($now()))");

    assertThat(query.evaluate(ADA, Given.TIME)).contains("2026-11-22T10:00:00.000Z 2026 true");
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
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.NOT_A_FUNCTION_NAME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$eval('1')",
        "$formatInteger(1, 'I')",
        "$parseInteger('1', '0')",
        "$encodeUrl(name)",
        "$contain(name, 'A')",
        "name ~> $eval",
        "($f := $eval; $f('1'))",
        "$map(['1'], $eval)",
        "$eval(?)",
        "$unknown",
        "($__evaluate_entry := 1; name)",
        "($__evaluate_exit := missing; name)"
      })
  void functionThatIsNotAvailable_shouldBeInvalid(String query) {
    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.FUNCTION_NOT_AVAILABLE));
  }

  @Test
  void variableWithoutAValue_shouldNotStandForAFunctionThatIsNotAvailable() throws Exception {
    assertThat(evaluate("(($eval := 1); $exists($eval))")).isEqualTo(false);
    assertThatThrownBy(() -> evaluate("(($eval := 1); $eval('2'))"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.QUERY_JSONATA_ERROR));
  }

  @Test
  void variable_shouldNotKeepItsValueForTheNextRecord() throws Exception {
    Query query = Query.parse("visits = 6 ? $seen := name : $seen");

    assertThat(query.evaluate(ADA, Given.TIME)).contains("Ada");
    assertThat(query.evaluate(user("{visits: 1}"), Given.TIME)).isEmpty();
  }

  @Test
  void documentedFunctions_shouldBeTheAvailableOnes() throws Exception {
    String document =
        Files.readString(Path.of(System.getProperty("rollcall.home"), "docs", "sets.md"));
    String tables = document.substring(document.indexOf("### Functions"));
    Set<String> documented =
        Pattern.compile("`\\$(\\w+)`")
            .matcher(tables.substring(0, tables.indexOf("Not available are")))
            .results()
            .map(name -> name.group(1))
            .collect(toSet());

    assertThat(documented).isEqualTo(new QueryFunctions(new QueryLimits()).names());
  }

  @Test
  void availableFunctions_shouldExist() throws Exception {
    for (String name : new QueryFunctions(new QueryLimits()).names()) {
      assertThat(evaluate("$type($" + name + ")")).as(name).isEqualTo("function");
    }
  }

  @Test
  void signature_shouldBeInvalid() {
    String backtracking = "<" + "n?".repeat(30) + ":n>";

    assertThatThrownBy(() -> Query.parse("function($x)" + backtracking + "{$x}(1)"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> assertThat(e.code()).isEqualTo(QueryError.FUNCTION_WITH_SIGNATURE));
  }

  @Test
  void manyNestedDefaults_shouldBeInvalid() {
    String query = "(".repeat(50) + "name" + " ?: 'x')".repeat(50);

    assertThatThrownBy(() -> Query.parse(query))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("too many operators");
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
            QueryException.class,
            e ->
                assertThat(e.code())
                    .isIn(QueryError.INVALID_REGULAR_EXPRESSION, QueryError.TOO_MANY_REPETITIONS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '\u0001',
      textBlock =
          """
          $error('no')      → QUERY_JSONATA_ERROR
          name > 1          → QUERY_JSONATA_ERROR
          $string(name, 1)  → QUERY_JSONATA_ERROR
          $now('[Y,1000]')  → QUERY_FAILED
          """)
  void failure_shouldHaveItsCode(String query, QueryError code) {
    assertThatThrownBy(() -> evaluate(query))
        .isInstanceOfSatisfying(QueryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
