package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Fault;
import org.rollcall.json.InputError;
import org.rollcall.json.Json;

class JobRejectedExceptionTest {

  /** The length at which Step Functions truncates a cause, in characters. */
  private static final int MAX_CAUSE_LENGTH = 32_768;

  private static JsonNode errors(JobRejectedException rejected) throws JsonProcessingException {
    return Json.MAPPER.readTree(rejected.getMessage()).path("errors");
  }

  /** The length of the cause: a JSON text in Lambda's JSON object, with the exception's name. */
  private static int causeLength(JobRejectedException rejected) {
    return Json.text(String.valueOf(rejected.getMessage())).length() + 200;
  }

  private static Fault unknownKey(String path) {
    return Fault.of(path, InputError.UNKNOWN_KEY, "");
  }

  @Test
  void message_shouldContainEveryErrorAsJson() {
    JobRejectedException rejected =
        new JobRejectedException(
            List.of(
                Fault.of("set", InputError.MISSING_KEY, ""),
                new Fault("UNKNOWN_KEY", "", "\"quoted\"")));

    assertThat(rejected)
        .hasMessage(
            "{\"errors\":[{\"code\":\"MISSING_KEY\",\"path\":\"set\",\"message\":\"is missing\"},"
                + "{\"code\":\"UNKNOWN_KEY\",\"path\":\"\",\"message\":\"\\\"quoted\\\"\"}]}");
    assertThat(rejected.faults()).hasSize(2);
  }

  @Test
  void tenThousandErrors_shouldFitAndCountThoseThatAreLeftOut() throws JsonProcessingException {
    List<Fault> faults =
        IntStream.range(0, 10_000)
            .mapToObj(i -> unknownKey("changes.roles.add[" + i + "].role_type"))
            .toList();

    JobRejectedException rejected = new JobRejectedException(faults);

    JsonNode errors = errors(rejected);
    int listed = errors.size() - 1;
    assertThat(listed).isGreaterThan(90);
    assertThat(errors.path(listed).path("code").textValue()).isEqualTo("MORE_ERRORS");
    assertThat(errors.path(listed).path("message").textValue())
        .isEqualTo("more errors that are not listed: " + (10_000 - listed));
    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.MAX_LENGTH);
    assertThat(causeLength(rejected)).isLessThan(MAX_CAUSE_LENGTH);
    assertThat(rejected.faults()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\u0001", "\n", "\u00e9", "\ud83d\ude00"})
  void escapedCharacters_shouldNotMakeTheMessageTooLong(String character)
      throws JsonProcessingException {
    List<Fault> faults = Collections.nCopies(500, unknownKey(character.repeat(200)));

    JobRejectedException rejected = new JobRejectedException(faults);

    assertThat(errors(rejected).size()).isGreaterThan(1);
    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.MAX_LENGTH);
    assertThat(causeLength(rejected)).isLessThan(MAX_CAUSE_LENGTH);
  }

  @Test
  void pathOfManyCharacters_shouldBeTruncated() throws JsonProcessingException {
    JobRejectedException rejected =
        new JobRejectedException(List.of(unknownKey("k".repeat(50_000))));

    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.MAX_LENGTH);
    assertThat(errors(rejected)).hasSize(1);
    assertThat(errors(rejected).path(0).path("path").textValue()).startsWith("kkkk").endsWith("…");
    assertThat(errors(rejected).path(0).path("message").textValue()).isEqualTo("unknown key");
  }
}
