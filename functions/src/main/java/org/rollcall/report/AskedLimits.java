package org.rollcall.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.job.Job;
import org.rollcall.job.JobRequest;

/**
 * The limits of a job as asked. The components are the JSON keys, which are those of the input. A
 * limit that was not asked for is empty.
 *
 * @param maxUsers the number of members above which the job would have been rejected
 * @param maxFailuresPercent the percentage of members that may fail before the job stops
 * @param includeStaff true if the job may change users with an administrative role
 * @param first how many members the job processes, if it holds others back
 */
public record AskedLimits(
    OptionalInt maxUsers,
    Optional<BigDecimal> maxFailuresPercent,
    Optional<Boolean> includeStaff,
    OptionalInt first) {

  public static final AskedLimits NONE =
      new AskedLimits(OptionalInt.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

  public static AskedLimits of(Job job) {
    JobRequest request = job.request();
    return new AskedLimits(
        request.maxUsers(),
        request.maxFailuresPercent(),
        request.includeStaff() ? Optional.of(true) : Optional.empty(),
        job.heldBack() > 0
            ? OptionalInt.of(job.set().members() - job.heldBack())
            : OptionalInt.empty());
  }

  /** Each limit in words, such as {@code at most 500 members}. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    maxUsers.ifPresent(max -> texts.add("at most " + members(max)));
    maxFailuresPercent.ifPresent(
        percent -> texts.add("stops if more than " + percent.toPlainString() + " % fail"));
    first.ifPresent(count -> texts.add("only " + members(count) + " at first"));
    includeStaff.ifPresent(any -> texts.add("staff too"));
    return List.copyOf(texts);
  }

  private static String members(int count) {
    return String.format(Locale.UK, "%,d %s", count, count == 1 ? "member" : "members");
  }
}
