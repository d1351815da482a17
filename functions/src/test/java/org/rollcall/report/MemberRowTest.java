package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.LetterOutcome;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.CodedValue;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LastChange.FieldChange;
import org.rollcall.user.state.LetterProgress.State;

class MemberRowTest {

  @Test
  void changes_shouldContainTheCodesBeforeAndAfterInTheOrderOfFields() {
    MemberRow row =
        changed(
            Map.of(
                "user_group",
                    SampleReports.change(
                        CodedValue.of("UG", "Undergraduate"), CodedValue.of("ALUMNI")),
                "expiry_date", SampleReports.change(null, TextNode.valueOf("2027-06-30Z")),
                "force_password_change",
                    SampleReports.change(TextNode.valueOf(""), BooleanNode.TRUE),
                "external_id",
                    SampleReports.change(TextNode.valueOf("SAML"), NullNode.getInstance())));

    assertThat(ChangesText.of(row.changes()))
        .isEqualTo(
            "expiry_date: (none) -> 2027-06-30Z; external_id: SAML -> (none);"
                + " force_password_change: (none) -> true; user_group: UG -> ALUMNI");
  }

  @Test
  void changesOfList_shouldContainOnlyItsName() {
    var list =
        JsonNodeFactory.instance
            .arrayNode()
            .add(JsonNodeFactory.instance.objectNode().put("note_text", "owes us a book"));

    assertThat(
            ChangesText.of(
                changed(Map.of("user_note", SampleReports.change(null, list))).changes()))
        .isEqualTo("user_note");
  }

  @Test
  void memberWithSentLetter_shouldNeedNoAttention() {
    MemberRow row = SampleReports.sent("gs1");

    assertThat(row.letter()).contains(State.SENT);
    assertThat(row.reason()).isEmpty();
    assertThat(row.needsAttention()).isFalse();
    assertThat(row.credentials()).contains(Credentials.RESET);
    assertThat(row.messageId()).isEqualTo("0100-gs1");
  }

  @Test
  void dueLetterWithoutOutcome_shouldBeFailed() {
    MemberRow row = SampleReports.passwordReset("gs1", State.DUE, Optional.empty());

    assertThat(row.letter()).contains(State.FAILED);
    assertThat(code(row)).contains(Reason.LETTER_NOT_REACHED);
    assertThat(row.needsAttention()).isTrue();
  }

  @Test
  void letterInSending_shouldBeFailedWithItsReason() {
    LetterOutcome sending = LetterOutcome.unsent("gs1", State.SENDING, Reason.IN_HAND);

    MemberRow row = SampleReports.passwordReset("gs1", State.DUE, Optional.of(sending));

    assertThat(row.letter()).contains(State.FAILED);
    assertThat(code(row)).contains(Reason.IN_HAND);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED, ",
    "SOFT_BOUNCED, ",
    "BOUNCED, LETTER_BOUNCED",
    "SUPPRESSED, LETTER_SUPPRESSED",
    "REJECTED, LETTER_REJECTED",
    "COMPLAINED, LETTER_COMPLAINED"
  })
  void sentLetter_thatFailedPermanently_shouldNeedAttention(Kind kind, @Nullable Reason reason) {
    MemberRow row = SampleReports.delivery("gs1", kind);

    assertThat(row.letter()).contains(State.SENT);
    assertThat(code(row)).isEqualTo(Optional.ofNullable(reason));
    assertThat(row.needsAttention()).isEqualTo(reason != null);
  }

  @Test
  void updatedUserWithoutPreferredEmail_shouldNeedAttention() {
    MemberRow row = SampleReports.passwordReset("gs1", State.NO_PREFERRED_EMAIL, Optional.empty());

    assertThat(row.result()).isEqualTo(Result.UPDATED);
    assertThat(row.letter()).contains(State.NO_PREFERRED_EMAIL);
    assertThat(code(row)).contains(Reason.NO_PREFERRED_EMAIL);
    assertThat(row.needsAttention()).isTrue();
  }

  @Test
  void unchangedMember_shouldNeedNoAttention() {
    MemberRow row = SampleReports.unchanged("gs1");

    assertThat(row.needsAttention()).isFalse();
    assertThat(row.changes()).isEmpty();
    assertThat(row.letter()).isEmpty();
    assertThat(row.credentials()).isEmpty();
    assertThat(row.messageId()).isEmpty();
  }

  @Test
  void notReached_shouldHaveAReason() {
    MemberRow row = MemberRow.notReached("gs1");

    assertThat(row.result()).isEqualTo(Result.NOT_REACHED);
    assertThat(code(row)).contains(Reason.NOT_REACHED);
    assertThat(row.needsAttention()).isTrue();
  }

  private static Optional<Reason> code(MemberRow row) {
    return row.reason().map(ReasonText::code);
  }

  private static MemberRow changed(Map<String, FieldChange> changes) {
    return MemberRow.of(
        Outcome.done("gs1", Result.UPDATED, changes, Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void optedOutUser_shouldHaveAReasonAndNeedNoAttention() {
    MemberRow row = SampleReports.passwordReset("a", State.OPTED_OUT, Optional.empty());

    assertThat(row.letter()).contains(State.OPTED_OUT);
    assertThat(code(row)).contains(Reason.OPTED_OUT);
    assertThat(row.needsAttention()).isFalse();
  }
}
