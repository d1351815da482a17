package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LastChange.FieldChange;

/** {@link JobReporter} keeps the rows of all members in memory: up to 100,000. */
class RowSizeTest {

  @Test
  void row_withChangedList_shouldContainOnlyItsName() {
    String emails = "{email: [{email_address: 'ada@example.edu', segment_type: 'External'}]}";
    MemberRow row =
        MemberRow.of(
            Outcome.done(
                "s1",
                Result.UPDATED,
                Map.of(
                    "contact_info",
                    FieldChange.of(json(emails), json(emails.replace("External", "Internal"))),
                    "user_group",
                    FieldChange.of(json("{value: 'UG'}"), json("{value: 'ALUMNI'}"))),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            Optional.empty());

    assertThat(row.changes())
        .isEqualTo("contact_info: relabelled as internal; user_group: UG -> ALUMNI");
    assertThat(row.toString()).doesNotContain("ada@example.edu");
  }
}
