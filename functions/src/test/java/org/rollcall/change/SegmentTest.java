package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.external;
import static org.rollcall.change.ChangesFixture.internal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.User;

class SegmentTest {

  private static final List<String> LISTS = List.of("user_block", "user_note", "user_statistic");

  /** Additions of one block, one note and one statistic. */
  private static String additions(String segment) {
    return "blocks: {add: [{block_description: 'B' S}]}, statistics: {add: [{statistic_category: 'C' S}]}, notes: {add: [{note_type: 'T', note_text: 't' S}]}"
        .replace("S", segment);
  }

  private static List<String> segments(User user) {
    return LISTS.stream()
        .map(field -> user.list(field).get(0).path("segment_type").asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "INTERNAL, Internal, Internal",
    "EXTERNAL, External, Internal",
    "BY_ACCOUNT_TYPE, External, Internal"
  })
  void addition_shouldHaveRequestedSegmentButInternalForInternalUser(
      String asked, String ofExternal, String ofInternal) throws ChangeRefusedException {
    String changes = "{" + additions(", segment_type: '" + asked + "'") + "}";
    assertThat(segments(ChangesFixture.apply(external("external_id: 'SIS'"), changes)))
        .containsOnly(ofExternal);
    assertThat(segments(ChangesFixture.apply(internal("first_name: 'Ada'"), changes)))
        .containsOnly(ofInternal);
  }

  @Test
  void addition_shouldBeInternalByDefault() throws ChangeRefusedException {
    assertThat(
            segments(
                ChangesFixture.apply(external("external_id: 'SIS'"), "{" + additions("") + "}")))
        .containsOnly("Internal");
  }

  @Test
  void addition_shouldDependOnNewAccountType() throws ChangeRefusedException {
    String additions = additions(", segment_type: 'BY_ACCOUNT_TYPE'");
    assertThat(
            segments(
                ChangesFixture.apply(
                    external("external_id: 'SIS'"),
                    "{account_type: {value: 'INTERNAL'}, " + additions + "}")))
        .containsOnly("Internal");
    assertThat(
            segments(
                ChangesFixture.apply(
                    internal("first_name: 'Ada'"),
                    "{account_type: {value: 'EXTERNAL'}, external_id: {value: 'SIS'}, "
                        + additions
                        + "}")))
        .containsOnly("External");
  }
}
