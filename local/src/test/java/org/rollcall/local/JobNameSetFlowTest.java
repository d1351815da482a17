package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.error.Fault;
import org.rollcall.prepare.SetPreview;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;

/** Sets of the type JOB that name jobs by their name and day. */
class JobNameSetFlowTest {

  private static final String MOVE =
      """
      {'job_name': '%s', 'initiated_by': '%s', 'set': %s,
       'changes': {'user_group': {'value': 'ALUMNI'}}%s}
      """;

  private final SettableClock clock = new SettableClock();
  private int jobs;

  @TempDir Path folder;
  @AutoClose private TestLibrary library;

  @BeforeEach
  void open() {
    clock.set(Instant.parse("2026-11-22T10:00:00Z"));
    library = TestLibrary.empty(folder, clock);
    library.load(
        Patron.external("na"), Patron.external("nb"), Patron.withRole("21", "other.manager"));
  }

  /** Runs a job with an ID as a schedule gives it. */
  private EndedJob start(String time, String input) {
    clock.set(Instant.parse(time));
    String id = time.replaceAll("[-:Z]", "").replace('T', '-') + "-moved-" + jobs++;
    library
        .states()
        .startExecution(
            start ->
                start
                    .stateMachineArn(StackSettings.STATE_MACHINE.stateMachineArn())
                    .name(id)
                    .input(Given.jsonText(input)));
    return library.await(id);
  }

  private static String move(String name, String set, String more) {
    return MOVE.formatted(name, TestLibrary.MANAGER, set, more);
  }

  private static String move(String name, String member) {
    return move(name, "{'members': ['" + member + "']}", "");
  }

  private static String named(String name, String more) {
    return "{'type': 'JOB', 'job': {'name': '%s'%s}, 'members': 'ALL'}".formatted(name, more);
  }

  private SetPreview find(String set, String today) {
    return SetPreview.of(
        library.wiring().users(),
        library.wiring().bucket(),
        Given.json(set),
        new QueryTime(clock.instant(), LocalDate.parse(today)));
  }

  private List<String> members(String set, String today) {
    SetPreview found = find(set, today);
    assertThat(found.errors()).isEmpty();
    return found.membership().orElseThrow().primaryIds().stream().map(PrimaryId::toString).toList();
  }

  @Test
  void members_shouldBeThoseOfAllJobsOfTheDayWithTheName() {
    start("2026-11-22T00:00:00Z", move("Moved", "na"));
    start("2026-11-22T23:59:59Z", move("Moved", "nb"));
    start("2026-11-22T12:00:00Z", move("Other", "user.manager"));
    start("2026-11-23T00:00:00Z", move("Moved", "other.manager"));

    assertThat(members(named("Moved", ", 'days_ago': 7"), "2026-11-29"))
        .containsExactly("na", "nb");
    assertThat(members(named("Moved", ""), "2026-11-22")).containsExactly("na", "nb");
    assertThat(members(named("Moved", ", 'days_ago': 1"), "2026-11-24"))
        .containsExactly("other.manager");
  }

  @Test
  void day_shouldBeThatOfTheLibrarysTimeZone() {
    library.put(
        "institution.json",
        library.object("institution.json").replace("\"UTC\"", "\"Pacific/Auckland\""));
    start("2026-11-21T12:00:00Z", move("Moved", "na"));
    start("2026-11-22T12:00:00Z", move("Moved", "nb"));

    assertThat(members(named("Moved", ""), "2026-11-22")).containsExactly("na");
    assertThat(members(named("Moved", ""), "2026-11-23")).containsExactly("nb");
  }

  @Test
  void retriesAndContinuations_shouldBelongToTheirFirstJob() {
    EndedJob first =
        start(
            "2026-11-22T10:00:00Z",
            move("Moved", "{'members': ['na', 'nb']}", ", 'limits': {'first': 1}"));
    String held = first.usersWith("HELD_BACK").get(0);
    start(
        "2026-11-25T10:00:00Z",
        "{'initiated_by': 'user.manager', 'continue': '" + first.id() + "'}");

    assertThat(members(named("Moved", ""), "2026-11-22")).contains(held).hasSize(2);
    assertThat(members(named("Moved", ""), "2026-11-25")).isEmpty();
  }

  @Test
  void previewsTestsAndUndos_shouldNotCount() {
    start("2026-11-22T10:00:00Z", move("Moved", "{'members': ['na']}", ", 'mode': 'PREVIEW'"));
    start(
        "2026-11-22T11:00:00Z",
        move(
            "Moved",
            "{'members': ['na']}",
            ", 'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'desk@example.edu'}"));
    assertThat(members(named("Moved", ""), "2026-11-22")).isEmpty();

    EndedJob moved = start("2026-11-22T12:00:00Z", move("Moved", "na"));
    EndedJob undo =
        start(
            "2026-11-22T13:00:00Z",
            "{'initiated_by': 'user.manager', 'undo': '" + moved.id() + "'}");
    assertThat(undo.usersWith("UPDATED")).containsExactly("na");
    String undone = undo.report().path("job_name").asText();
    assertThat(members(named(undone, ""), "2026-11-22")).isEmpty();
  }

  @Test
  void nameWithoutJob_shouldBeAnEmptySet_whichTheReportTells() {
    EndedJob job =
        start("2026-11-22T10:00:00Z", move("Later", named("Moved", ", 'days_ago': 3"), ""));

    assertThat(job.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(job.report().path("set").path("name").asText())
        .isEqualTo("ALL in Moved, 3 days ago");
    assertThat(job.report().path("set").path("ignored"))
        .singleElement()
        .extracting(text -> text.asText())
        .isEqualTo("no job named \"Moved\" started on 2026-11-19");
  }

  /** Otherwise a second reminder could be sent to people that the running job reminds. */
  @Test
  void unfinishedJob_shouldRejectTheNewOne() {
    EndedJob job = start("2026-11-22T10:00:00Z", move("Moved", "na"));
    library.wiring().bucket().delete("jobs/" + job.id() + "/report.json");

    assertThat(find(named("Moved", ""), "2026-11-22").errors())
        .extracting(Fault::code)
        .containsExactly("MEMBERS_OF_UNFINISHED_JOB");
  }

  @Test
  void privateSets_shouldStayPrivate() {
    for (String owner : List.of("user.manager", "other.manager")) {
      library.put(
          "sets/of-" + owner + ".json",
          Given.json("{'type': 'ITEMIZED', 'members': ['na'], 'private_to': '%s'}".formatted(owner))
              .toString());
    }
    start("2026-11-22T10:00:00Z", MOVE.formatted("Moved", "user.manager", "'of-user.manager'", ""));
    String set = named("Moved", ", 'days_ago': 1");
    assertThat(start("2026-11-23T10:00:00Z", move("Again", set, "")).users())
        .containsOnlyKeys("na");
    EndedJob other =
        start("2026-11-23T11:00:00Z", MOVE.formatted("Again", "other.manager", set, ""));
    assertThat(other.errors())
        .containsEntry("set.job", "the set of this job is private to another user");

    start(
        "2026-11-22T11:00:00Z", MOVE.formatted("Moved", "other.manager", "'of-other.manager'", ""));
    for (String operator : List.of("user.manager", "other.manager")) {
      EndedJob both = start("2026-11-23T12:00:00Z", MOVE.formatted("Again", operator, set, ""));
      assertThat(both.errors())
          .containsEntry("set.job", "the set of this job is private to another user");
    }
  }

  @Test
  void jobThatCannotBeRead_shouldBeReported_unlessAnotherIsFound() {
    library.put("jobs/20261122-090000-moved-a1b2/job.json", "{\"job_id\": \"old\"}");
    assertThat(find(named("Moved", ""), "2026-11-22").errors())
        .extracting(Fault::code)
        .containsExactly("JOB_OF_OTHER_VERSION");

    start("2026-11-22T10:00:00Z", move("Moved", "na"));
    assertThat(members(named("Moved", ""), "2026-11-22")).containsExactly("na");
  }
}
