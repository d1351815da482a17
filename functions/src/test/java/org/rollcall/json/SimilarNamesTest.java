package org.rollcall.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {

  @ParameterizedTest
  @CsvSource({"leaver, leavers", "LEAVERS, leavers", "campus, campus_code", "stats, status"})
  void hint_shouldNameMostSimilarCandidate(String name, String candidate) {
    assertThat(SimilarNames.hint(name, List.of("campus_code", "leavers", "status")))
        .isEqualTo("; did you mean \"" + candidate + "\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "user_gruop, user_group, user_groups", // two letters are swapped
    "campus, camps, capmsu", // one deletion
    "kitten, sitten, sitting",
    "expiry, expire, empire",
    "abc, xabc, xabcy"
  })
  void closest_shouldNeedTheFewestEdits(String name, String closest, String other) {
    assertThat(SimilarNames.closest(name, List.of(other, closest))).contains(closest);
  }

  @ParameterizedTest
  @CsvSource({
    "leavers, sets/leavers.csv",
    "group, user_group",
    "lang, language",
    "jobs/abc-1, abc-1",
    "laod, load"
  })
  void partOrBeginningOfAName_shouldBeSimilar(String name, String candidate) {
    assertThat(SimilarNames.similar(name, List.of(candidate, "other"))).contains(candidate);
  }

  @ParameterizedTest
  @CsvSource({"user, set", "letter, type", "contact_info.mail.email_address, contact_info"})
  void differentNames_shouldNotBeSimilar(String name, String candidate) {
    assertThat(SimilarNames.similar(name, List.of(candidate))).isEmpty();
  }

  @Test
  void hintOrNames_withoutSimilarCandidate_shouldListFewCandidates() {
    assertThat(SimilarNames.hintOrNames("letter", List.of("type", "test_to")))
        .isEqualTo("; the possible ones are type, test_to");
    assertThat(SimilarNames.hintOrNames("typ", List.of("type", "test_to")))
        .isEqualTo("; did you mean \"type\"?");
  }

  @Test
  void hint_withoutSimilarCandidate_shouldBeEmpty() {
    assertThat(SimilarNames.hint("undo", List.of("campus_code"))).isEmpty();
    assertThat(SimilarNames.hint("undo", List.of())).isEmpty();
  }

  @Test
  void suggestions_ofManyCandidates_shouldBeFiveMostSimilar() {
    assertThat(SimilarNames.suggestions("01", List.of("01a", "99", "01b", "02", "03", "ZZZZ")))
        .isEqualTo("01a, 01b, 02, 03, 99, …");
  }
}
