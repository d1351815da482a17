package org.rollcall.local.seams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.store.StoredUser;

/** Checks what must be true after a job was undone, whatever faults occurred. */
final class UndoInvariants {

  /** The results of an undo without faults. */
  private static final Set<String> RESULTS =
      Set.of("UPDATED", "UNCHANGED", "SKIPPED", "NOT_FOUND", "FAILED BROKEN_RECORD");

  private final InMemoryAws aws;
  private final RandomInstitution institution;
  private final Map<String, StoredUser> before;

  UndoInvariants(InMemoryAws aws, RandomInstitution institution) {
    this.aws = aws;
    this.institution = institution;
    this.before = users();
  }

  private Map<String, StoredUser> users() {
    Map<String, StoredUser> all = new HashMap<>();
    aws.wiring().users().forEach(user -> all.put(user.user().primaryId().key(), user));
    return all;
  }

  private Optional<Job> find(String name) {
    return new JobFolder(aws.wiring().bucket(), new JobId(name)).findJob();
  }

  void checkRejected(String name, String what) {
    assertThat(find(name)).as("%s, which must be rejected", what).isEmpty();
  }

  void checkAccepted(String name, String what) {
    assertThat(find(name)).as("%s, which must be accepted", what).isPresent();
  }

  /** After a last retry without faults, nobody remains. */
  void checkLastReport(String name) {
    assertThat(find(name)).as("the last retry").isPresent();
    new JobResult(aws.objects(), name)
        .rows()
        .forEach(
            row -> {
              String result = row.getOrDefault("result", "");
              String reason = row.getOrDefault("reason_code", "");
              assertThat(RESULTS)
                  .as("result of %s in %s", row, name)
                  .contains(result.equals("FAILED") ? result + " " + reason : result);
              assertThat(row.getOrDefault("letter", ""))
                  .as("letter of %s in %s", row, name)
                  .isIn("", "SENT", "NO_PREFERRED_EMAIL");
            });
  }

  /**
   * Every user has the record that only the other job would have made, except the account of those
   * who signed in, and users that the other job changed between the preview of the undo and its
   * confirm.
   */
  void checkUndone(JobReference root, Set<String> signedIn, Optional<Job> other, List<Job> undos) {
    Map<String, StoredUser> now = users();
    Set<String> left = changedSincePreview(undos);
    assertThat(now.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (id, original) -> {
          StoredUser current = now.getOrDefault(id, original);
          if (left.contains(id)) {
            return;
          }
          boolean keepsAccount = signedIn.contains(id);
          assertThat(comparable(current.user(), keepsAccount))
              .as("record of %s", id)
              .isEqualTo(comparable(expected(original.user(), other), keepsAccount));
          assertThat(current.state().credentialOf(root).isPresent())
              .as("credential of %s", id)
              .isEqualTo(keepsAccount);
          assertThat(current.state().letterOf(root).filter(LetterProgress::isOwed))
              .as("owed letter of %s", id)
              .isEmpty();
        });
  }

  /** The users that an undo has reported as left alone because of its preview. */
  private Set<String> changedSincePreview(List<Job> undos) {
    Set<String> left = new HashSet<>();
    undos.stream()
        .map(job -> new JobResult(aws.objects(), job.jobId().value()))
        .filter(JobResult::hasReport)
        .flatMap(result -> result.rows().stream())
        .filter(row -> "CHANGED_SINCE_PREVIEW".equals(row.get("reason_code")))
        .forEach(row -> left.add(row.getOrDefault("primary_id", "")));
    return left;
  }

  private User expected(User original, Optional<Job> other) {
    boolean isMember = institution.members().contains(original.primaryId().key());
    boolean isStaff = original.roles().map(Role::type).anyMatch(Role.STAFF_ROLES::contains);
    if (other.isEmpty() || !isMember || isStaff) {
      return original;
    }
    Job job = other.get();
    try {
      return job.request()
          .readChanges()
          .apply(
              original,
              new ChangeContext(
                  job.execution().basis().signer(),
                  new QueryTime(job.execution().basis().now(), job.request().day()),
                  job.request().institution()));
    } catch (ChangeRefusedException e) {
      throw new AssertionError("a user cannot be changed", e);
    }
  }

  /** A record without what a sign-in keeps, and without times. */
  private static JsonNode comparable(User user, boolean keepsAccount) {
    ObjectNode record = user.record().deepCopy();
    record
        .findParents("created_date")
        .forEach(entry -> ((ObjectNode) entry).remove("created_date"));
    if (keepsAccount) {
      record.remove(List.of("account_type", "external_id"));
      record
          .findParents("segment_type")
          .forEach(entry -> ((ObjectNode) entry).remove("segment_type"));
    }
    return record;
  }

  /**
   * A withdrawn letter was not sent, and a correction only went to users who have got a letter, or
   * may have got it.
   */
  void checkLetters(JobReference root, List<Job> undos) {
    assertThat(aws.lettersAfterWithdrawal()).as("letters sent after they were withdrawn").isEmpty();
    Set<JobId> ofUndo = new HashSet<>();
    undos.stream()
        .filter(job -> job.request().letter().isPresent())
        .forEach(job -> ofUndo.add(job.root().jobId()));
    Set<PrimaryId> notified = new HashSet<>(withUnclearLetter());
    Set<PrimaryId> corrected = new HashSet<>();
    aws.sentMail()
        .all()
        .forEach(
            letter -> {
              if (ofUndo.contains(letter.tags().jobId())) {
                corrected.add(letter.tags().user());
              } else {
                notified.add(letter.tags().user());
              }
            });
    assertThat(notified).as("users with a letter").containsAll(corrected);
  }

  private Set<PrimaryId> withUnclearLetter() {
    return users().values().stream()
        .filter(
            user -> user.state().letters().stream().anyMatch(letter -> letter.state().isUnclear()))
        .map(user -> user.user().primaryId())
        .collect(Collectors.toSet());
  }
}
