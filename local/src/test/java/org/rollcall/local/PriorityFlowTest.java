package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters with a low priority leave a part of SES's daily quota to others. */
class PriorityFlowTest {

  private static final String NOTIFY =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'notify': {'type': 'NEWS'}%s}
      """;

  @TempDir Path folder;
  @AutoClose private TestLibrary library;

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    library.put("letters/NEWS/letter.json", "{\"priority\": 50}");
    for (String file : List.of("subject.txt", "body.html", "body.txt")) {
      library.put("letters/NEWS/en/" + file, "News");
    }
    library.sesAccount("{'max_24_hour_send': 10}");
  }

  private EndedJob notifyAll(List<String> ids, String more) {
    return library.run(NOTIFY.formatted(String.join("', '", ids), more));
  }

  @Test
  void lettersBeyondThePart_shouldRejectTheJob_andBeNamedByItsPreview() {
    List<String> ids = library.load("pa", 6);

    EndedJob job = notifyAll(ids, "");
    EndedJob preview = notifyAll(ids, ", 'mode': 'PREVIEW'");

    String problem =
        "letters to send: 6; letters of this priority that Amazon SES still accepts from this account"
            + " within 24 hours: 5; letters that do not fit: 1; use a smaller set, or wait";
    assertThat(job.errors()).containsEntry("notify", problem);
    assertThat(preview.report().path("remarks").toString())
        .contains("Today, a run would be rejected: notify: " + problem);
    assertThat(preview.page())
        .contains("6 letters, of which 1 do not fit into what Amazon SES accepts today");
    assertThat(library.letters()).isEmpty();
  }

  @Test
  void rest_shouldBeForLettersWithAHigherPriority() {
    List<String> news = library.load("pb", 5);
    List<String> others = library.load("pc", 5);

    assertThat(notifyAll(news, "").count("letters_sent")).isEqualTo(5);
    assertThat(notifyAll(news.subList(0, 1), "").errors()).containsOnlyKeys("notify");
    EndedJob passwords = library.run(LetterJobs.CONVERT.formatted(String.join("', '", others)));

    assertThat(passwords.count("letters_sent")).isEqualTo(5);
  }

  /** Other letters use the quota while the job runs: here, the quota becomes smaller. */
  @Test
  void partThatIsUsedUpDuringTheJob_shouldLeaveLettersOwed() {
    List<String> ids = library.load("pd", 5);
    EndedJob job =
        library.run(
            TestLibrary.withOneLane(
                FaultyClient.forSes(
                    library.wiring(),
                    request -> {
                      if (FailingServices.isLetterTo("pd-01", request)) {
                        library.put("letters/NEWS/letter.json", "{\"priority\": 100}");
                        library.sesAccount("{'max_24_hour_send': 4}");
                      }
                    })),
            NOTIFY.formatted(String.join("', '", ids), ""));

    assertThat(job.count("letters_sent")).isEqualTo(2);
    assertThat(job.owed()).containsExactly("PRIORITY_QUOTA_SPENT 1");
    assertThat(job.reason(ids.get(2))).isEqualTo("PRIORITY_QUOTA_SPENT");
    assertThat(job.usersWith("NOT_REACHED"))
        .isEqualTo(ids.subList(3, 5))
        .allSatisfy(id -> assertThat(job.reason(id)).isEqualTo("PRIORITY_QUOTA_SPENT"));

    library.sesAccount("{'max_24_hour_send': 5}");
    EndedJob retry = library.retry(job);

    assertThat(retry.count("letters_sent")).isEqualTo(3);
    assertThat(library.letters()).hasSize(5);
  }
}
