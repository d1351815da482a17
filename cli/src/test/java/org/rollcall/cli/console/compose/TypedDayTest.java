package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedDayTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31 August 2028   | 2028-08-31",
        "1st sept 2028    | 2028-09-01",
        "3-Mar-2029       | 2029-03-03",
        "August 31, 2028  | 2028-08-31",
        "Dec. 2nd 2028    | 2028-12-02",
        "31.8.2028        | 2028-08-31",
        "06.07.2028       | 2028-07-06",
        "31/08/2028       | 2028-08-31",
        "08/31/2028       | 2028-08-31",
        "5/5/2028         | 2028-05-05",
        "2028/8/31        | 2028-08-31",
        "2028-8-31        | 2028-08-31"
      })
  void typedDay_shouldBeThatDay(String typed, String day) {
    assertThat(TypedDay.iso(typed)).contains(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "06/07/2028",
        "31/09/2028",
        "31 Ju 2028",
        "32 May 2028",
        "31.8.28",
        "today",
        "May 2028",
        "2028"
      })
  void unclearDay_shouldBeNone(String typed) {
    assertThat(TypedDay.iso(typed)).isEmpty();
  }
}
