package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.credential.CredentialCheck;
import org.rollcall.credential.CredentialCheck.Verdict;
import org.rollcall.credential.LinkCheck;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.states.InProcessExecution;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks what must be true after a job and its retries, whatever faults occurred. */
final class Invariants {

  /** A password on a line of its own. */
  private static final Pattern TOKEN = Pattern.compile("\\?token=([0-9a-z]{42})\\s");

  private static final Pattern PASSWORD =
      Pattern.compile(
          "^(?=.*[0-9])(?=.*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10}\\r?$", Pattern.MULTILINE);

  private static final List<String> RESULT_COUNTERS =
      List.of("updated", "unchanged", "skipped", "not_found", "failed", "not_reached", "held_back");

  private final InMemoryAws aws;
  private final RandomInstitution institution;
  private final RandomJob job;
  private final Map<String, Map<String, AttributeValue>> before;
  private final Map<String, StoredUser> users = new HashMap<>();

  Invariants(
      InMemoryAws aws,
      RandomInstitution institution,
      RandomJob job,
      Map<String, Map<String, AttributeValue>> before) {
    this.aws = aws;
    this.institution = institution;
    this.job = job;
    this.before = before;
    this.users.putAll(users());
  }

  private Map<String, StoredUser> users() {
    Map<String, StoredUser> all = new HashMap<>();
    aws.wiring().users().forEach(user -> all.put(user.user().primaryId().key(), user));
    return all;
  }

  /** The expected treatment of a user. */
  private enum Treatment {
    OUTSIDE,
    /** Another program has edited the record. The treatment depends on the time. */
    EDITED,
    MISSING,
    SKIPPED,
    BROKEN,
    CHANGED
  }

  private Treatment treatment(String id) {
    if (!institution.members().contains(id)) {
      return Treatment.OUTSIDE;
    }
    StoredUser user = users.get(id);
    if (user == null) {
      return Treatment.MISSING;
    }
    if (aws.otherProgram().hasEdited(id)) {
      return Treatment.EDITED;
    }
    if (!job.changes().isEmpty()
        && user.user().roles().map(Role::type).anyMatch(Role.STAFF_ROLES::contains)) {
      return Treatment.SKIPPED;
    }
    return isBroken(user.user()) ? Treatment.BROKEN : Treatment.CHANGED;
  }

  private boolean isBroken(User user) {
    return job.readsDates()
        && user.record().path("expiry_date").asText().equals(RandomInstitution.INVALID_DATE);
  }

  /**
   * A preview writes nothing and sends nothing.
   *
   * @param isFirst whether no other job was accepted
   */
  void checkPreview(boolean isFirst) {
    if (isFirst) {
      Map<String, Map<String, AttributeValue>> items = aws.users().items();
      before.forEach(
          (id, item) -> {
            if (!aws.otherProgram().hasEdited(id)) {
              assertThat(items.get(id)).as("%s after a preview", id).isEqualTo(item);
            }
          });
      assertThat(aws.sentMail().all()).as("letters of a preview").isEmpty();
    }
  }

  /** A report has every member once, and all its statements are true. */
  void checkReport(String name, InProcessExecution.End end) {
    boolean hasReport = end.error().isEmpty() || end.error().get().equals("UsersNotReached");
    if (!hasReport) {
      return;
    }
    Map<String, Map<String, String>> rows = rows(name);
    JsonNode report = Json.read(object(name, "report.json"), JsonNode.class);
    JsonNode counters = report.path("counters");
    assertThat(rows).as("rows of %s", name).hasSize(counters.path("members").intValue());
    assertThat(
            RESULT_COUNTERS.stream().mapToInt(counter -> counters.path(counter).intValue()).sum())
        .as("sum of the counters of %s", name)
        .isEqualTo(counters.path("members").intValue());
    Job described = folder(name).readJob();
    if (described.root().equals(described.reference())) {
      assertThat(rows.keySet()).as("members").containsExactlyInAnyOrderElementsOf(members());
    } else {
      assertThat(members()).as("members of the first job").containsAll(rows.keySet());
    }
    boolean isComplete = aws.isReportComplete();
    rows.forEach((id, row) -> checkRow(described, id, row, isComplete));
  }

  private void checkRow(Job described, String id, Map<String, String> row, boolean isComplete) {
    Optional<StoredUser> user = aws.wiring().users().find(PrimaryId.of(id));
    String result = row.getOrDefault("result", "");
    if (result.equals("UPDATED")) {
      assertThat(user.filter(kept -> kept.state().isChangedBy(described.root())))
          .as("%s, reported as updated, is changed", id)
          .isPresent();
    }
    if (row.getOrDefault("letter", "").equals("SENT")) {
      String message = row.getOrDefault("message_id", "");
      assertThat(letters(id))
          .as("letters to %s", id)
          .extracting(SentMail.Letter::id)
          .contains(message);
    }
    if (isComplete) {
      user.ifPresent(kept -> checkCompleteRow(described, id, row, kept));
    }
    if (result.equals("NOT_FOUND")) {
      assertThat(treatment(id)).as("treatment of %s", id).isEqualTo(Treatment.MISSING);
    }
    if (result.equals("SKIPPED")) {
      assertThat(treatment(id)).as("treatment of %s", id).isIn(Treatment.SKIPPED, Treatment.EDITED);
    }
  }

  /** If nothing else was running, a report is also complete: it states every change and letter. */
  private static void checkCompleteRow(
      Job described, String id, Map<String, String> row, StoredUser user) {
    assertThat(row.getOrDefault("result", "").equals("UPDATED"))
        .as("%s, reported as %s, is changed", id, row.get("result"))
        .isEqualTo(user.state().isChangedBy(described.root()));
    if (user.state()
        .letterOf(described.root())
        .filter(progress -> progress.state() == LetterProgress.State.SENT)
        .isPresent()) {
      assertThat(row.get("letter")).as("letter of %s, which was sent", id).isEqualTo("SENT");
    }
  }

  /** After a last retry without faults, every remaining failure has a permanent cause. */
  void checkLastReport(String job) {
    rows(job)
        .forEach(
            (id, row) -> {
              if (row.getOrDefault("result", "").equals("HELD_BACK")) {
                return;
              }
              Set<String> results =
                  switch (treatment(id)) {
                    case MISSING -> Set.of("NOT_FOUND");
                    case SKIPPED -> Set.of("SKIPPED");
                    case BROKEN -> Set.of("FAILED");
                    case EDITED -> Set.of("UPDATED", "UNCHANGED", "SKIPPED", "FAILED");
                    default -> Set.of("UPDATED", "UNCHANGED");
                  };
              assertThat(results).as("result of %s", id).contains(row.getOrDefault("result", ""));
              assertThat(row.getOrDefault("letter", ""))
                  .as("letter of %s: %s", id, row.get("reason"))
                  .isIn("", "SENT", "NO_PREFERRED_EMAIL");
            });
  }

  /** Each job was continued at most once. */
  void checkContinuations(List<String> jobs) {
    List<Job> accepted = jobs.stream().map(name -> folder(name).readJob()).toList();
    assertThat(accepted.stream().flatMap(done -> done.execution().continueOf().stream()).toList())
        .as("continued jobs")
        .doesNotHaveDuplicates();
  }

  /** No preview that was discarded before its confirm was confirmed. */
  void checkDiscarded(Set<String> discarded, List<String> jobs) {
    assertThat(jobs)
        .as("jobs that do not confirm a discarded preview")
        .noneMatch(
            name ->
                folder(name)
                    .findJob()
                    .flatMap(found -> found.execution().confirmation())
                    .filter(done -> discarded.contains(done.preview().value()))
                    .isPresent());
  }

  /** Every user is changed exactly once, and has a letter. */
  void checkEnd(String root, List<String> jobs) {
    Job described = folder(root).readJob();
    Set<Instant> starts = new java.util.HashSet<>();
    jobs.forEach(name -> starts.add(folder(name).readJob().execution().started()));
    Map<String, Map<String, AttributeValue>> items = aws.users().items();
    assertThat(items.keySet()).as("users").isEqualTo(before.keySet());
    Map<String, StoredUser> now = users();
    List<String> notified = new ArrayList<>();
    aws.otherProgram().checkEnd();
    for (String id : before.keySet()) {
      if (aws.otherProgram().hasEdited(id)) {
        notified.add(RandomInstitution.addressOf(id));
        continue;
      }
      if (treatment(id) != Treatment.CHANGED) {
        assertThat(items.get(id)).as("%s, who is %s", id, treatment(id)).isEqualTo(before.get(id));
        continue;
      }
      StoredUser original = requireNonNull(users.get(id));
      StoredUser current = requireNonNull(now.get(id));
      User expected = expected(described, original, current, starts);
      assertThat(current.user().record()).as("record of %s", id).isEqualTo(expected.record());
      Map<String, LastChange.FieldChange> fields = LastChange.between(original.user(), expected);
      assertThat(current.state().isChangedBy(described.root()))
          .as("change of %s", id)
          .isEqualTo(!fields.isEmpty());
      current
          .state()
          .changeBy(described.root())
          .ifPresent(
              change -> assertThat(change.fields()).as("before-image of %s", id).isEqualTo(fields));
      boolean isReset = fields.containsKey("account_type");
      assertThat(current.state().credentialOf(described.root()).isPresent())
          .as("credential of %s", id)
          .isEqualTo(isReset);
      if (expectsLetter(isReset, expected)) {
        notified.add(RandomInstitution.addressOf(id));
        checkLetters(id, isReset && job.hasCredentials());
      }
    }
    assertThat(notified).as("users with a letter").containsAll(aws.sentMail().addresses());
  }

  private User expected(
      Job described, StoredUser original, StoredUser current, Set<Instant> starts) {
    Instant started =
        current
            .state()
            .changeBy(described.root())
            .map(LastChange::at)
            .orElse(described.execution().started());
    assertThat(starts).as("start of a job of the chain").contains(started);
    return OtherProgram.changed(described, original.user(), started);
  }

  private boolean expectsLetter(boolean isReset, User user) {
    return job.letter().isPresent()
        && (isReset || !job.hasCredentials())
        && user.preferredEmail().address().isPresent();
  }

  private void checkLetters(String id, boolean withPassword) {
    List<SentMail.Letter> letters = letters(id);
    int allowedDuplicates = aws.sentMail().allowedDuplicates(RandomInstitution.addressOf(id));
    assertThat(letters).as("letters to %s, which must have one", id).isNotEmpty();
    assertThat(letters)
        .as("letters to %s, with %d allowed duplicates", id, allowedDuplicates)
        .hasSizeLessThanOrEqualTo(1 + allowedDuplicates);
    assertThat(letters)
        .as("letters to %s, of which one must have arrived", id)
        .anyMatch(letter -> !aws.sentMail().isSuppressed(letter));
    if (withPassword && job.hasLinks()) {
      checkLinks(id, letters);
    } else if (withPassword) {
      CredentialCheck check =
          new CredentialCheck(aws.wiring().users(), aws.wiring().passwords(), aws.time());
      for (SentMail.Letter letter : letters) {
        assertThat(check.check(PrimaryId.of(id), password(letter)).verdict())
            .as("password of %s", id)
            .isEqualTo(Verdict.ACCEPTED);
      }
    }
  }

  /** All letters to a user have the same link, which is not consumed by looking at it. */
  private void checkLinks(String id, List<SentMail.Letter> letters) {
    Wiring wiring = aws.wiring();
    LinkCheck check =
        new LinkCheck(wiring.users(), wiring.links(), wiring.linkSecrets(), aws.time());
    Set<String> tokens = new HashSet<>();
    for (SentMail.Letter letter : letters) {
      tokens.addAll(TOKEN.matcher(letter.text()).results().map(found -> found.group(1)).toList());
    }
    assertThat(tokens).as("links in the letters to %s", id).hasSize(1);
    assertThat(check.check(tokens.iterator().next(), false).verdict())
        .as("link of %s", id)
        .isEqualTo(LinkCheck.Verdict.ACCEPTED);
  }

  private static String password(SentMail.Letter letter) {
    List<String> candidates =
        PASSWORD.matcher(letter.text()).results().map(MatchResult::group).toList();
    assertThat(candidates).as("lines of the letter that look like a password").hasSize(1);
    return candidates.get(0).strip();
  }

  private List<SentMail.Letter> letters(String id) {
    return aws.sentMail().lettersTo(RandomInstitution.addressOf(id));
  }

  private List<String> members() {
    return institution.members();
  }

  private JobFolder folder(String job) {
    return new JobFolder(aws.wiring().bucket(), new JobId(job));
  }

  private byte[] object(String job, String name) {
    return aws.objects()
        .find("jobs/" + job + "/" + name)
        .orElseThrow(() -> new AssertionError(job + " has no " + name));
  }

  private Map<String, Map<String, String>> rows(String job) {
    Map<String, Map<String, String>> rows = new HashMap<>();
    String csv =
        new String(object(job, "users.csv"), StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    try (Stream<de.siegmar.fastcsv.reader.NamedCsvRecord> all =
        CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
      all.forEach(
          row ->
              assertThat(
                      Optional.ofNullable(
                          rows.put(row.getField("primary_id"), row.getFieldsAsMap())))
                  .as("second row of %s", row.getField("primary_id"))
                  .isEmpty());
    }
    return rows;
  }
}
