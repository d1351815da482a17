package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.RecordCopy;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.JobMode;

class PreviewLimitTest {

  private static Job preview(int maxFailures) {
    Job job = JobFixture.job(Optional.empty(), Optional.empty(), false);
    return RecordCopy.with(
        RecordCopy.with(job, "request", RecordCopy.with(job.request(), "mode", JobMode.PREVIEW)),
        "maxFailures",
        OptionalInt.of(maxFailures));
  }

  /**
   * @param members one letter for each: F for a failure
   * @param after empty if a run would process all members
   */
  @ParameterizedTest
  @CsvSource({
    "0, uFu, 2 members",
    "0, Fuu, 1 member",
    "1, FuFu, 3 members",
    "1, uFuFuF, 4 members",
    "2, FFuu, ",
    "0, uuF, ",
    "1, FuF, ",
    "0, uuu, "
  })
  void remark_shouldSayAfterHowManyMembersARunStops(
      int max, String members, @Nullable String after) {
    List<MemberRow> rows =
        Stream.of(members.split(""))
            .map(
                letter ->
                    letter.equals("F")
                        ? SampleReports.failed("m", "no account_type")
                        : SampleReports.unchanged("m"))
            .toList();

    PreviewLimit limit = new PreviewLimit(preview(max));
    rows.forEach(limit::add);
    Optional<String> remark = limit.remark();

    assertThat(remark.isPresent()).isEqualTo(after != null);
    remark.ifPresent(text -> assertThat(text).contains("exceeded after " + after + "."));
  }
}
