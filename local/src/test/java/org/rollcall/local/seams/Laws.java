package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.aws.Usage;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.credential.CredentialCheck.Verdict;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What holds of a job and its retries, whatever went wrong. */
final class Laws {

  /** A password on a line of its own. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "^(?=.*[0-9])(?=.*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10}\\r?$", Pattern.MULTILINE);

  private static final List<String> WAYS =
      List.of("updated", "unchanged", "skipped", "not_found", "failed", "not_reached");

  private final Aws aws;
  private final Institution institution;
  private final AnyJob job;
  private final Map<String, Map<String, AttributeValue>> before;
  private final Map<String, StoredUser> users = new HashMap<>();

  Laws(
      Aws aws,
      Institution institution,
      AnyJob job,
      Map<String, Map<String, AttributeValue>> before) {
    this.aws = aws;
    this.institution = institution;
    this.job = job;
    this.before = before;
    this.users.putAll(users());
  }

  private Map<String, StoredUser> users() {
    Map<String, StoredUser> all = new HashMap<>();
    aws.wiring().users(new Usage()).forEach(user -> all.put(user.user().primaryId().key(), user));
    return all;
  }

  /** What is right for one user. */
  private enum Fate {
    OUTSIDE,
    MISSING,
    SKIPPED,
    BROKEN,
    CONCERNED
  }

  private Fate fate(String id) {
    if (!institution.members().contains(id)) {
      return Fate.OUTSIDE;
    }
    StoredUser user = users.get(id);
    if (user == null) {
      return Fate.MISSING;
    }
    if (!job.changes().isEmpty()
        && user.user().roles().map(Role::type).anyMatch(Role.STAFF::contains)) {
      return Fate.SKIPPED;
    }
    return isBroken(user.user()) ? Fate.BROKEN : Fate.CONCERNED;
  }

  private boolean isBroken(User user) {
    return job.readsDates()
        && user.record().path("expiry_date").asText().equals(Institution.BROKEN_DATE);
  }

  /** A report accounts for every member once, and what it claims is true. */
  void checkReport(String name, InProcessExecution.End end) {
    boolean isReported = end.error().isEmpty() || end.error().get().equals("UsersNotReached");
    if (!isReported) {
      return;
    }
    Map<String, Map<String, String>> rows = rows(name);
    JsonNode report = Json.read(object(name, "report.json"), JsonNode.class);
    JsonNode counters = report.path("counters");
    assertThat(rows).as("rows of %s", name).hasSize(counters.path("members").intValue());
    assertThat(WAYS.stream().mapToInt(way -> counters.path(way).intValue()).sum())
        .as("sum of the counters of %s", name)
        .isEqualTo(counters.path("members").intValue());
    Job described = folder(name).readJob();
    if (described.retryOf().isEmpty()) {
      assertThat(rows.keySet()).as("members").containsExactlyInAnyOrderElementsOf(members());
    } else {
      assertThat(members()).as("members of the first job").containsAll(rows.keySet());
    }
    boolean isWhole = aws.isReportWhole();
    rows.forEach((id, row) -> checkClaims(described, id, row, isWhole));
  }

  private void checkClaims(Job described, String id, Map<String, String> row, boolean isWhole) {
    Optional<StoredUser> user = aws.wiring().users(new Usage()).find(PrimaryId.of(id));
    String result = row.getOrDefault("result", "");
    if (result.equals("UPDATED")) {
      assertThat(user.filter(kept -> kept.rollcall().isChangedBy(described.root())))
          .as("%s, said to be updated, is changed", id)
          .isPresent();
    }
    if (row.getOrDefault("letter", "").equals("SENT")) {
      String message = row.getOrDefault("message_id", "");
      assertThat(letters(id)).as("letters to %s", id).extracting(Post.Letter::id).contains(message);
    }
    if (isWhole) {
      user.ifPresent(kept -> checkWholeTruth(described, id, row, kept));
    }
    if (result.equals("NOT_FOUND")) {
      assertThat(fate(id)).as("fate of %s", id).isEqualTo(Fate.MISSING);
    }
    if (result.equals("SKIPPED")) {
      assertThat(fate(id)).as("fate of %s", id).isEqualTo(Fate.SKIPPED);
    }
  }

  /** With nobody else at work, a report says no less than is true either. */
  private static void checkWholeTruth(
      Job described, String id, Map<String, String> row, StoredUser user) {
    assertThat(row.getOrDefault("result", "").equals("UPDATED"))
        .as("%s, said to be %s, is changed", id, row.get("result"))
        .isEqualTo(user.rollcall().isChangedBy(described.root()));
    if (user.rollcall()
        .letterOf(described.root())
        .filter(mark -> mark.state() == LetterProgress.State.SENT)
        .isPresent()) {
      assertThat(row.get("letter")).as("letter of %s, which was sent", id).isEqualTo("SENT");
    }
  }

  /** After a last retry that nothing disturbed, nobody remains but who cannot be helped. */
  void checkLastReport(String job) {
    rows(job)
        .forEach(
            (id, row) -> {
              Set<String> results =
                  switch (fate(id)) {
                    case MISSING -> Set.of("NOT_FOUND");
                    case SKIPPED -> Set.of("SKIPPED");
                    case BROKEN -> Set.of("FAILED");
                    default -> Set.of("UPDATED", "UNCHANGED");
                  };
              assertThat(results).as("result of %s", id).contains(row.getOrDefault("result", ""));
              assertThat(row.getOrDefault("letter", ""))
                  .as("letter of %s: %s", id, row.get("reason"))
                  .isIn("", "SENT", "NO_PREFERRED_EMAIL");
            });
  }

  /** Everybody is as one single application of the changes leaves them, and has been told. */
  void checkEnd(String root, List<String> jobs) {
    Job described = folder(root).readJob();
    Set<Instant> starts = new java.util.HashSet<>();
    jobs.forEach(name -> starts.add(folder(name).readJob().started()));
    Map<String, Map<String, AttributeValue>> items = aws.users().items();
    assertThat(items.keySet()).as("users").isEqualTo(before.keySet());
    Map<String, StoredUser> now = users();
    List<String> told = new ArrayList<>();
    for (String id : before.keySet()) {
      if (fate(id) != Fate.CONCERNED) {
        assertThat(items.get(id)).as("%s, who is %s", id, fate(id)).isEqualTo(before.get(id));
        continue;
      }
      StoredUser was = requireNonNull(users.get(id));
      StoredUser is = requireNonNull(now.get(id));
      User expected = expected(described, was, is, starts);
      assertThat(is.user().record()).as("record of %s", id).isEqualTo(expected.record());
      Map<String, LastChange.FieldChange> fields = LastChange.between(was.user(), expected);
      assertThat(is.rollcall().isChangedBy(root))
          .as("change of %s", id)
          .isEqualTo(!fields.isEmpty());
      is.rollcall()
          .changeOf(root)
          .ifPresent(
              change -> assertThat(change.fields()).as("before-image of %s", id).isEqualTo(fields));
      boolean isReset = fields.containsKey("account_type");
      assertThat(is.rollcall().credentialOf(root).isPresent())
          .as("credential of %s", id)
          .isEqualTo(isReset);
      if (isTold(isReset, expected)) {
        told.add(Institution.addressOf(id));
        checkLetters(id, isReset && job.isOfCredentials());
      }
    }
    assertThat(told).as("who was told").containsAll(aws.post().addresses());
  }

  private User expected(Job described, StoredUser was, StoredUser is, Set<Instant> starts) {
    Instant started =
        is.rollcall().changeOf(described.root()).map(LastChange::at).orElse(described.started());
    assertThat(starts).as("when a job of the chain started").contains(started);
    try {
      return described
          .readChanges()
          .apply(
              was.user(),
              new ChangeContext(described.operator(), started, described.institution()));
    } catch (ChangeRefusedException | BrokenRecordException e) {
      throw new AssertionError("a user of the trial cannot be changed", e);
    }
  }

  private boolean isTold(boolean isReset, User user) {
    return job.letter().isPresent()
        && (isReset || !job.isOfCredentials())
        && user.preferredEmail().isPresent();
  }

  private void checkLetters(String id, boolean withPassword) {
    List<Post.Letter> letters = letters(id);
    int excused = aws.post().excused(Institution.addressOf(id));
    assertThat(letters).as("letters to %s, due", id).isNotEmpty();
    assertThat(letters)
        .as("letters to %s, of which %d may be one too many", id, excused)
        .hasSizeLessThanOrEqualTo(1 + excused);
    if (withPassword) {
      CredentialCheck check =
          new CredentialCheck(
              aws.wiring().users(new Usage()), aws.wiring().passwords(new Usage()), aws.time());
      for (Post.Letter letter : letters) {
        assertThat(check.check(PrimaryId.of(id), password(letter)).verdict())
            .as("password of %s", id)
            .isEqualTo(Verdict.ACCEPTED);
      }
    }
  }

  private static String password(Post.Letter letter) {
    List<String> candidates =
        PASSWORD.matcher(letter.text()).results().map(MatchResult::group).toList();
    assertThat(candidates).as("lines of the letter that may be a password").hasSize(1);
    return candidates.get(0).strip();
  }

  private List<Post.Letter> letters(String id) {
    return aws.post().lettersTo(Institution.addressOf(id));
  }

  private List<String> members() {
    return institution.members();
  }

  private JobFolder folder(String job) {
    return new JobFolder(aws.wiring().bucket(new Usage()), job);
  }

  private byte[] object(String job, String name) {
    return aws.objects()
        .find("jobs/" + job + "/" + name)
        .orElseThrow(() -> new AssertionError(job + " has no " + name));
  }

  private Map<String, Map<String, String>> rows(String job) {
    Map<String, Map<String, String>> rows = new HashMap<>();
    String csv = new String(object(job, "users.csv"), StandardCharsets.UTF_8);
    try (Stream<de.siegmar.fastcsv.reader.NamedCsvRecord> all =
        CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
      all.forEach(
          row ->
              assertThat(
                      Optional.ofNullable(
                          rows.put(row.getField("primary_id"), row.getFieldsAsMap())))
                  .as("another row of %s", row.getField("primary_id"))
                  .isEmpty());
    }
    return rows;
  }
}
