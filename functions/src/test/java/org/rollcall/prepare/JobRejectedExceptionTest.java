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
import org.rollcall.json.Json;

class JobRejectedExceptionTest {

  /** Where Step Functions cuts a cause, in characters. */
  private static final int CAUSE = 32_768;

  private static JsonNode errors(JobRejectedException rejected) throws JsonProcessingException {
    return Json.MAPPER.readTree(rejected.getMessage()).path("errors");
  }

  /** As Lambda hands it on: a JSON text in a JSON object, with the exception's name. */
  private static int lengthOfCause(JobRejectedException rejected) {
    return Json.text(String.valueOf(rejected.getMessage())).length() + 200;
  }

  @Test
  void message_shouldBeEveryFaultAsJson() throws JsonProcessingException {
    JobRejectedException rejected =
        new JobRejectedException(
            List.of(new Fault("set", "is missing"), new Fault("", "\"quoted\"")));
    assertThat(rejected)
        .hasMessage(
            "{\"errors\":[{\"path\":\"set\",\"message\":\"is missing\"},"
                + "{\"path\":\"\",\"message\":\"\\\"quoted\\\"\"}]}");
    assertThat(rejected.faults()).hasSize(2);
    assertThat(errors(rejected)).hasSize(2);
  }

  @Test
  void tenThousandFaults_shouldFitAndSayHowManyAreLeftOut() throws JsonProcessingException {
    List<Fault> faults =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new Fault("changes.roles.add[" + i + "].role_type", "is missing"))
            .toList();
    JobRejectedException rejected = new JobRejectedException(faults);
    JsonNode errors = errors(rejected);
    int named = errors.size() - 1;
    assertThat(named).isGreaterThan(100);
    assertThat(errors.path(named).path("message").textValue())
        .isEqualTo("and " + (10_000 - named) + " more faults");
    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.LONGEST);
    assertThat(lengthOfCause(rejected)).isLessThan(CAUSE);
    assertThat(rejected.faults()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\u0001", "\n", "\u00e9", "\ud83d\ude00"})
  void charactersThatJsonEscapes_shouldNotMakeItTooLong(String character)
      throws JsonProcessingException {
    List<Fault> faults = Collections.nCopies(500, new Fault(character.repeat(200), "is not a key"));
    JobRejectedException rejected = new JobRejectedException(faults);
    assertThat(errors(rejected).size()).isGreaterThan(1);
    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.LONGEST);
    assertThat(lengthOfCause(rejected)).isLessThan(CAUSE);
  }

  @Test
  void oneHugeFault_shouldBeShortenedAndNotSwallowed() throws JsonProcessingException {
    JobRejectedException rejected =
        new JobRejectedException(
            List.of(new Fault("k".repeat(50_000), "is not a key that is known here.")));
    assertThat(rejected.getMessage()).hasSizeLessThanOrEqualTo(JobRejectedException.LONGEST);
    assertThat(errors(rejected)).hasSize(1);
    assertThat(errors(rejected).path(0).path("path").textValue()).startsWith("kkkk").endsWith("…");
    assertThat(errors(rejected).path(0).path("message").textValue())
        .isEqualTo("is not a key that is known here.");
  }
}
