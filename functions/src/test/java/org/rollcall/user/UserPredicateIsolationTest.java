package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.query.QueryException;

/** Evaluations do not affect later ones or those of other threads. */
class UserPredicateIsolationTest {

  private static UserPredicate predicate(String query) {
    var fields =
        Fields.of(Json.MAPPER.createObjectNode().put("query", query), "", new Faults())
            .orElseThrow();
    return UserPredicate.read(fields, "query").orElseThrow();
  }

  private static User user(String name, int visits) {
    return new User(
        Json.MAPPER
            .createObjectNode()
            .put("primary_id", name)
            .put("first_name", name)
            .put("visits", visits));
  }

  @Test
  void query_afterManyFailures_shouldSucceedForNextRecord() throws QueryException {
    UserPredicate query = predicate("$number(first_name) > 3");
    for (int i = 0; i < 20_000; i++) {
      assertThatThrownBy(() -> query.test(user("Ada", 1), Given.TIME))
          .isInstanceOf(QueryException.class);
    }
    assertThat(query.test(user("4", 1), Given.TIME)).isTrue();
  }

  @Test
  void variable_ofFailedEvaluation_shouldNotBeVisibleToNext() throws QueryException {
    UserPredicate query =
        predicate("(visits = 1 ? ($seen := first_name; $number(first_name)); $exists($seen))");
    assertThatThrownBy(() -> query.test(user("Ada", 1), Given.TIME))
        .isInstanceOf(QueryException.class);
    assertThat(query.test(user("Ben", 2), Given.TIME)).isFalse();
  }

  @Test
  void queries_onEightThreads_shouldNotInterfere() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        wrong.add(threads.submit(wrongAnswers("u" + thread)));
      }
      for (Future<Integer> count : wrong) {
        assertThat(count.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Integer> wrongAnswers(String name) {
    return () -> {
      int wrong = 0;
      for (int round = 0; round < 200; round++) {
        UserPredicate own =
            predicate(
                "($n := first_name; $map([1..5], function($v) {$n & $v})[4] = '" + name + "5')");
        UserPredicate other = predicate("$sum([visits, 1]) = 3");
        for (int i = 0; i < 5; i++) {
          wrong += own.test(user(name, 2), Given.TIME) ? 0 : 1;
          wrong += other.test(user(name, 2), Given.TIME) ? 0 : 1;
          wrong += own.test(user("x", 2), Given.TIME) ? 1 : 0;
        }
      }
      return wrong;
    };
  }
}
