package org.rollcall.letter.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

class LetterTagsTest {

  private static LetterTags tags(String user) {
    return LetterTags.ofJob(Given.job("job-2"), PrimaryId.of(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdoe", "J. Doe/+@example.edu", "Łukasz Żółć", "😀"})
  void tags_shouldBeReadBack(String user) {
    assertThat(LetterTags.of(tags(user).toMap())).contains(tags(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ż", "漢"})
  void primaryIdOfMaximumLength_shouldFitIntoTagsOfSes(String character) {
    LetterTags longest = tags(character.repeat(PrimaryId.MAX_LENGTH));

    assertThat(longest.toMap())
        .allSatisfy((name, value) -> assertThat(name).matches("[A-Za-z0-9_-]{1,256}"))
        .allSatisfy((name, value) -> assertThat(value).matches("[A-Za-z0-9_-]{1,256}"));
    assertThat(LetterTags.of(longest.toMap())).contains(longest);
  }

  @Test
  void tagsOfOtherMail_shouldBeEmpty() {
    Map<String, String> invalid = new HashMap<>(tags("jdoe").toMap());
    invalid.put("rollcall_user_1", "not base64!");
    Map<String, String> incomplete = new HashMap<>(tags("jdoe").toMap());
    incomplete.remove("rollcall_job");

    assertThat(LetterTags.of(Map.of())).isEmpty();
    assertThat(LetterTags.of(Map.of("rollcall_job", "job-1"))).isEmpty();
    assertThat(LetterTags.of(invalid)).isEmpty();
    assertThat(LetterTags.of(incomplete)).isEmpty();
  }

  @Test
  void letter_shouldBelongToTheJobThatHasItsIdAndItsStart() {
    JobReference job = Given.job("weekly");
    JobReference later = new JobReference(job.jobId(), job.started().plusMillis(1));
    LetterTags letter = LetterTags.of(tagsOf(job)).orElseThrow();
    Map<String, String> withoutStart = new HashMap<>(tagsOf(job));
    withoutStart.remove("rollcall_started");

    assertThat(letter.isOf(job)).isTrue();
    assertThat(letter.isOf(later)).isFalse();
    assertThat(letter.isOf(Given.job("daily"))).isFalse();
    assertThat(LetterTags.of(withoutStart).orElseThrow().isOf(later)).isTrue();
  }

  private static Map<String, String> tagsOf(JobReference job) {
    return LetterTags.ofJob(job, PrimaryId.of("jdoe")).toMap();
  }
}
