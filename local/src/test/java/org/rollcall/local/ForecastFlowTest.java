package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forecasts of previews beside what their jobs then count. */
class ForecastFlowTest {

  private static final int MEMBERS = 120;

  @TempDir Path folder;
  @AutoClose TestLibrary library;

  /** People with records of different sizes. A third has no email address. */
  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    for (int i = 0; i < MEMBERS; i++) {
      Patron patron = Patron.external("p." + i).with("job_description", "x".repeat(40 * i));
      library.load(i % 3 == 0 ? patron.withoutEmail() : patron);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'changes': {'user_group': {'value': 'ALUMNI'}}",
        "'changes': {'account_type': {'value': 'INTERNAL'}, 'purge_date': {'clear': true}},"
            + " 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}",
        "'notify': {'type': 'ACCOUNT_UPDATED'}"
      })
  void forecast_shouldBeWithinFivePercentOfTheCount(String does) {
    EndedJob preview = library.run(job("'mode': 'PREVIEW', " + does));
    EndedJob done =
        library.run("{'initiated_by': 'user.manager', 'confirm': '%s'}".formatted(preview.id()));

    JsonNode forecast = preview.report().path("forecast").path("work");
    JsonNode count = done.report().path("work");
    assertThat(done.report().path("forecast")).isEqualTo(preview.report().path("forecast"));
    Stream.of(
            "state_transitions",
            "lambda_invocations",
            "dynamodb_read_units",
            "dynamodb_write_units",
            "s3_requests",
            "s3_puts",
            "s3_gets",
            "kms_requests",
            "emails")
        .forEach(
            key ->
                assertThat(forecast.path(key).asDouble())
                    .as(key)
                    .isCloseTo(count.path(key).asDouble(), withinPercentage(5)));
    assertThat(preview.report().path("forecast").path("cost").path("counted_usd").asDouble())
        .isCloseTo(done.report().path("cost").path("counted_usd").asDouble(), withinPercentage(5));
  }

  private static String job(String does) {
    String members =
        IntStream.range(0, MEMBERS).mapToObj(i -> "'p." + i + "'").collect(Collectors.joining(","));
    return "{'initiated_by': 'user.manager', 'set': {'members': [%s]}, %s}"
        .formatted(members, does);
  }
}
