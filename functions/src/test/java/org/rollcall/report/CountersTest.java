package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.delivery.Deliveries;
import org.rollcall.json.Json;

class CountersTest {

  @Test
  void json_shouldHaveTheKeysOfTheReport() {
    Counters counters =
        SampleReports.counters(
            "{members: 250, updated: 240, unchanged: 5, skipped: 1, not_found: 2, failed: 2, passwords_reset: 230, letters_sent: 228, no_preferred_email: 2}");

    assertThat(Json.text(counters))
        .isEqualTo(
            "{\"members\":250,\"updated\":240,\"unchanged\":5,\"skipped\":1,\"not_found\":2,"
                + "\"failed\":2,\"not_reached\":0,\"passwords_reset\":230,\"letters_sent\":228,"
                + "\"letters_failed\":0,\"no_preferred_email\":2,"
                + "\"several_addresses\":0,\"unusable_addresses\":0,\"opted_out\":0,"
                + "\"addresses_bounced\":0,\"letters_delivered\":0,\"letters_bounced\":0,"
                + "\"letters_complained\":0}");
  }

  @Test
  void include_countersWithFewerDeliveries_shouldBeFalse() {
    Deliveries none = Deliveries.of(List.of());
    Deliveries one =
        Deliveries.of(List.of("jobs/j/deliveries/" + SampleReports.SHA256 + "-BOUNCED.json"));
    Counters without = SampleReports.counters("{members: 1, updated: 1, letters_sent: 1}");
    Counters with =
        SampleReports.counters("{members: 1, updated: 1, letters_sent: 1, letters_bounced: 1}");

    assertThat(without.include(none)).isTrue();
    assertThat(without.include(one)).isFalse();
    assertThat(with.include(one)).isTrue();
  }
}
