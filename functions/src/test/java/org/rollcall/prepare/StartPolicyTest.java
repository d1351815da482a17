package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.job.InputDigest;
import org.rollcall.job.StartRecord;

class StartPolicyTest {

  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final JsonNode INPUT =
      Given.json("{initiated_by: 'ada', set: 'leavers', limits: {max_users: 5}}");
  private static final StartPolicy STRICT = new StartPolicy(true, Optional.empty(), false);

  private static List<String> errors(
      StartPolicy policy, JsonNode input, Optional<StartRecord> record) {
    Faults faults = new Faults();
    policy.check(new JobPreparation.Request("job", STARTED, input), () -> record, faults);
    return Given.messages(faults);
  }

  private static Optional<StartRecord> record(JsonNode input, Instant started) {
    return Optional.of(
        new StartRecord(
            "ada", "arn:aws:iam::123456789012:user/ada", started, InputDigest.of(input)));
  }

  @Test
  void unverifiedOperator_shouldBeAcceptedByAnOpenPolicyOnly() {
    assertThat(errors(StartPolicy.OPEN, INPUT, Optional.empty())).isEmpty();
    assertThat(errors(STRICT, INPUT, Optional.empty()))
        .singleElement()
        .asString()
        .startsWith("initiated_by: is not verified");
  }

  @Test
  void openPolicy_shouldNotReadTheStartRecord() {
    StartPolicy.OPEN.check(
        new JobPreparation.Request("job", STARTED, INPUT),
        () -> fail("the record was read"),
        new Faults());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T09:55:00Z, true",
    "2026-11-22T09:54:59Z, false",
    "2026-11-22T10:05:00Z, true",
    "2026-11-22T10:05:01Z, false",
    "2025-11-22T10:00:00Z, false"
  })
  void startRecord_shouldBeValidForFiveMinutes(Instant started, boolean isValid) {
    List<String> errors = errors(STRICT, INPUT, record(INPUT, started));

    assertThat(errors.isEmpty()).isEqualTo(isValid);
    assertThat(errors)
        .allMatch(fault -> fault.startsWith("initiated_by: was verified for another"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{initiated_by: 'bob', set: 'leavers', limits: {max_users: 5}}",
        "{initiated_by: 'ada', set: 'leaver', limits: {max_users: 5}}",
        "{initiated_by: 'ada', set: 'leavers', limits: {max_users: 6}}",
        "{initiated_by: 'ada', set: 'leavers', limits: {max_users: '5'}}",
        "{initiated_by: 'ada', set: 'leavers', limits: {}}",
        "{initiated_by: 'ada', set: 'leavers', limits: {max_users: 5}, mode: 'RUN'}",
        "{initiated_by: 'ada', set: ['leavers'], limits: {max_users: 5}}"
      })
  void startRecord_ofAnotherInput_shouldBeRejected(String input) {
    assertThat(errors(STRICT, Given.json(input), record(INPUT, STARTED))).hasSize(1);
    assertThat(errors(STRICT, INPUT, record(INPUT, STARTED))).isEmpty();
  }

  @Test
  void scheduledJob_shouldNeedNoStartRecord() {
    StartPolicy policy = new StartPolicy(true, Optional.of(INPUT), false);
    JsonNode again = Given.json("{limits: {max_users: 5.0}, set: 'leavers', initiated_by: 'ada'}");

    assertThat(errors(policy, again, Optional.empty())).isEmpty();
    assertThat(
            errors(policy, Given.json("{initiated_by: 'ada', set: 'leavers'}"), Optional.empty()))
        .hasSize(1);
  }

  @Test
  void digest_shouldNotDependOnTheOrderOfKeysOrTheFormatOfNumbers() {
    assertThat(InputDigest.of(Given.json("{a: {c: 1.50, d: [{f: null, e: true}]}, b: 100}")))
        .isEqualTo(InputDigest.of(Given.json("{b: 1e2, a: {d: [{e: true, f: null}], c: 1.5}}")))
        .isNotEqualTo(InputDigest.of(Given.json("{b: 1e2, a: {d: [{e: true}], c: 1.5}}")));
  }

  @Test
  void digest_shouldDependOnTheOrderOfLists() {
    assertThat(InputDigest.of(Given.json("['a', 'b']")))
        .isNotEqualTo(InputDigest.of(Given.json("['b', 'a']")));
  }
}
