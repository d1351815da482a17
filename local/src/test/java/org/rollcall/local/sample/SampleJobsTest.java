package org.rollcall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleJobsTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {"graduating-patrons", "all-students", "notify-alumni", "block-expired-students"})
  void job_shouldHaveAnExistingOperatorSetAndLetter(String name) throws IOException {
    JsonNode job = job(name);
    assertThat(job.path("initiated_by").asText()).isIn("mlibrarian", "uadmin");
    assertThat(job.has("changes") || job.has("notify")).isTrue();
    if (job.path("set").isTextual()) {
      String key = "sets/" + job.path("set").asText();
      assertThat(SampleInstitution.objects().keySet())
          .containsAnyOf(key + ".csv", key + ".txt", key + ".json");
    }
    if (job.has("notify")) {
      assertThat(HOME.resolve("letters").resolve(job.at("/notify/type").asText())).isDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"graduating-patrons", "all-students", "notify-alumni", "block-expired-students"})
  void job_shouldSetFixedDatesSoThatASecondRunChangesNothing(String name) throws IOException {
    assertThat(job(name).findValues("extend_by")).isEmpty();
  }

  @Test
  void graduatingPatrons_shouldConvertGraduatesToInternalAlumni() throws IOException {
    JsonNode changes = job("graduating-patrons").path("changes");
    assertThat(changes.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("account_type", "user_group", "expiry_date", "purge_date");
    assertThat(changes.at("/account_type/reset_password").asBoolean()).isTrue();
  }

  @Test
  void notifyAlumni_shouldSelectActiveAlumni() throws IOException {
    assertThat(SampleSetsTest.matching(job("notify-alumni").at("/set/query").asText()))
        .hasSizeGreaterThan(40)
        .allMatch(user -> user.at("/user_group/value").asText().equals("ALUMNI"));
  }

  @Test
  void blockExpiredStudents_shouldApplyToPartOfItsSet() throws IOException {
    JsonNode changes = job("block-expired-students").path("changes");
    int expiredLongAgo =
        SampleSetsTest.matching(
                "account_type.value = 'EXTERNAL' and user_group.value = 'UG' and "
                    + changes.at("/status/when").asText())
            .size();
    assertThat(expiredLongAgo).isBetween(20, 60);
    assertThat(Set.of("ALWAYS", "IF_EMPTY", "IF_NOT_EMPTY"))
        .contains(changes.at("/purge_date/condition").asText());
  }

  private static JsonNode job(String name) throws IOException {
    return JSON.readTree(Files.readString(HOME.resolve("events").resolve(name + ".json")));
  }
}
