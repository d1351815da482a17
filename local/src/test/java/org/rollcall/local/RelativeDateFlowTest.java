package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose dates depend on their day. */
class RelativeDateFlowTest {

  @TempDir static Path folder;
  static final SettableClock CLOCK = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
  }

  @BeforeEach
  void setTime() {
    CLOCK.set(Instant.parse("2029-03-10T10:00:00Z"));
  }

  private static String purgeDate(String id) {
    return library.record(id).path("purge_date").asText();
  }

  @Test
  void periodFromToday_shouldNotGrowWithEachRun() {
    library.load(Patron.internal("f1").with("purge_date", "2030-01-31Z"));
    String job =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['f1']},
         'changes': {'purge_date': {'from_today': 'P18M'}}}
        """;
    library.run(job);
    assertThat(purgeDate("f1")).isEqualTo("2030-09-10Z");
    assertThat(library.run(job).result("f1")).isEqualTo("UNCHANGED");
    CLOCK.sleep(Duration.ofDays(120));
    library.run(job);
    assertThat(purgeDate("f1")).isEqualTo("2031-01-08Z");
  }

  @Test
  void pastDate_shouldRejectTheJobUnlessAllowed() {
    library.load(Patron.internal("f2").without("purge_date"));
    String job =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['f2']},
         'changes': {'purge_date': {'value': '%s'%s},
           'roles': {'add': [{'role_type': '200', 'expiry_date': '2019-06-30'%s}]}}}
        """;
    assertThat(library.run(job.formatted("2029-03-09", "", "")).errors())
        .containsOnlyKeys("changes.purge_date.value", "changes.roles.add[0].expiry_date")
        .allSatisfy((path, message) -> assertThat(message).contains("2029-03-10", "allow_past"));
    assertThat(library.record("f2").has("purge_date")).isFalse();
    assertThat(library.run(job.formatted("2029-03-10", "", ", 'allow_past': true")).result("f2"))
        .isEqualTo("UPDATED");
    library.run(job.formatted("2009-03-10", ", 'allow_past': true", ", 'allow_past': true"));
    assertThat(purgeDate("f2")).isEqualTo("2009-03-10Z");
  }

  @Test
  void dateThatHasPassedSinceTheJob_shouldNotStopItsRetry() {
    library.load(Patron.internal("f3").with("account_type", "?"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['f3']},
             'changes': {'purge_date': {'value': '2029-03-11'},
               'blocks': {'add': [{'block_description': 'B', 'expiry_date': {'from_today': 'P1M'}}]}}}
            """);
    assertThat(job.result("f3")).isEqualTo("FAILED");
    library.load(Patron.internal("f3"));
    CLOCK.sleep(Duration.ofDays(30));
    EndedJob retry =
        library.run("{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(job.id()));
    assertThat(retry.result("f3")).isEqualTo("UPDATED");
    assertThat(purgeDate("f3")).isEqualTo("2029-03-11Z");
    assertThat(library.record("f3").at("/user_block/0/expiry_date").asText())
        .isEqualTo("2029-04-10Z");
  }
}
