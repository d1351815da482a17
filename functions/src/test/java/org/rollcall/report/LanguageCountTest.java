package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.RecordCopy;
import org.rollcall.job.LetterOutcome;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.state.LetterProgress.State;

class LanguageCountTest {

  private static MemberRow letter(String id, String language, Optional<String> wished) {
    return SampleReports.passwordReset(
        id,
        State.DUE,
        Optional.of(
            LetterOutcome.sent(id, Optional.of("m-" + id))
                .withLanguage(new LetterLanguage(language, wished))));
  }

  private static List<MemberRow> rows() {
    List<MemberRow> rows =
        new ArrayList<>(
            List.of(
                SampleReports.unchanged("u1"),
                SampleReports.letterRejected("u2"),
                letter("u3", "fr", Optional.empty())));
    for (String wished : List.of("sv", "da", "sv")) {
      rows.add(letter("u" + rows.size(), "en", Optional.of(wished)));
    }
    rows.add(letter("u9", "en", Optional.empty()));
    return rows;
  }

  @Test
  void letters_shouldBeCountedByLanguageAndWish() {
    assertThat(SampleReports.totals(rows()).languages())
        .containsExactly(
            new LanguageCount("en", 4, Map.of("sv", 2, "da", 1)),
            new LanguageCount("fr", 1, Map.of()))
        .extracting(LanguageCount::label)
        .containsExactly("letters in en (1 for users who prefer da, 2 for sv)", "letter in fr");
  }

  @Test
  void page_shouldShowTheLanguages() {
    Report report =
        RecordCopy.with(
            SampleReports.report("Leavers", SampleReports.NO_MEMBERS),
            "languages",
            SampleReports.totals(rows()).languages());

    assertThat(SampleReports.page(report, rows()))
        .contains("<li>4 letters in en (1 for users who prefer da, 2 for sv)</li>")
        .contains("<li>1 letter in fr</li>");
  }
}
