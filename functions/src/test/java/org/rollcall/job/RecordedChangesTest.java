package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobReference;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome.Result;
import org.rollcall.set.FakeS3;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LastChange.PageReference;

class RecordedChangesTest {

  private static final PrimaryId USER = PrimaryId.of("S1");
  private static final Job JOB = JobFixture.job(Optional.empty(), Optional.empty(), false);
  private static final Map<String, FieldChange> FIELDS =
      Map.of("pin_number", FieldChange.of(null, Given.json("'1'")));

  private final Bucket bucket = new FakeS3().bucket();
  private final JobFolder folder = new JobFolder(bucket, JOB.jobId());

  @BeforeEach
  void acceptJob() {
    folder.writeJob(JOB);
  }

  @Test
  void changeInItsPage_shouldBeContained() {
    write(1, "s1", FIELDS);

    assertThat(isContained(JOB.reference(), 1)).isTrue();
  }

  @Test
  void changeWhosePageIsNotWritten_shouldNotBeContained() {
    write(2, "s1", FIELDS);

    assertThat(isContained(JOB.reference(), 1)).isFalse();
  }

  @Test
  void pageOfOtherUsers_shouldNotContainTheChange() {
    write(1, "s2", FIELDS);

    assertThat(isContained(JOB.reference(), 1)).isFalse();
  }

  @Test
  void outcomeWithoutItsChanges_shouldNotContainTheChange() {
    write(1, "s1", Map.of());

    assertThat(isContained(JOB.reference(), 1)).isFalse();
  }

  @Test
  void changeOfADeletedJob_shouldNotBeKept() {
    folder.delete("job.json");

    assertThat(isContained(JOB.reference(), 1)).isTrue();
  }

  @Test
  void changeOfAJobWhoseIdWasUsedAgain_shouldNotBeKept() {
    JobReference earlier = new JobReference(JOB.jobId(), JOB.execution().started().minusSeconds(1));

    assertThat(isContained(earlier, 1)).isTrue();
  }

  @Test
  void changesOfOneChunk_shouldNeedOneRequest() {
    write(1, "s1", FIELDS);
    RecordedChanges recorded = new RecordedChanges(bucket);

    recorded.contain(USER, change(JOB.reference(), 1));
    recorded.contain(USER, change(JOB.reference(), 1));

    assertThat(recorded.requests()).isEqualTo(1);
  }

  private boolean isContained(JobReference job, int chunk) {
    return new RecordedChanges(bucket).contain(USER, change(job, chunk));
  }

  private static LastChange change(JobReference job, int chunk) {
    return LastChange.of(job, new PageReference(job, chunk), FIELDS, Optional.empty());
  }

  private void write(int chunk, String user, Map<String, FieldChange> fields) {
    Outcome outcome =
        Outcome.done(user, Result.UPDATED, fields, Optional.empty(), Optional.empty());
    new JobLedger(folder).write(Page.OUTCOMES, chunk, List.of(outcome), 0);
  }
}
