package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

  @ParameterizedTest(name = "{0}: {10}")
  @CsvSource({
    // condition,         updated, unchanged, skipped, notFound, failed, notReached, sent, letters,
    // mail
    "all done,             5, 0, 0, 0, 0, 0, 5, 0, 0, COMPLETED_SUCCESS",
    "some unchanged,       1, 4, 0, 0, 0, 0, 0, 0, 0, COMPLETED_SUCCESS",
    "letters only,         0, 5, 0, 0, 0, 0, 5, 0, 0, COMPLETED_SUCCESS",
    "nothing to do,        0, 5, 0, 0, 0, 0, 0, 0, 0, COMPLETED_NO_BULKS",
    "no members,    0, 0, 0, 0, 0, 0, 0, 0, 0, COMPLETED_NO_BULKS",
    "one skipped,          4, 0, 1, 0, 0, 0, 0, 0, 0, COMPLETED_WARNING",
    "one not found,        4, 0, 0, 1, 0, 0, 0, 0, 0, COMPLETED_WARNING",
    "none found,           0, 0, 0, 5, 0, 0, 0, 0, 0, COMPLETED_WARNING",
    "one without email,    5, 0, 0, 0, 0, 0, 4, 0, 1, COMPLETED_WARNING",
    "one failed,           3, 0, 1, 0, 1, 0, 0, 0, 0, COMPLETED_FAILED",
    "one letter failed,    5, 0, 0, 0, 0, 0, 4, 1, 0, COMPLETED_FAILED",
    "one not reached,      2, 0, 1, 0, 1, 1, 0, 1, 0, FAILED"
  })
  void status_shouldBeThatOfTheWorstResult(
      String condition,
      int updated,
      int unchanged,
      int skipped,
      int notFound,
      int failed,
      int notReached,
      int lettersSent,
      int lettersFailed,
      int noPreferredEmail,
      Status expected) {
    int members = updated + unchanged + skipped + notFound + failed + notReached;
    Counters counters =
        new Counters(
            members,
            updated,
            0,
            unchanged,
            skipped,
            notFound,
            failed,
            notReached,
            0,
            0,
            0,
            0,
            lettersSent,
            0,
            0,
            lettersFailed,
            noPreferredEmail,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0);

    assertThat(Status.of(counters)).as(condition).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addresses_bounced",
        "several_addresses",
        "unusable_addresses",
        "letters_owed",
        "partly_undone"
      })
  void memberWithoutALetter_shouldBeAWarning(String counter) {
    assertThat(
            Status.of(
                SampleReports.counters(
                    "{members: 2, updated: 2, letters_sent: 1, " + counter + ": 1}")))
        .isEqualTo(Status.COMPLETED_WARNING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{members: 9, updated: 2, held_back: 7} | COMPLETED_PARTIAL",
        "{members: 9, unchanged: 2, held_back: 7} | COMPLETED_PARTIAL",
        "{members: 9, updated: 1, skipped: 1, held_back: 7} | COMPLETED_PARTIAL",
        "{members: 9, updated: 2, letters_owed: 1, held_back: 7} | COMPLETED_PARTIAL",
        "{members: 9, updated: 1, failed: 1, held_back: 7} | COMPLETED_FAILED",
        "{members: 9, updated: 2, letters_failed: 1, held_back: 7} | COMPLETED_FAILED",
        "{members: 9, updated: 1, not_reached: 1, held_back: 7} | FAILED"
      })
  void jobWithHeldBackMembers_shouldBePartialUnlessItFailed(String counters, Status expected) {
    assertThat(Status.of(SampleReports.counters(counters))).isEqualTo(expected);
  }

  @Test
  void testThatWouldChangeUsers_shouldBeASuccess() {
    assertThat(Status.of(SampleReports.counters("{members: 2, would_change: 1, unchanged: 1}")))
        .isEqualTo(Status.COMPLETED_SUCCESS);
  }

  @Test
  void labels_shouldNotBeCodes() {
    assertThat(Status.values())
        .extracting(Status::label)
        .allSatisfy(label -> assertThat(label).doesNotContain("_"))
        .doesNotHaveDuplicates();
  }
}
