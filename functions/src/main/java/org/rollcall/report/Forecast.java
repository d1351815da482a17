package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.rollcall.aws.BilledUsage;
import org.rollcall.job.Chunk;
import org.rollcall.job.Job;
import org.rollcall.job.LedgerSnapshot;

/**
 * What the job of a preview will need. What is counted is within 5 % of the count if the users and
 * the settings stay the same; times are estimates. See D-167.
 *
 * @param work what AWS will bill. {@code lambda_milliseconds} is an estimate.
 * @param cost its price
 * @param seconds an estimate of the run time: the time of the preview, or if it is longer, the
 *     letters divided by the rate of SES
 * @param lettersLeft how many letters SES accepted before the preview in the current 24 hours;
 *     empty if the job sends no letters, or the number is not limited
 */
public record Forecast(BilledUsage work, Cost cost, long seconds, OptionalLong lettersLeft) {

  /** The requests to S3 of PrepareJob and ReportJob, without those for chunks. */
  private static final int FIXED_GETS = 17;

  /** Those for the letter. */
  private static final int LETTER_GETS = 3;

  private static final int FIXED_PUTS = 15;

  /** PrepareJob reads the preview's outcomes, and ReportJob those of the job. */
  private static final int GETS_PER_CHUNK = 2;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * The forecast of a preview.
   *
   * @param ledger its ledger, of which all pages were read
   * @param work what the preview itself has used
   * @param duration how long the preview took
   */
  static Forecast of(Job job, LedgerSnapshot ledger, BilledUsage work, Duration duration) {
    BilledUsage chunks = ledger.forecast();
    long letters = chunks.emails();
    OptionalInt rate = job.pacing().lettersPerSecond();
    long mailSeconds = rate.isPresent() ? ceilDiv(letters, rate.getAsInt()) : 0;
    long chunkCount = ledger.chunkCount();
    long chunksWithLetters = chunks.lambdaInvocations();
    BilledUsage others =
        new BilledUsage(
            work.stateTransitions(),
            work.expressRequests(),
            work.expressGbSeconds(),
            work.functions(),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new TreeMap<>(
                Map.of(
                    "S3.GetObject",
                    FIXED_GETS
                        + (rate.isPresent() ? LETTER_GETS : 0)
                        + chunkCount * GETS_PER_CHUNK
                        + chunksWithLetters,
                    "S3.PutObject",
                    FIXED_PUTS + (long) Chunk.sourcePage(ledger.chunkCount()))));
    BilledUsage mail =
        BilledUsage.ofFunction("NotifyUser", 0, mailSeconds * 1000 * job.pacing().lanes());
    BilledUsage total = chunks.plus(others).plus(mail);
    return new Forecast(
        total,
        Cost.of(total),
        Math.max(mailSeconds, ceilDiv(duration.toMillis(), 1000)),
        letters > 0 ? job.pacing().lettersLeft() : OptionalLong.empty());
  }

  private static long ceilDiv(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The price, the run time and the share of the mail quota, in one line. */
  @JsonIgnore
  public String summary() {
    return ReportUsage.usd(cost.totalUsd())
        + " US dollars, about "
        + ReportUsage.seconds(seconds)
        + shareOfQuota().map(share -> "; " + share).orElse("");
  }

  /**
   * How many of the letters that SES still accepts today the job needs, and how many do not fit;
   * empty if unlimited.
   */
  Optional<String> shareOfQuota() {
    String letters = ReportText.count((int) work.emails(), "letter");
    if (lettersLeft.isPresent() && work.emails() > lettersLeft.getAsLong()) {
      return Optional.of(
          "%s, of which %d do not fit into what Amazon SES accepts today"
              .formatted(letters, work.emails() - lettersLeft.getAsLong()));
    }
    return percentOfLettersLeft().stream()
        .mapToObj(
            percent ->
                "%s, %s of what Amazon SES accepts today"
                    .formatted(letters, percent == 0 ? "less than 1 %" : percent + " %"))
        .findFirst();
  }

  /** The share of the letters in those that SES still accepted, in percent; empty if unlimited. */
  @JsonIgnore
  OptionalLong percentOfLettersLeft() {
    return lettersLeft.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            lettersLeft.getAsLong() == 0
                ? 100
                : BigDecimal.valueOf(work.emails())
                    .multiply(HUNDRED)
                    .divide(BigDecimal.valueOf(lettersLeft.getAsLong()), 0, RoundingMode.DOWN)
                    .longValue());
  }
}
