package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.admin.Erasure;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/** Confirms of previews. */
class ConfirmFlowTest {

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  @AutoClose TestLibrary library;

  @BeforeEach
  void open() {
    library = ConfirmFixture.open(folder, clock);
  }

  @Test
  void confirm_shouldDoExactlyWhatThePreviewHasShown() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    clock.set(clock.instant().plus(Duration.ofDays(3)));

    EndedJob job =
        ConfirmFixture.confirm(
            library,
            "user.administrator",
            preview,
            ", 'sha256': '" + ConfirmFixture.digest(preview) + "'");

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.result("c.one")).isEqualTo("UPDATED");
    assertThat(job.cell("c.one", "letter")).isEqualTo("SENT");
    assertThat(job.cell("c.silent", "letter")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(job.result("c.gone")).isEqualTo("NOT_FOUND");
    assertThat(job.reason("c.staff")).startsWith("STAFF_RECORD");
    assertThat(job.report().path("job_name").asText()).isEqualTo("End of term");
    assertThat(job.report().path("set")).isEqualTo(preview.report().path("set"));
    JsonNode note = library.record("c.one").path("user_note").path(0);
    assertThat(note.path("created_by").asText()).isEqualTo("user.manager");
    assertThat(note.path("created_date").asText().substring(0, 19))
        .isEqualTo(preview.report().path("started").asText().substring(0, 19));
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2028-01-31Z");
    assertThat(library.letters()).hasSize(2);
  }

  @Test
  void confirmAndItsRetry_shouldNameBothPeople() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob job = ConfirmFixture.confirm(library, "user.administrator", preview, "");
    EndedJob retry = library.retry(job);

    for (EndedJob confirmed : List.of(job, retry)) {
      assertThat(confirmed.report().path("confirm_of").asText()).isEqualTo(preview.id());
      assertThat(confirmed.report().path("previewed_by").asText()).isEqualTo("user.manager");
      assertThat(confirmed.report().path("confirmed_by").asText()).isEqualTo("user.administrator");
      assertThat(confirmed.page())
          .contains(
              "<dt>Previewed by</dt><dd><bdi>user.manager</bdi></dd>",
              "<dt>Confirmed by</dt><dd><bdi>user.administrator</bdi></dd>");
    }
    assertThat(preview.report().has("previewed_by")).isFalse();
    assertThat(preview.page()).doesNotContain("Previewed by");
    assertThat(library.reportAgain(preview).page())
        .contains("<dt>Confirmed in</dt><dd><a href=\"../" + job.id() + "/report.html\">");
  }

  @Test
  void changedSet_shouldNotChangeTheMembersOfAPreview() {
    library.put("sets/term.csv", "primary_id\nc.one\n");
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'set': 'term',
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    library.put("sets/term.csv", "primary_id\nc.two\n");

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.users()).containsOnlyKeys("c.one");
  }

  @Test
  void usersWhoChangedSince_shouldBeSkippedWithBothValues() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.load(
        Patron.external("c.one").with("expiry_date", "2029-01-31Z"),
        Patron.external("c.two")
            .with("expiry_date", "2027-02-28Z")
            .with("first_name", "Renamed")
            .email("moved@example.edu"),
        Patron.external("c.silent")
            .with("expiry_date", "2027-03-31Z")
            .with("last_name", "Married")
            .withoutEmail());
    Map<String, StoredUser> before = library.users();

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.result("c.one")).isEqualTo("SKIPPED");
    assertThat(job.cell("c.one", "reason"))
        .startsWith("CHANGED_SINCE_PREVIEW")
        .contains("previewed: expiry_date 2027-01-31Z -> 2028-01-31Z")
        .contains("now: expiry_date 2029-01-31Z -> 2030-01-31Z");
    assertThat(job.cell("c.two", "reason"))
        .startsWith("CHANGED_SINCE_PREVIEW")
        .contains("address")
        .doesNotContain("@");
    assertThat(job.result("c.silent")).isEqualTo("UPDATED");
    assertThat(library.users().get("c.one")).isEqualTo(before.get("c.one"));
    assertThat(library.users().get("c.two")).isEqualTo(before.get("c.two"));
    assertThat(library.letters()).isEmpty();
  }

  @Test
  void deletedUser_shouldBeNotFound() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.deleteUser("c.two");

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");

    assertThat(job.result("c.two")).isEqualTo("NOT_FOUND");
    assertThat(job.result("c.one")).isEqualTo("UPDATED");
  }

  @Test
  void retryOfAConfirm_shouldCompareTheRemainingMembersWithThePreview() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.sesAccount("{unverified_recipients: ['example.edu']}");
    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");
    library.sesAccount("{}");
    library
        .keys("jobs/" + preview.id() + "/")
        .forEach(key -> library.wiring().bucket().delete(key));

    EndedJob retry = library.retry(job);

    assertThat(retry.users().keySet()).isSubsetOf("c.one", "c.two", "c.silent");
    assertThat(retry.report().path("counters").path("skipped").asInt()).isZero();
  }

  /** Otherwise, a retry would make a change that nobody has seen. */
  @Test
  void unchangedUserWhoIsOwedALetter_shouldNotBeChangedByARetry() {
    library.load(
        Patron.external("c.quiet").with("user_group", "ALUMNI").withoutEmail(),
        Patron.external("c.same").with("user_group", "ALUMNI").withoutEmail());
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'set': {'members': ['c.quiet', 'c.same']},
             'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
            """);
    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");
    assertThat(job.owed()).containsExactly("NO_PREFERRED_EMAIL 2");
    library.load(
        Patron.external("c.quiet").with("user_group", "STAFF"),
        Patron.external("c.same").with("user_group", "ALUMNI"));

    EndedJob retry = library.retry(job);

    assertThat(retry.reason("c.quiet")).isEqualTo("CHANGED_SINCE_PREVIEW");
    assertThat(library.record("c.quiet").path("user_group").path("value").asText())
        .isEqualTo("STAFF");
    assertThat(retry.cell("c.same", "letter")).isEqualTo("SENT");
  }

  @Test
  void addressThatBouncedSince_shouldDelayOnlyTheLetter() {
    Patron patron =
        DeliveryFixture.patronWithMailbox("bounce", "c.one").with("account_type", "EXTERNAL");
    library.load(patron);
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    library.run(LetterJobs.NOTIFY.formatted("c.one"));
    library.recordDeliveries();

    EndedJob job = ConfirmFixture.confirm(library, "user.manager", preview, "");
    EndedJob tooEarly = library.retry(job);
    library.load(Patron.internal("c.one").with("expiry_date", "2027-12-31Z"));
    EndedJob retry = library.retry(job);

    assertThat(preview.cell("c.one", "letter")).isEqualTo("WOULD_SEND");
    assertThat(job.result("c.one")).isEqualTo("UPDATED");
    assertThat(job.owed()).contains("ADDRESS_BOUNCED 1");
    assertThat(tooEarly.cell("c.one", "letter")).isEqualTo("ADDRESS_BOUNCED");
    assertThat(retry.cell("c.one", "letter")).isEqualTo("SENT");
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2027-12-31Z");
    assertThat(library.retry(job).users()).doesNotContainKey("c.one");
    assertThat(library.lettersTo("c.one@example.edu")).hasSize(1);
  }

  @Test
  void partOfAPreview_shouldBeContinuedAsPreviewed() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob first =
        ConfirmFixture.confirm(library, "user.manager", preview, ", 'limits': {'first': 1}");
    assertThat(first.count("held_back")).isEqualTo(4);
    library.load(Patron.external("c.two").with("expiry_date", "2031-02-28Z"));

    EndedJob rest =
        library.run("{'initiated_by': 'user.manager', 'continue': '%s'}".formatted(first.id()));

    assertThat(rest.reason("c.two")).startsWith("CHANGED_SINCE_PREVIEW");
    assertThat(rest.result("c.silent")).isEqualTo("UPDATED");
    assertThat(library.record("c.one").path("expiry_date").asText()).isEqualTo("2028-01-31Z");
  }

  @Test
  void erasedMembers_shouldKeepTheirPlacesInAPartOfAPreview() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob first =
        ConfirmFixture.confirm(library, "user.manager", preview, ", 'limits': {'first': 1}");
    for (String id : List.of("c.one", "c.two", "c.gone")) {
      Erasure.erase(
          library.wiring().bucket(),
          Set.of(PrimaryId.of(id)),
          "erased-" + id.length() + id.charAt(2),
          clock.instant());
      assertThat(library.keys("")).as(id).noneMatch(key -> library.object(key).contains(id));
    }

    EndedJob rest =
        library.run("{'initiated_by': 'user.manager', 'continue': '%s'}".formatted(first.id()));

    assertThat(rest.usersWith("NOT_FOUND")).containsExactly("erased-5t", "erased-6g");
    assertThat(rest.result("c.silent")).isEqualTo("UPDATED");
    assertThat(library.retry(first).status()).startsWith("COMPLETED");
  }

  @Test
  void erasedPreviewer_shouldBeFoundInTheConfirm() {
    EndedJob preview = library.run(ConfirmFixture.PREVIEW);
    EndedJob job = ConfirmFixture.confirm(library, "user.administrator", preview, "");

    Erasure.Erased erased =
        Erasure.erase(
            library.wiring().bucket(),
            Set.of(PrimaryId.of("user.manager")),
            "erased",
            clock.instant());

    assertThat(erased.started()).containsExactlyInAnyOrder(preview.jobId(), job.jobId());
  }

  /** The role of the person who made the preview counts as it was then, and as it is now. */
  @ParameterizedTest
  @CsvSource({
    "50, 50, user.administrator, UPDATED",
    "50, 50, user.manager, SKIPPED",
    "50, 21, user.administrator, SKIPPED",
    "21, 50, user.administrator, SKIPPED"
  })
  void addressOfAnAdministrator_shouldNeedTwoAdministrators(
      String roleThen, String roleNow, String confirmer, String result) {
    library.load(
        Patron.withRole("50", "c.admin").email("admin@old.example.edu"),
        Patron.withRole(roleThen, "c.boss"));
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'c.boss', 'mode': 'PREVIEW', 'limits': {'include_staff': true},
             'set': {'members': ['c.admin']},
             'changes': {'email': {'replace_domain': {'from': 'old.example.edu', 'to': 'example.edu'}}}}
            """);
    library.load(Patron.withRole(roleNow, "c.boss"));

    EndedJob job = ConfirmFixture.confirm(library, confirmer, preview, "");

    assertThat(job.result("c.admin")).isEqualTo(result);
    assertThat(job.reason("c.admin"))
        .isEqualTo(result.equals("UPDATED") ? "" : "ADMINISTRATOR_RECORD");
  }

  @Test
  void confirmersOwnRecord_shouldBeSkippedAsSuch() {
    library.load(Patron.withRole("21", "c.desk").with("account_type", "EXTERNAL"));
    EndedJob preview =
        library.run(
            """
            {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'limits': {'include_staff': true},
             'set': {'members': ['c.desk', 'c.one', 'user.manager']},
             'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);
    assertThat(preview.result("c.desk")).isEqualTo("WOULD_CHANGE");

    EndedJob job = ConfirmFixture.confirm(library, "c.desk", preview, "");

    assertThat(Stream.of("c.desk", "user.manager").map(job::reason))
        .isEqualTo(List.of("OWN_RECORD", "OWN_RECORD"));
    assertThat(job.result("c.one")).isEqualTo("UPDATED");
  }
}
