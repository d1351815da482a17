package org.rollcall.local.admin;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;
import org.rollcall.user.User;

/** What is taken in of a record from elsewhere, and what is wrong with it. */
class RecordIntakeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user_group\": \"UG\"} | {\"user_group\": {\"value\": \"UG\"}}",
        "{\"status\": \"ACTIVE\"} | {\"status\": {\"value\": \"ACTIVE\"}}",
        "{\"user_identifier\": [{\"status\": \"ACTIVE\"}]}"
            + " | {\"user_identifier\": [{\"status\": \"ACTIVE\"}]}",
        "{\"contact_info\": {\"email\": [{\"preferred\": \"TRUE\", \"email_type\": [\"work\"]}]}}"
            + " | {\"contact_info\": {\"email\": [{\"preferred\": true, \"email_type\":"
            + " [{\"value\": \"work\"}]}]}}",
        "{\"user_note\": [{\"popup_note\": \"0\", \"user_viewable\": \"perhaps\"}]}"
            + " | {\"user_note\": [{\"popup_note\": false, \"user_viewable\": \"perhaps\"}]}",
        "{\"user_identifier\": [{\"value\": \" 7\u200B\", \"note\": \" 7\"}]}"
            + " | {\"user_identifier\": [{\"value\": \"7\", \"note\": \" 7\"}]}",
        "{\"contact_info\": {\"email\": [{\"email_address\": \"\u00A0a@b.example\u200E\"}]}}"
            + " | {\"contact_info\": {\"email\": [{\"email_address\": \"a@b.example\"}]}}",
        "{\"birth_date\": null, \"unheard_of\": [1]} | {\"unheard_of\": [1]}"
      })
  void field_shouldBeTakenAsAlmaHasIt(String given, String taken) throws JsonProcessingException {
    assertThat(take(given).without("primary_id").record()).isEqualTo(Json.MAPPER.readTree(taken));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "{\"primary_id\": 12}",
        "{\"primary_id\": null}",
        "{\"primary_id\": \" \"}",
        "{\"primary_id\": \"a\\u0000b\"}",
        "{\"primary_id\": \"a\", \"rollcall\": {}}"
      })
  void record_withoutAValidPrimaryId_shouldBeRefused(String given) {
    assertThatThrownBy(() -> RecordIntake.take(Json.MAPPER.readTree(given)))
        .isInstanceOf(InvalidRecordException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"\": 1} | the record has a field without a name",
        "{\"x\": {\"\": 1}} | the record has a field without a name",
        "{\"x\": \"\\ud800\"} | the record contains an unpaired surrogate",
        "{\"x\": 123456789012345678901234567890123456789} | the record has a number of more than 38 digits",
        "{\"x\": 1e126} | the record has a number of more than 38 digits, or a number that is too large",
        "{\"x\": 1e999999999} | the record has a number of more than 38 digits, or a number that is too large"
      })
  void record_beyondALimitOfDynamoDb_shouldBeRefused(String given, String reason) {
    assertThatThrownBy(() -> take(given))
        .isInstanceOf(InvalidRecordException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void record_atTheLimitsOfSizeAndDepth_shouldBeTaken() throws JsonProcessingException {
    String text = "x".repeat(400 * 1024 - "primary_idax".length());
    assertThat(take("{\"x\": \"" + text + "\"}").get("x").textValue()).hasSize(text.length());
    assertThatThrownBy(() -> take("{\"x\": \"" + text + "x\"}"))
        .hasMessage("the record is larger than the 400 KB that DynamoDB stores");
    assertThat(take("{\"x\": " + nested(32) + "}").record().has("x")).isTrue();
    assertThatThrownBy(() -> take("{\"x\": " + nested(33) + "}"))
        .hasMessage("the record is nested more than 32 levels deep");
    assertThatThrownBy(() -> take("{\"x\": " + nested(900) + "}"))
        .hasMessage("the record is nested more than 32 levels deep");
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"account_type\": \"MAGIC\"} | jobs may fail: account_type is not INTERNAL",
        "{} | jobs may fail: account_type is missing",
        "{\"account_type\": \"EXTERNAL\"} | an EXTERNAL user needs an external_id in Alma",
        "{\"account_type\": \"INTERNAL\", \"purge_date\": \"soon\"}"
            + " | purge_date is \"soon\", not a day such as 2027-06-30; what reads it fails",
        "{\"account_type\": \"INTERNAL\", \"birth_date\": {\"value\": \"1.2.1990\"}}"
            + " | birth_date is \"1.2.1990\", not a day such as 2027-06-30",
        "{\"account_type\": \"INTERNAL\", \"birth_date\": [1990]}"
            + " | birth_date is \"[1990]\", not a day such as 2027-06-30",
        "{\"account_type\": \"INTERNAL\", \"user_role\": [{\"expiry_date\": \"06/30/2027\"}]}"
            + " | user_role.expiry_date is \"06/30/2027\", not a day such as 2027-06-30",
        "{\"account_type\": \"INTERNAL\", \"user_role\": {\"a\": 1}}"
            + " | jobs may fail: user_role is not a list",
        "{\"account_type\": \"INTERNAL\", \"user_note\": [1]}"
            + " | jobs may fail: user_note has an entry that is not an object",
        "{\"account_type\": \"INTERNAL\", \"status\": \"ASLEEP\"} | the status is neither ACTIVE",
        "{\"account_type\": \"INTERNAL\", \"contact_info\": {\"email\": {}}}"
            + " | jobs may fail: contact_info is not an object of the lists",
        "{\"account_type\": \"INTERNAL\", \"contact_info\": {\"email\": [{\"preferred\": true,"
            + " \"email_address\": \"a@example.edu\"}, {\"preferred\": \"true\","
            + " \"email_address\": \"b@example.edu\"}]}}"
            + " | no letters will be sent: more than one email address is marked as preferred"
      })
  void record_withAProblemByAlmasRules_shouldBeTakenWithAWarning(String given, String warning)
      throws JsonProcessingException {
    assertThat(RecordWarnings.find(take(given), ""))
        .singleElement()
        .extracting(Fault::message, as(InstanceOfAssertFactories.STRING))
        .startsWith(warning.strip());
  }

  @Test
  void record_withSeveralProblems_shouldHaveAWarningForEach() throws JsonProcessingException {
    User user = take("{\"expiry_date\": 1, \"user_block\": 2}");

    assertThat(RecordWarnings.find(user, "")).hasSize(3);
  }

  /** A record with a primary ID and other fields. */
  private static User take(String fields) throws JsonProcessingException {
    String comma = fields.equals("{}") ? "" : ", ";
    return RecordIntake.take(
        Json.MAPPER.readTree("{\"primary_id\": \"a\"" + comma + fields.substring(1)));
  }
}
