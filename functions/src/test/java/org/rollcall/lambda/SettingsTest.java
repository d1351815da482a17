package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.prepare.StartPolicy;

class SettingsTest {

  private static Settings settings(Map<String, String> variables) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "TABLE_NAME", "users",
                "LINK_TABLE_NAME", "links",
                "BUCKET_NAME", "bucket",
                "PASSWORD_KEY_ID", "key"));
    environment.putAll(variables);
    return Settings.of(environment);
  }

  @Test
  void startPolicy_ofAnOpenStack_shouldAcceptAllOperators() {
    assertThat(
            settings(Map.of("START_JOBS_ONLY_BY_IDENTITY", "false", "SCHEDULED_JOB", ""))
                .startPolicy())
        .hasValue(StartPolicy.OPEN);
  }

  @ParameterizedTest
  @CsvSource({", , 14", "30, 365, 30", "14, 7, 7", ", 3, 3"})
  void previews_shouldExpireBeforeTheirFolders(
      @Nullable String previewDays, @Nullable String retentionDays, int expected) {
    Map<String, String> variables = new HashMap<>();
    Optional.ofNullable(previewDays).ifPresent(days -> variables.put("PREVIEW_DAYS", days));
    Optional.ofNullable(retentionDays).ifPresent(days -> variables.put("JOB_RETENTION_DAYS", days));

    assertThat(settings(variables).previewDays()).isEqualTo(expected);
  }

  /** Otherwise, a mistake in the template would open the stack to everyone. */
  @Test
  void rules_withoutAStartPolicy_shouldBeRefused() {
    for (Map<String, String> variables :
        List.of(
            Map.<String, String>of(),
            Map.of("START_JOBS_ONLY_BY_IDENTITY", " "),
            Map.of("SCHEDULED_JOB", "{}"))) {
      assertThatThrownBy(() -> settings(variables).rules())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("START_JOBS_ONLY_BY_IDENTITY is missing from the environment");
    }
  }

  @Test
  void startPolicy_shouldContainTheScheduledJob() {
    assertThat(
            settings(
                    Map.of(
                        "START_JOBS_ONLY_BY_IDENTITY", "true", "SCHEDULED_JOB", "{\"set\": \"s\"}"))
                .startPolicy())
        .hasValue(new StartPolicy(true, Optional.of(Given.json("{set: 's'}")), false));
    assertThat(settings(Map.of("START_JOBS_ONLY_BY_IDENTITY", "true")).startPolicy())
        .hasValue(new StartPolicy(true, Optional.empty(), false));
    assertThat(
            settings(
                    Map.of(
                        "START_JOBS_ONLY_BY_IDENTITY",
                        "false",
                        "SCHEDULED_JOB",
                        "{}",
                        "SCHEDULED_JOB_BY_ONE_PERSON",
                        "true"))
                .startPolicy())
        .hasValue(new StartPolicy(false, Optional.of(Given.json("{}")), true));
  }

  /** Otherwise, a typing error would open the stack without a message. */
  @ParameterizedTest
  @ValueSource(strings = {"True", "yes", "1", "on"})
  void startPolicy_thatIsNotTrueOrFalse_shouldBeRefused(String value) {
    assertThatThrownBy(() -> settings(Map.of("START_JOBS_ONLY_BY_IDENTITY", value)))
        .hasMessageContaining("START_JOBS_ONLY_BY_IDENTITY must be true or false");
  }

  @Test
  void scheduledJob_thatIsNotJson_shouldBeRefused() {
    assertThatThrownBy(() -> settings(Map.of("SCHEDULED_JOB", "{")))
        .hasMessageContaining("SCHEDULED_JOB must be JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TABLE_NAME", "LINK_TABLE_NAME", "BUCKET_NAME", "PASSWORD_KEY_ID"})
  void requiredVariable_thatIsBlank_shouldBeNamed(String name) {
    assertThatThrownBy(() -> settings(Map.of(name, " ")))
        .hasMessageContaining(name + " is missing");
  }
}
