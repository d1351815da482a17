package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rollcall.json.Json;

class CountersTest {

  @Test
  void json_shouldHaveTheKeysOfTheReport() {
    Counters counters =
        SampleReports.counters(
            "{members: 250, updated: 240, unchanged: 5, skipped: 1, not_found: 2, failed: 2, passwords_reset: 230, letters_sent: 228, no_preferred_email: 2}");

    assertThat(Json.text(counters))
        .isEqualTo(
            "{\"members\":250,\"updated\":240,\"would_change\":0,\"unchanged\":5,\"skipped\":1,\"not_found\":2,"
                + "\"failed\":2,\"not_reached\":0,\"held_back\":0,\"passwords_reset\":230,\"would_reset\":0,\"passwords_withdrawn\":0,\"letters_sent\":228,\"letters_printed\":0,\"would_send\":0,"
                + "\"letters_failed\":0,\"no_preferred_email\":2,"
                + "\"several_addresses\":0,\"unusable_addresses\":0,\"opted_out\":0,"
                + "\"addresses_bounced\":0,\"letters_delivered\":0,\"letters_bounced\":0,"
                + "\"letters_complained\":0,\"letters_owed\":0,\"letters_given_up\":0,"
                + "\"undone_letters_sent\":0,\"undone_letters_withdrawn\":0,\"undone_letters_unclear\":0,\"partly_undone\":0}");
  }
}
