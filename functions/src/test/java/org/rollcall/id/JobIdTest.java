package org.rollcall.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.json.Json;

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
        "{retry: '20261122-160202-etudiants-cie-tynj'} | etudiants-cie",
        "{confirm: '20261122-160202-leavers-2026-a'} | leavers-2026",
        "{continue: 'Leavers_2026'} | leavers-2026",
        "{undo: '20261122-160202-etudiants-cie-tynj', mode: 'PREVIEW'} | etudiants-cie",
        "{undo: ' 20261122-160202-leavers-tynj'} | leavers",
        "{undo: 'leavers', notify: {type: 'T'}} | leavers",
        "{retry: 7, set: 'leavers'} | leavers",
        "{confirm: ''} | job",
        "{confirm: '20261122-160202-a2345678901234567890123456789012345678-0-tynj'} |"
            + " a2345678901234567890123456789012345678-0",
        "[] | job"
      })
  void generatedId_shouldContainTimeAndName(String input, String name) {
    assertThat(JobId.generate(Given.json(input), NOW).value())
        .matches("20261122-160202-" + name + "-[0-9a-z]{1,4}");
  }

  @Test
  void generatedIds_inTheSameSecond_shouldDiffer() {
    Set<JobId> ids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ids.add(JobId.generate(Given.json("{set: 'leavers'}"), NOW));
    }
    assertThat(ids).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a.b", "a b", "a\n", "é", "a\0"})
  void invalidId_shouldBeRejected(String text) {
    assertThat(JobId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new JobId(text));
  }

  @Test
  void id_longerThan80Characters_shouldBeRejected() {
    assertThat(JobId.parse("a".repeat(80))).isPresent();
    assertThat(JobId.parse("a".repeat(81))).isEmpty();
  }

  @Test
  void json_shouldBeTheText() throws JsonProcessingException {
    assertThat(Json.text(new JobId("job-1"))).isEqualTo("\"job-1\"");
    assertThat(Json.MAPPER.readValue("\"job-1\"", JobId.class)).isEqualTo(new JobId("job-1"));
  }
}
