package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollcall.delivery.Deliveries;
import org.rollcall.json.Json;

class CountersTest {

  @Test
  void counters_shouldBeWrittenUnderTheReportsNames() {
    Counters counters = new Counters(250, 240, 5, 1, 2, 2, 0, 230, 228, 0, 2, 0, 0, 0, 0, 0);

    assertThat(Json.text(counters))
        .isEqualTo(
            "{\"members\":250,\"updated\":240,\"unchanged\":5,\"skipped\":1,\"not_found\":2,"
                + "\"failed\":2,\"not_reached\":0,\"passwords_reset\":230,\"letters_sent\":228,"
                + "\"letters_failed\":0,\"no_preferred_email\":2,\"opted_out\":0,"
                + "\"addresses_bounced\":0,\"letters_delivered\":0,\"letters_bounced\":0,"
                + "\"letters_complained\":0}");
  }

  @Test
  void countersThatKnowFewerDeliveriesThanThereAre_shouldNotBeUpToDate() {
    Deliveries none = Deliveries.of(List.of());
    Deliveries one = Deliveries.of(List.of("jobs/j/deliveries/" + Sample.SHA256 + "-BOUNCED.json"));
    Counters unaware = new Counters(1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    Counters aware = new Counters(1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0);

    assertThat(unaware.knows(none)).isTrue();
    assertThat(unaware.knows(one)).isFalse();
    assertThat(aware.knows(one)).isTrue();
  }
}
