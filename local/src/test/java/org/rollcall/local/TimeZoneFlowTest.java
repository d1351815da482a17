package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.unsendable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a library in Auckland, where it is 23 November while it is 22 November in UTC. */
class TimeZoneFlowTest {

  private static final String INSTITUTION =
      """
      {"code": "01RC_INST", "name": "Harbour Library", "default_language": "en",
       "time_zone": "%s"}
      """;

  @TempDir static Path folder;
  static final SettableClock CLOCK = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
    for (String part : new String[] {"subject.txt", "body.html", "body.txt"}) {
      library.put("letters/DATES/en/" + part, "Today is {{job.date}}.");
      library.put(
          "letters/NOTIFY_PASSWORD_CHANGE/en/" + part,
          "{{credentials.temporary_password}} until {{credentials.expires_on}}.");
    }
    library.put("letters/DATES/letter.json", "{}");
  }

  @BeforeEach
  void setTime() {
    CLOCK.set(Instant.parse("2026-11-22T20:00:00Z"));
    library.put("institution.json", INSTITUTION.formatted("Pacific/Auckland"));
  }

  private static EndedJob retry(EndedJob job) {
    return library.run("{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(job.id()));
  }

  @Test
  void today_shouldBeTheDayOfTheLibrary() {
    library.load(
        Patron.internal("z1.ends.today").with("expiry_date", "2026-11-22Z"),
        Patron.internal("z1.ends.tomorrow").with("expiry_date", "2026-11-23Z"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'query': "$contains(primary_id, /^z1/) and expiry_date < $today()"},
             'changes': {'purge_date': {'extend_by': 'P1D'},
                         'status': {'value': 'INACTIVE', 'when': "$today() = '2026-11-23'"}},
             'notify': {'type': 'DATES'}}
            """);
    assertThat(job.users().keySet()).containsExactly("z1.ends.today");
    assertThat(library.record("z1.ends.today").path("purge_date").asText())
        .isEqualTo("2026-11-24Z");
    assertThat(library.stored("z1.ends.today").user().code("status")).contains("INACTIVE");
    assertThat(job.report().path("job_name").asText()).endsWith(" - 2026-11-23");
    assertThat(library.letterTo("z1.ends.today@example.edu").text())
        .contains("Today is November 23, 2026.");
  }

  @Test
  void password_shouldExpireOnADayOfTheLibrary() {
    library.load(Patron.external("z2"));
    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['z2']},
         'changes': {'account_type': {'value': 'INTERNAL'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
        """);
    assertThat(library.letterTo("z2@example.edu").text()).contains("until December 23, 2026.");
  }

  @Test
  void operator_shouldBeValidThroughADayOfTheLibrary() {
    library.load(
        Patron.withRole("21", "z3.today").with("expiry_date", "2026-11-23Z"),
        Patron.withRole("21", "z3.yesterday").with("expiry_date", "2026-11-22Z"),
        Patron.internal("z3"));
    String job =
        """
        {'initiated_by': 'z3.%s', 'set': {'members': ['z3']},
         'changes': {'user_group': {'value': 'ALUMNI'}}}
        """;
    assertThat(library.run(job.formatted("yesterday")).errors()).containsKey("initiated_by");
    assertThat(library.run(job.formatted("today")).status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void retry_shouldHaveTheZoneAndTheDayOfTheFirstJob() {
    library.load(Patron.internal("z4"), Patron.internal("z4.broken").with("account_type", "?"));
    EndedJob job =
        library.run(
            unsendable("z4", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['z4', 'z4.broken']},
             'changes': {'expiry_date': {'extend_by': 'P1Y'}}, 'notify': {'type': 'DATES'}}
            """);
    library.load(Patron.internal("z4.broken").without("expiry_date"));
    CLOCK.sleep(Duration.ofDays(3));
    library.put("institution.json", INSTITUTION.formatted("America/Lima"));

    EndedJob retry = retry(job);

    assertThat(retry.users().keySet()).containsExactlyInAnyOrder("z4", "z4.broken");
    assertThat(library.record("z4.broken").path("expiry_date").asText()).isEqualTo("2027-11-23Z");
    assertThat(library.letterTo("z4@example.edu").text()).contains("November 23, 2026.");
    assertThat(library.letterTo("z4.broken@example.edu").text()).contains("November 23, 2026.");
  }

  @Test
  void unknownTimeZone_shouldRejectTheJobWithSimilarNames() {
    library.put("institution.json", INSTITUTION.formatted("Auckland"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['nobody']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    assertThat(job.errors().toString()).contains("institution.json", "Pacific/Auckland");
  }
}
