package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.update.UserUpdateFixture.ALUMNI;
import static org.rollcall.update.UserUpdateFixture.EMAIL;
import static org.rollcall.update.UserUpdateFixture.PASSWORD_CHANGE;
import static org.rollcall.update.UserUpdateFixture.TO_INTERNAL;
import static org.rollcall.update.UserUpdateFixture.external;
import static org.rollcall.update.UserUpdateFixture.internal;
import static org.rollcall.update.UserUpdateFixture.stored;
import static org.rollcall.update.UserUpdateFixture.updateWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.RecordCopy;
import org.rollcall.error.Reason;
import org.rollcall.job.DecisionBasis;
import org.rollcall.job.Job;
import org.rollcall.job.JobExecution;
import org.rollcall.job.JobFixture;
import org.rollcall.job.Outcome;
import org.rollcall.job.Recipient;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.store.StoredUser;

/** What decisions depend on, apart from the job's request. */
class UserUpdateBasisTest {

  private static final DecisionBasis OF_TWO =
      new DecisionBasis(
          Given.job("preview-1"),
          Instant.parse("2026-11-20T09:30:15Z"),
          "First.Operator",
          List.of("First.Operator", "second.operator"),
          false);

  /** An update by a job that another person confirmed two days after its preview. */
  private static UserUpdate confirmed(String changes, DecisionBasis basis) {
    Job job = JobFixture.job(Optional.of(changes), Optional.of("ACCOUNT_UPDATED"), false);
    JobExecution execution = RecordCopy.with(job.execution(), "basis", basis);
    return new UserUpdate(execution, job.request());
  }

  @Test
  void addedNote_shouldHaveTheSignerAndTheTimeOfTheBasis() {
    StoredUser written =
        confirmed("{notes: {add: [{note_type: 'OTHER', note_text: 'Left'}]}}", OF_TWO)
            .decide(internal(""))
            .write()
            .orElseThrow();

    JsonNode note = written.user().get("user_note").path(0);
    assertThat(note.path("created_by").asText()).isEqualTo("First.Operator");
    assertThat(note.path("created_date").asText()).isEqualTo("2026-11-20T09:30:15Z");
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20T09:30:14Z, UNCHANGED", "2026-11-20T09:30:16Z, UPDATED"})
  void now_shouldBeTheTimeOfTheBasis(String limit, Outcome.Result expected) {
    String changes =
        "{user_group: {value: 'ALUMNI', when: '$toMillis($now()) < $toMillis(\"%s\")'}}"
            .formatted(limit);

    assertThat(confirmed(changes, OF_TWO).decide(internal("")).outcome().result())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"first.operator, OWN_RECORD", "SECOND.OPERATOR, OWN_RECORD", "third.operator,"})
  void recordOfEachOperator_shouldBeSkipped(String id, Reason expected) {
    StoredUser user = stored("primary_id: '" + id + "', account_type: 'INTERNAL'");

    assertThat(confirmed(ALUMNI, OF_TWO).decide(user).outcome().reasonCode())
        .isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "true, false, false",
    "false, true, false",
    "false, false, false"
  })
  void administratorsRights_shouldBeThoseOfEachOperator(
      boolean one, boolean other, boolean expected) {
    DecisionBasis basis =
        DecisionBasis.of(Given.job("preview-1"), "first.operator", one)
            .withOperator("second.operator", other);

    assertThat(basis.byAdministrator()).isEqualTo(expected);
  }

  @Test
  void letterThatIsDue_shouldHaveItsLanguageAndADigestOfItsAddress() {
    UserUpdate update = updateWith(TO_INTERNAL, PASSWORD_CHANGE);
    Recipient recipient = recipient(update, EMAIL);

    assertThat(recipient.address()).matches("[0-9a-f]{16}");
    assertThat(recipient.language()).isEqualTo(new LetterLanguage("en", Optional.empty()));
    assertThat(recipient(update, EMAIL + ", preferred_language: 'fr'"))
        .isEqualTo(new Recipient(recipient.address(), new LetterLanguage("fr", Optional.empty())));
    assertThat(recipient(update, EMAIL + ", preferred_language: 'sv_FI'").language())
        .isEqualTo(new LetterLanguage("en", Optional.of("sv-fi")));
    assertThat(recipient(update, EMAIL.replace("a@", "b@")).address())
        .isNotEqualTo(recipient.address());
  }

  @Test
  void digestOfAnAddress_shouldBeThatOfThePreview() {
    DecisionBasis otherPreview = RecordCopy.with(OF_TWO, "origin", Given.job("preview-2"));

    assertThat(recipient(confirmed(ALUMNI, OF_TWO), EMAIL))
        .isEqualTo(recipient(confirmed(ALUMNI, OF_TWO), EMAIL))
        .isNotEqualTo(recipient(confirmed(ALUMNI, otherPreview), EMAIL));
  }

  @Test
  void letterThatIsNotDue_shouldHaveNoRecipient() {
    Outcome outcome = updateWith(TO_INTERNAL, PASSWORD_CHANGE).decide(external("")).outcome();

    assertThat(outcome.recipient()).isEmpty();
  }

  private static Recipient recipient(UserUpdate update, String fields) {
    return update.decide(external(fields)).outcome().recipient().orElseThrow();
  }
}
