package org.rollcall.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.Given;
import org.rollcall.PageText;
import org.rollcall.RecordCopy;
import org.rollcall.aws.BilledUsage;
import org.rollcall.error.Reason;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.job.SetSnapshot;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.CodedValue;
import org.rollcall.user.state.Delivery;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress;

/** Rows of members, and reports. */
final class SampleReports {

  static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  static final Counters NO_MEMBERS = counters("{}");

  private SampleReports() {}

  static Counters counters(String numbers) {
    return Given.record(Counters.class, numbers);
  }

  static MemberRow updated(String primaryId) {
    return MemberRow.of(
        Outcome.done(
            primaryId,
            Result.UPDATED,
            Map.of("user_group", change(CodedValue.of("UG"), CodedValue.of("ALUMNI"))),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  /** A member whose password was reset, with the planned state and the outcome of the letter. */
  static MemberRow passwordReset(
      String primaryId, LetterProgress.State planned, Optional<LetterOutcome> letter) {
    return passwordReset(primaryId, planned, letter, Optional.empty());
  }

  private static MemberRow passwordReset(
      String primaryId,
      LetterProgress.State planned,
      Optional<LetterOutcome> letter,
      Optional<Delivery.Kind> delivery) {
    return MemberRow.of(
        Outcome.done(
            primaryId,
            Result.UPDATED,
            Map.of(
                "account_type", change(CodedValue.of("EXTERNAL"), CodedValue.of("INTERNAL")),
                "external_id", change(TextNode.valueOf("SAML"), null),
                "expiry_date",
                    change(TextNode.valueOf("2026-06-30Z"), TextNode.valueOf("2027-06-30Z"))),
            Optional.of(Credentials.RESET),
            Optional.of(planned)),
        letter,
        delivery);
  }

  static MemberRow sent(String primaryId) {
    return sent(primaryId, Optional.empty());
  }

  /** A member whose letter was sent, with its delivery. */
  static MemberRow delivery(String primaryId, Delivery.Kind delivery) {
    return sent(primaryId, Optional.of(delivery));
  }

  private static MemberRow sent(String primaryId, Optional<Delivery.Kind> delivery) {
    return passwordReset(
        primaryId,
        LetterProgress.State.DUE,
        Optional.of(
            LetterOutcome.sent(primaryId, Optional.of("0100-" + primaryId))
                .withLanguage(new LetterLanguage("en", Optional.of("sv")))),
        delivery);
  }

  static MemberRow letterRejected(String primaryId) {
    return passwordReset(
        primaryId,
        LetterProgress.State.DUE,
        Optional.of(
            LetterOutcome.unsent(
                primaryId, LetterProgress.State.FAILED, Reason.REFUSED, ": MessageRejected")));
  }

  static MemberRow unchanged(String primaryId) {
    return MemberRow.of(
        Outcome.done(primaryId, Result.UNCHANGED, Map.of(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  static MemberRow notFound(String primaryId) {
    return MemberRow.of(
        Outcome.of(primaryId, Result.NOT_FOUND, Reason.NOT_FOUND, "primary ID"),
        Optional.empty(),
        Optional.empty());
  }

  /** A member that failed because of an error in the record. */
  static MemberRow failed(String primaryId, String problem) {
    return MemberRow.of(
        Outcome.failed(primaryId, Reason.BROKEN_RECORD, problem),
        Optional.empty(),
        Optional.empty());
  }

  static FieldChange change(@Nullable JsonNode before, @Nullable JsonNode after) {
    return FieldChange.of(before, after);
  }

  private static final BilledUsage USAGE =
      BilledUsage.ofTransitions(255)
          .plus(BilledUsage.ofFunction("UpdateUser", 250, 61_340))
          .plus(BilledUsage.ofFunction("NotifyUser", 232, 0))
          .plus(BilledUsage.ofUnits(new BigDecimal("250.5"), new BigDecimal("960")))
          .plus(
              BilledUsage.ofRequests(
                  Map.of(
                      "S3.GetObject", 512L,
                      "S3.PutObject", 500L,
                      "Kms.GenerateMac", 230L,
                      "Ses.SendRawEmail", 228L)));

  static Report report(String jobName, Counters counters) {
    return new Report(
        Optional.empty(),
        new JobId("graduating-2026-11-22"),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        jobName,
        JobMode.RUN,
        "mlibrarian",
        Optional.empty(),
        Status.of(counters),
        Instant.parse("2026-11-22T10:00:00Z"),
        Instant.parse("2026-11-22T10:01:12.345Z"),
        ZoneId.of("UTC"),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new SetSnapshot("graduating-patrons", counters.members(), 3, SHA256, List.of()),
        Optional.empty(),
        AskedLimits.NONE,
        List.of(),
        Optional.empty(),
        List.of(),
        counters,
        List.of(),
        List.of(),
        0,
        List.of(),
        List.of(),
        USAGE,
        Cost.of(USAGE),
        Optional.empty());
  }

  /** The totals of some rows. */
  static RowTotals totals(List<MemberRow> rows) {
    RowTotals totals = new RowTotals();
    rows.forEach(totals::add);
    return totals;
  }

  /**
   * The page of a report with the totals of its rows, and the JSON of the rows instead of blocks.
   */
  static String page(Report report, List<MemberRow> rows) {
    return PageText.of(wholePage(report, rows, false));
  }

  /** The page as it is stored. */
  static String wholePage(Report report, List<MemberRow> rows, boolean showsValues) {
    Report complete = RecordCopy.with(report, "attention", totals(rows).attention());
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(ReportPage.beforeRows(complete));
    PageRows blocks = new PageRows(page, report.counters().members(), showsValues);
    rows.forEach(blocks::add);
    blocks.finish();
    page.writeBytes(ReportPage.afterRows());
    return page.toString(StandardCharsets.UTF_8);
  }
}
