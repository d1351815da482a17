package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.SetSnapshot;
import org.rollcall.json.Json;

/** What a report says about the limits of its job. */
class AskedLimitsTest {

  private static final Job JOB = JobFixture.job(Optional.empty(), Optional.empty(), true);

  @Test
  void limits_shouldHaveTheKeysOfTheInput() {
    Job job =
        RecordCopy.with(
            JOB, "request", RecordCopy.with(JOB.request(), "maxUsers", OptionalInt.of(9)));
    job = RecordCopy.with(job, "set", new SetSnapshot("leavers", 7, 0, "", List.of()));

    AskedLimits limits = AskedLimits.of(RecordCopy.with(job, "heldBack", 4));

    assertThat(Json.MAPPER.<JsonNode>valueToTree(limits))
        .isEqualTo(Given.json("{max_users: 9, include_staff: true, first: 3}"));
  }

  @Test
  void limitsThatWereNotAskedFor_shouldBeLeftOut() {
    Job job =
        RecordCopy.with(JOB, "request", RecordCopy.with(JOB.request(), "includeStaff", false));

    assertThat(AskedLimits.of(job)).isEqualTo(AskedLimits.NONE);
    assertThat(AskedLimits.NONE.texts()).isEmpty();
    assertThat(Json.text(Json.MAPPER.valueToTree(AskedLimits.NONE))).isEqualTo("{}");
  }
}
