package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.error.Fault;
import org.rollcall.prepare.SetPreview;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;

/** Sets of the type JOB: the members of earlier jobs. */
class JobSetFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(Patron.withRole("21", "other.manager"));
  }

  private static String inline(EndedJob job, String members) {
    return "{'type': 'JOB', 'job': '%s', 'members': '%s'}".formatted(job.id(), members);
  }

  private static SetPreview preview(String set) {
    return SetPreview.of(
        library.wiring().users(),
        library.wiring().bucket(),
        Given.json(set),
        new QueryTime(Instant.now(), LocalDate.now(ZoneOffset.UTC)));
  }

  private static List<String> members(EndedJob job, String members) {
    SetPreview found = preview(inline(job, members));
    assertThat(found.errors()).isEmpty();
    return found.membership().orElseThrow().primaryIds().stream().map(PrimaryId::toString).toList();
  }

  private static List<String> errors(String set) {
    return preview(set).errors().stream().map(Fault::toString).toList();
  }

  private static EndedJob move(String set) {
    return library.run(
        "{'initiated_by': 'user.manager', 'set': "
            + set
            + ", 'changes': {'user_group': {'value': 'ALUMNI'}}}");
  }

  @Test
  void results_shouldBeThoseAfterAllRetries() {
    library.load(
        Patron.external("ra"),
        Patron.external("rb").with("user_group", "ALUMNI"),
        Patron.withRole("50", "rc"),
        Patron.external("rd"));
    EndedJob job =
        library.run(
            FailingServices.failing("rd", library.wiring()),
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['rd', 'ra', 'rb', 'rc', 're']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(members(job, "ALL")).containsExactly("rd", "ra", "rb", "rc", "re");
    assertThat(members(job, "UPDATED")).isEqualTo(job.usersWith("UPDATED"));
    assertThat(members(job, "UNCHANGED")).containsExactly("rb");
    assertThat(members(job, "SKIPPED")).containsExactly("rc");
    assertThat(members(job, "NOT_FOUND")).containsExactly("re");
    assertThat(members(job, "FAILED")).isEqualTo(job.usersWith("FAILED"));
    assertThat(members(job, "NOT_REACHED")).isEqualTo(job.usersWith("NOT_REACHED"));
    assertThat(members(job, "UPDATED")).doesNotContain("rd");

    EndedJob retry = library.retry(job);

    assertThat(members(job, "UPDATED")).containsExactly("rd", "ra");
    assertThat(members(retry, "UPDATED")).containsExactly("rd", "ra");
    assertThat(members(job, "FAILED")).isEmpty();
    assertThat(members(job, "NOT_REACHED")).isEmpty();
  }

  @Test
  void letters_shouldBeSentOwedOrBounced() {
    library.load(
        Patron.external("la"),
        Patron.external("lb"),
        Patron.external("lc").withoutEmail(),
        Patron.external("ld").email("bounce+ld@simulator.amazonses.com"));
    EndedJob job =
        library.run(
            FailingServices.refused("lb", library.wiring()),
            LetterJobs.NOTIFY.formatted("la', 'lb', 'lc', 'ld"));
    library.recordDeliveries();

    assertThat(members(job, "SENT")).containsExactly("la");
    assertThat(members(job, "OWED")).containsExactly("lb", "lc", "ld");
    assertThat(members(job, "BOUNCED")).containsExactly("ld");

    library.load(Patron.external("lc"));
    library.retry(job);

    assertThat(members(job, "SENT")).containsExactly("la", "lb", "lc");
    assertThat(members(job, "OWED")).containsExactly("ld");

    library.undo(job, "");

    assertThat(members(job, "OWED")).isEmpty();
  }

  @Test
  void notSignedIn_shouldBeThoseWithAnUnusedPasswordOfThisJob() {
    library.load(
        Patron.external("sa"), Patron.external("sb"), Patron.external("sc"), Patron.internal("sd"));
    EndedJob job = library.run(LetterJobs.CONVERT.formatted("sa', 'sb', 'sc', 'sd"));
    assertThat(members(job, "NOT_SIGNED_IN")).containsExactly("sa", "sb", "sc");

    assertThat(library.verdict("sb", library.letterTo("sb@example.edu").password()))
        .isEqualTo("ACCEPTED");
    assertThat(members(job, "NOT_SIGNED_IN")).containsExactly("sa", "sc");

    // Another job has issued a new password, which is not that of the letter.
    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['sc']},
         'changes': {'account_type': {'value': 'EXTERNAL'}, 'external_id': {'value': 'SIS'}}}
        """);
    EndedJob again = library.run(LetterJobs.CONVERT.formatted("sc"));
    assertThat(members(job, "NOT_SIGNED_IN")).containsExactly("sa");
    assertThat(members(again, "NOT_SIGNED_IN")).containsExactly("sc");

    library.undo(job, "");
    assertThat(members(job, "NOT_SIGNED_IN")).isEmpty();
  }

  @Test
  void preview_shouldHaveThoseWhomItWouldChange() {
    library.load(Patron.external("pa"), Patron.external("pb").with("user_group", "ALUMNI"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['pa', 'pb']}, 'mode': 'PREVIEW',
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(members(job, "UPDATED")).containsExactly("pa");
    assertThat(List.of("SENT", "OWED", "BOUNCED", "NOT_SIGNED_IN"))
        .allSatisfy(
            members ->
                assertThat(errors(inline(job, members)))
                    .singleElement()
                    .asString()
                    .contains("MEMBERS_OF_PREVIEW", "path=set.job"));
  }

  @Test
  void heldBackMembers_shouldBelongToTheContinuation() {
    library.load(Patron.external("ha"), Patron.external("hb"));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['ha', 'hb']},
             'changes': {'user_group': {'value': 'ALUMNI'}}, 'limits': {'first': 1}}
            """);
    assertThat(members(job, "ALL")).hasSize(1);

    library.run("{'initiated_by': 'user.manager', 'continue': '" + job.id() + "'}");

    assertThat(members(job, "UPDATED")).containsExactlyInAnyOrder("ha", "hb");
  }

  @Test
  void uncertainMembers_shouldBeFailed_andIdentifiersWithoutUser_shouldBeCounted() {
    library.load(
        Patron.external("ua").with("last_name", "Ua"),
        Patron.external("ub").withJson("last_name", "{'value': 'no text'}"));
    EndedJob query = move("{'query': '$contains($lowercase(last_name), \"ua\")'}");
    assertThat(members(query, "UPDATED")).contains("ua");
    assertThat(members(query, "FAILED")).isEqualTo(query.usersWith("FAILED"));

    EndedJob list = move("{'members': ['4711'], 'id_type': 'BARCODE'}");
    SetPreview found = preview(inline(list, "ALL"));
    assertThat(found.membership().orElseThrow().size()).isZero();
    assertThat(found.membership().orElseThrow().ignored())
        .containsExactly("1 identifier that does not match exactly one user");
  }

  @Test
  void set_shouldBeUsableInTheInputInTheBucketAndInCombinedSets() {
    library.load(Patron.external("ca"), Patron.external("cb"), Patron.external("cc"));
    EndedJob job = move("{'members': ['ca', 'cb']}");
    library.put("sets/moved.json", Given.json(inline(job, "UPDATED")).toString());
    library.put("sets/everyone.csv", "primary_id\nca\ncb\ncc\n");
    library.put(
        "sets/others.json",
        Given.json("{'type': 'COMBINED', 'all_of': ['everyone'], 'none_of': ['moved']}")
            .toString());

    EndedJob inline = move(inline(job, "UPDATED"));
    EndedJob stored = move("'moved'");
    EndedJob combined = move("'others'");

    assertThat(inline.users()).containsOnlyKeys("ca", "cb");
    assertThat(inline.report().path("set").path("name").asText())
        .isEqualTo("UPDATED in " + job.id());
    assertThat(stored.users()).containsOnlyKeys("ca", "cb");
    assertThat(combined.users()).containsOnlyKeys("cc");
  }

  /** Also after the set was deleted, and through another job. */
  @Test
  void membersOfAPrivateSet_shouldStayPrivate() {
    library.load(Patron.external("va"));
    library.put(
        "sets/private.json",
        Given.json("{'type': 'ITEMIZED', 'members': ['va'], 'private_to': 'User.Manager'}")
            .toString());
    EndedJob job = move("'private'");
    library.wiring().bucket().delete("sets/private.json");
    EndedJob own = move(inline(job, "UPDATED"));
    assertThat(own.users()).containsOnlyKeys("va");

    for (EndedJob source : List.of(job, own, library.retry(own))) {
      EndedJob other =
          library.run(
              "{'initiated_by': 'other.manager', 'set': "
                  + inline(source, "UPDATED")
                  + ", 'changes': {'user_group': {'value': 'ALUMNI'}}}");
      assertThat(other.errors())
          .isEqualTo(Map.of("set.job", "the set of this job is private to another user"));
    }
  }

  @Test
  void jobWithoutMembers_shouldBeRejectedWithTheReason() {
    library.load(Patron.external("xa"));
    EndedJob test =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['xa']},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'tester@example.edu'}}
            """);
    EndedJob unfinished = move("{'members': ['xa']}");
    library.wiring().bucket().delete("jobs/" + unfinished.id() + "/report.json");
    library.put("jobs/of-other-version/job.json", "{\"job_id\": \"of-other-version\"}");

    assertThat(errors(inline(test, "UPDATED")))
        .singleElement()
        .asString()
        .contains("MEMBERS_OF_TEST");
    assertThat(errors(inline(unfinished, "UPDATED")))
        .singleElement()
        .asString()
        .contains("MEMBERS_OF_UNFINISHED_JOB", "./rollcall report " + unfinished.id());
    assertThat(errors("{'type': 'JOB', 'job': 'no-such-job', 'members': 'UPDATED'}"))
        .singleElement()
        .asString()
        .contains("NO_SUCH_JOB", "retention time");
    assertThat(errors("{'type': 'JOB', 'job': 'of-other-version', 'members': 'UPDATED'}"))
        .singleElement()
        .asString()
        .contains("JOB_OF_OTHER_VERSION");
    assertThat(errors("{'type': 'JOB', 'job': '../x', 'members': 'ALL'}"))
        .singleElement()
        .asString()
        .contains("INVALID_JOB_ID");
  }
}
