package org.rollcall.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;

class JobIdTest {

  private static final Instant NOW = Instant.parse("2026-11-22T16:02:02.999Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{job_name: 'Graduating patrons 2026', set: 's'} | graduating-patrons-2026",
        "{job_name: ' Étudiants & Cie! '} | etudiants-cie",
        "{set: 'leavers'} | leavers",
        "{set: {members: []}} | job",
        "{job_name: 'القسم'} | job",
        "{job_name: '../..'} | job",
        "{job_name: 7} | 7",
        "{job_name: 'a2345678901234567890123456789012345678-01'} | a2345678901234567890123456789012345678-0",
        "[] | job"
      })
  void id_shouldSayWhenAndWhat(String input, String name) {
    assertThat(JobId.of(Given.json(input), NOW))
        .matches("20261122-160202-" + name + "-[0-9a-z]{1,4}")
        .matches(JobFolder.JOB_ID);
  }

  @Test
  void ids_shouldDifferInTheSameSecond() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ids.add(JobId.of(Given.json("{set: 'leavers'}"), NOW));
    }
    assertThat(ids).hasSizeGreaterThan(8);
  }
}
