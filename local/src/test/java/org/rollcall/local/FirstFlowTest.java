package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.job.JobFolder;

/** Jobs with {@code limits.first}. */
class FirstFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  private static List<String> ids(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> "%s-%02d".formatted(prefix, i)).toList();
  }

  private static void load(List<String> ids) {
    library.load(ids.stream().map(Patron::external).toArray(Patron[]::new));
  }

  private static String input(List<String> ids, String limits) {
    return """
    {'initiated_by': 'user.manager', 'set': {'members': [%s]},
     'changes': {'user_group': {'value': 'ALUMNI'}}, 'limits': {%s}}
    """
        .formatted(ids.stream().collect(Collectors.joining("', '", "'", "'")), limits);
  }

  private static List<String> withGroup(List<String> ids, String group) {
    return ids.stream()
        .filter(id -> library.stored(id).user().code("user_group").orElse("").equals(group))
        .toList();
  }

  @Test
  void firstMembers_shouldBeProcessedAndTheOthersHeldBack() {
    List<String> ids = ids("fa", 10);
    load(ids);

    EndedJob job = library.run(input(ids, "'first': 3"));

    assertThat(job.execution().statusAsString()).isEqualTo("SUCCEEDED");
    assertThat(job.status()).isEqualTo("COMPLETED_PARTIAL");
    assertThat(withGroup(ids, "ALUMNI")).containsExactly("fa-00", "fa-03", "fa-06");
    assertThat(job.usersWith("UPDATED")).containsExactly("fa-00", "fa-03", "fa-06");
    assertThat(job.usersWith("HELD_BACK"))
        .containsExactly("fa-01", "fa-02", "fa-04", "fa-05", "fa-07", "fa-08", "fa-09");
    assertThat(job.users().keySet()).containsExactlyElementsOf(ids);
    assertThat(new JobFolder(library.wiring().bucket(), job.jobId()).readJob().membersToProcess())
        .as("the progress display shows 3 of 3 users")
        .isEqualTo(3);
    assertThat(job.count("members")).isEqualTo(10);
    assertThat(job.count("held_back")).isEqualTo(7);
    assertThat(job.failed()).isEmpty();
    assertThat(job.page())
        .contains(
            "The job processed 3 of 10 members, as it was asked to. 7 members are held back.");
  }

  @Test
  void retry_shouldNotTakeHeldBackMembers() {
    List<String> ids = ids("fb", 6);
    load(ids);
    library.load(Patron.external("fb-03").with("account_type", "SOMETHING"));
    EndedJob job = library.run(input(ids, "'first': 2"));
    library.load(Patron.external("fb-03"));

    EndedJob retry = library.retry(job);

    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.failed()).containsExactly("fb-03");
    assertThat(job.page()).contains("4 members are held back.");
    assertThat(retry.users().keySet()).containsExactly("fb-03");
    assertThat(retry.count("held_back")).isZero();
    assertThat(withGroup(ids, "ALUMNI")).containsExactly("fb-00", "fb-03");
  }

  @Test
  void firstBeyondTheSet_shouldProcessAllMembers() {
    List<String> ids = ids("fc", 3);
    load(ids);

    EndedJob job = library.run(input(ids, "'first': 4"));

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.count("updated")).isEqualTo(3);
    assertThat(job.count("held_back")).isZero();
  }

  @Test
  void membersWithoutAUser_shouldBeReportedAsInOtherJobs() {
    List<String> ids = ids("fd", 4);
    load(ids.subList(0, 2));

    EndedJob job = library.run(input(ids, "'first': 2"));

    assertThat(job.usersWith("UPDATED")).containsExactly("fd-00");
    assertThat(job.usersWith("NOT_FOUND")).containsExactly("fd-02");
    assertThat(job.status()).isEqualTo("COMPLETED_PARTIAL");
  }

  @Test
  void failedQuery_shouldFailItsMembersAndNotStopTheOthers() {
    load(ids("fe", 8));
    library.load(Patron.external("fe-01").with("job_category", "1/0"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'query': "$contains(primary_id, 'fe-') and (job_category ? $error('no') : true)"},
             'changes': {'user_group': {'value': 'ALUMNI'}},
             'limits': {'first': 2, 'max_failures_percent': 40}}
            """);

    assertThat(job.usersWith("FAILED")).containsExactly("fe-01");
    assertThat(job.count("updated")).isEqualTo(2);
    assertThat(job.count("held_back")).isEqualTo(5);
  }

  @Test
  void failureLimit_shouldCountProcessedMembers() {
    List<String> ids = ids("ff", 100);
    load(ids);
    for (String id : List.of("ff-00", "ff-25")) {
      library.load(Patron.external(id).with("account_type", "SOMETHING"));
    }

    EndedJob job =
        library.run(
            TestLibrary.withOneLane(library.wiring()),
            input(ids, "'first': 4, 'max_failures_percent': 25"));

    assertThat(job.count("failed")).isEqualTo(2);
    assertThat(job.count("not_reached")).isEqualTo(2);
    assertThat(job.count("held_back")).isEqualTo(96);
    assertThat(job.status()).isEqualTo("FAILED");
  }
}
