package org.rollcall.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;

class PostalAddressTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-28");

  private static PostalAddress of(String addresses) {
    return PostalAddress.of(
        Given.user("{'primary_id': 'x', 'contact_info': {'address': [" + addresses + "]}}"), TODAY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "city: 'Wien', postal_code: '1010', country: {value: 'AUT', desc: 'Österreich'}"
            + " | 1010 Wien/ÖSTERREICH",
        "city: 'Ottawa', state_province: 'ON', postal_code: 'K1A 0B1', country: {value: 'CAN'}"
            + " | Ottawa, ON K1A 0B1/CAN",
        "city: 'Bath', state_province: 'Somerset', postal_code: 'BA1 1AA', country: 'GBR'"
            + " | Bath/Somerset/BA1 1AA/GBR",
        "postal_code: '1010' | 1010",
        "city: ' Rillcombe\\n' | Rillcombe"
      })
  void place_shouldBeInTheOrderOfItsCountry(String fields, String lines) {
    assertThat(
            of("{preferred: true, line1: 'Mill Lane 1', line3: 'Flat 2', " + fields + "}").lines())
        .containsExactly(("Mill Lane 1/Flat 2/" + lines).split("/", -1));
  }

  @Test
  void addressOnItsFirstAndLastDay_shouldBeValid() {
    assertThat(
            of("{preferred: true, line1: 'x', city: 'y', start_date: '2026-11-28Z',"
                    + " end_date: '2026-11-28Z'}")
                .problem())
        .isEmpty();
  }

  @Test
  void otherAddresses_shouldNotMatter() {
    PostalAddress address =
        of("{line1: 'old'}, {preferred: true, line1: 'x', city: 'y'}, {preferred: false}");

    assertThat(address.lines()).containsExactly("x", "y");
  }
}
