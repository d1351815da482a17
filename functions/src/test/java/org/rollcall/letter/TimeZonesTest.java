package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Vienna", "America/Argentina/Buenos_Aires", "Asia/Kolkata"})
  void ianaName_shouldBeATimeZone(String name) {
    assertThat(TimeZones.parse(name).orElseThrow().getId()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Vienna", "europe/vienna", "+01:00", "Z", "UTC+1", "Central Europe"})
  void otherText_shouldNotBeATimeZone(String name) {
    assertThat(TimeZones.parse(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Vienna, Europe/Vienna",
    "europe/vienna, Europe/Vienna",
    "New York, America/New_York",
    "Europe/Viena, Europe/Vienna",
    "America/Sidney, Australia/Sydney",
    "Buenos Aires, America/Buenos_Aires"
  })
  void similarNames_shouldIncludeTheZoneThatWasMeant(String name, String zone) {
    assertThat(TimeZones.suggestions(name)).contains(zone);
  }

  @Test
  void machine_shouldHaveATimeZone() {
    assertThat(TimeZones.parse(TimeZones.ofMachine().getId())).isPresent();
  }
}
