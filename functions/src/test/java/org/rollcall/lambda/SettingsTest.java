package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.prepare.StartPolicy;

class SettingsTest {

  private static Settings with(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of("TABLE_NAME", "users", "BUCKET_NAME", "bucket", "PASSWORD_KEY_ID", "key"));
    environment.putAll(more);
    return Settings.of(environment);
  }

  @Test
  void jobs_shouldBeTakenFromAnybodyIfTheStackSaysSo() {
    assertThat(with(Map.of("START_JOBS_ONLY_BY_IDENTITY", "false", "SCHEDULED_JOB", "")).gate())
        .hasValue(StartPolicy.OPEN);
  }

  /** A slip in the template would open the gate otherwise. */
  @Test
  void jobs_shouldBeTakenFromNobodyIfTheStackSaysNothing() {
    for (Map<String, String> nothing :
        List.of(
            Map.<String, String>of(),
            Map.of("START_JOBS_ONLY_BY_IDENTITY", " "),
            Map.of("SCHEDULED_JOB", "{}"))) {
      assertThatThrownBy(() -> with(nothing).rules())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("START_JOBS_ONLY_BY_IDENTITY is missing from the environment");
    }
  }

  @Test
  void gate_shouldKnowTheScheduledJob() {
    assertThat(
            with(Map.of("START_JOBS_ONLY_BY_IDENTITY", "true", "SCHEDULED_JOB", "{\"set\": \"s\"}"))
                .gate())
        .hasValue(new StartPolicy(true, Optional.of(Given.json("{set: 's'}"))));
    assertThat(with(Map.of("START_JOBS_ONLY_BY_IDENTITY", "true")).gate())
        .hasValue(new StartPolicy(true, Optional.empty()));
  }

  /** A gate that is open because of a slip would be open without a word. */
  @ParameterizedTest
  @ValueSource(strings = {"True", "yes", "1", "on"})
  void gateThatIsNeitherOpenNorNot_shouldBeRefused(String value) {
    assertThatThrownBy(() -> with(Map.of("START_JOBS_ONLY_BY_IDENTITY", value)))
        .hasMessageContaining("START_JOBS_ONLY_BY_IDENTITY must be true or false");
  }

  @Test
  void scheduledJobThatIsNoJson_shouldBeRefused() {
    assertThatThrownBy(() -> with(Map.of("SCHEDULED_JOB", "{")))
        .hasMessageContaining("SCHEDULED_JOB must be JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TABLE_NAME", "BUCKET_NAME", "PASSWORD_KEY_ID"})
  void whatEveryFunctionNeeds_shouldBeAskedFor(String name) {
    assertThatThrownBy(() -> with(Map.of(name, " "))).hasMessageContaining(name + " is missing");
  }
}
