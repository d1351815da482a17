package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.BilledUsage;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;

class LedgerPageTest {

  private static final BilledUsage USAGE =
      BilledUsage.ofFunction("UpdateUser", 1, 250)
          .plus(BilledUsage.ofUnits(new BigDecimal("0.5"), new BigDecimal("12")))
          .plus(BilledUsage.ofRequests(Map.of("S3.PutObject", 2L, "Ses.SendRawEmail", 4L)));

  private static final SortedMap<String, BilledUsage> INVOCATIONS =
      new TreeMap<>(Map.of("0a", USAGE, "0b", USAGE));

  private static final Outcome UPDATED =
      Outcome.done(
          "Élise\u2028\n\"O'Hara\"",
          Result.UPDATED,
          Map.of(
              "user_group",
              FieldChange.of(json("{value: 'UG', desc: 'Undergraduate'}"), json("{value: 'A'}")),
              "external_id",
              FieldChange.of(json("'SIS'"), null),
              "purge_date",
              FieldChange.of(null, json("'2027-01-31Z'")),
              "campus_code",
              FieldChange.of(NullNode.getInstance(), json("''"))),
          Optional.of(Credentials.RESET),
          Optional.of(State.DUE));

  @Test
  void outcomes_afterWritingAndReading_shouldBeEqual() {
    LedgerPage<Outcome> page =
        new LedgerPage<>(
            List.of(
                UPDATED,
                Outcome.failed("s1", Reason.CONFLICT),
                Outcome.of("s2", Result.NOT_FOUND, Reason.NOT_FOUND, "BARCODE")),
            INVOCATIONS,
            Optional.of(USAGE));
    assertThat(LedgerPage.parse(page.toBytes(), Outcome.class, Optional.empty())).isEqualTo(page);
  }

  @Test
  void letters_afterWritingAndReading_shouldBeEqual() {
    LedgerPage<LetterOutcome> page =
        new LedgerPage<>(
            List.of(
                LetterOutcome.sent("s1", Optional.of("0100-abc")),
                LetterOutcome.unsent("s2", State.FAILED, Reason.REFUSED, ": MessageRejected")),
            INVOCATIONS,
            Optional.of(USAGE));
    assertThat(LedgerPage.parse(page.toBytes(), LetterOutcome.class, Optional.empty()))
        .isEqualTo(page);
  }

  @Test
  void emptyPage_shouldContainItsUsage() {
    LedgerPage<Outcome> page = new LedgerPage<>(List.of(), INVOCATIONS, Optional.empty());
    assertThat(new String(page.toBytes(), StandardCharsets.UTF_8)).endsWith("}}\n").hasLineCount(1);
    assertThat(LedgerPage.parse(page.toBytes(), Outcome.class, Optional.empty())).isEqualTo(page);
  }

  @Test
  void page_shouldHaveALinePerEntryAndOneForTheUsage() {
    String page =
        new String(
            new LedgerPage<>(List.of(UPDATED, UPDATED), INVOCATIONS, Optional.empty()).toBytes(),
            StandardCharsets.UTF_8);
    assertThat(page).endsWith("\n");
    assertThat(page.chars().filter(c -> c == '\n').count()).isEqualTo(3);
  }
}
