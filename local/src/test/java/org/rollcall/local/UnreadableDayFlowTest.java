package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over records whose expiry date is missing, empty, or cannot be read. */
class UnreadableDayFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void lapsedAccounts_shouldNotIncludePeopleWithoutExpiryDate() throws Exception {
    library.load(
        Patron.withRole("21", "mlibrarian").without("expiry_date"),
        Patron.internal("d1.lapsed").with("expiry_date", "2020-01-31Z"),
        Patron.internal("d1.active").with("expiry_date", "9999-12-31"),
        Patron.internal("d1.none").without("expiry_date"),
        Patron.internal("d1.blank").with("expiry_date", ""),
        Patron.internal("d1.coded").withJson("expiry_date", "{'value': ''}"),
        Patron.internal("d1.odd").with("expiry_date", "01/31/2020"),
        Patron.internal("d1.zero").with("expiry_date", "0000-00-00"),
        Patron.internal("d1.default").without("status").with("expiry_date", "2020-01-31"));
    EndedJob job =
        library.runVerbatim(
            Files.readString(TestLibrary.HOME.resolve("events/scheduled-lapsed-accounts.json")));

    assertThat(job.users().keySet())
        .containsExactlyInAnyOrder("d1.lapsed", "d1.default", "d1.odd", "d1.zero");
    assertThat(job.result("d1.lapsed")).isEqualTo("UPDATED");
    assertThat(job.result("d1.default")).isEqualTo("UPDATED");
    for (String id : new String[] {"d1.odd", "d1.zero"}) {
      assertThat(job.result(id)).isEqualTo("FAILED");
      assertThat(job.reason(id)).isEqualTo("BROKEN_RECORD");
      assertThat(job.cell(id, "reason"))
          .contains("expiry_date is not a day such as 2027-06-30")
          .doesNotContain("01/31", "0000");
    }
  }

  @Test
  void correctedRecord_shouldBeInTheRetry() {
    library.load(
        Patron.internal("d2.later").with("expiry_date", "31.01.2020"),
        Patron.internal("d2.member").with("expiry_date", "31.01.2020"),
        Patron.internal("d2.odd").with("expiry_date", "31.01.2020"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'query': "$contains(primary_id, /^d2/) and expiry_date < '2021-01-01'"},
             'changes': {'status': {'value': 'INACTIVE'}}}
            """);
    assertThat(job.failed()).containsExactlyInAnyOrder("d2.later", "d2.member", "d2.odd");
    library.load(
        Patron.internal("d2.later").with("expiry_date", "2031-01-31"),
        Patron.internal("d2.member").with("expiry_date", "2020-01-31"));

    EndedJob retry =
        library.run("{'initiated_by': 'user.manager', 'retry': '%s'}".formatted(job.id()));

    assertThat(retry.users().keySet()).containsExactlyInAnyOrder("d2.member", "d2.odd");
    assertThat(retry.result("d2.member")).isEqualTo("UPDATED");
    assertThat(retry.reason("d2.odd")).isEqualTo("BROKEN_RECORD");
  }

  @Test
  void when_shouldFailOnlyTheMembersWhoseDayItReads() {
    library.load(
        Patron.internal("d3.odd").with("expiry_date", "6/30/27"),
        Patron.internal("d3.other").with("expiry_date", "6/30/27").with("user_group", "PG"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['d3.odd', 'd3.other']},
             'changes': {'status': {'value': 'INACTIVE',
                'when': "user_group.value != 'PG' and expiry_date < $today()"},
               'campus_code': {'value': 'HILL'}}}
            """);
    assertThat(job.reason("d3.odd")).isEqualTo("BROKEN_RECORD");
    assertThat(job.result("d3.other")).isEqualTo("UPDATED");
  }
}
