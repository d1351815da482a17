package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.Changes;
import org.rollcall.change.kind.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.letter.NotificationTypes;
import org.rollcall.set.Membership;
import org.rollcall.user.PrimaryId;

/**
 * An accepted job, as it stands in its folder and never changes.
 *
 * @param retryOf for a retry: the job whose members it takes up that remained
 * @param root the job's id on the users' items: for a retry, the id of the first job of all, so
 *     that what one of them has done is done for the others; for any other job its own
 * @param started when the execution started
 * @param source the set as the input gives it: a name, or an object
 * @param changes the input's changes as they were given; empty for a job that only notifies
 * @param codes the institution's code tables, as far as the changes use them
 * @param mailing the letters that it sends
 * @param maxFailures how many members may fail before the job is stopped, if it is to be stopped; a
 *     retry may have as many as the first job, however few its members are
 * @param byAdministrator whether a User Administrator has started it
 * @param institution the institution's code
 * @param lanes how many chunks may run at once
 * @param credentialsExpire when the temporary passwords that it gives expire
 */
public record Job(
    String jobId,
    Optional<String> retryOf,
    String root,
    String jobName,
    JobMode mode,
    String initiatedBy,
    Instant started,
    FrozenSet set,
    JsonNode source,
    ObjectNode changes,
    Map<String, Map<String, String>> codes,
    Optional<Mailing> mailing,
    OptionalInt maxFailures,
    boolean includeStaff,
    boolean byAdministrator,
    String institution,
    int lanes,
    Instant credentialsExpire) {

  public Job {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(retryOf, "retryOf is null");
    requireNonNull(root, "root is null");
    requireNonNull(jobName, "jobName is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(initiatedBy, "initiatedBy is null");
    requireNonNull(started, "started is null");
    requireNonNull(set, "set is null");
    requireNonNull(source, "source is null");
    requireNonNull(changes, "changes is null");
    codes = Map.copyOf(codes);
    requireNonNull(mailing, "mailing is null");
    requireNonNull(maxFailures, "maxFailures is null");
    requireNonNull(institution, "institution is null");
    requireNonNull(credentialsExpire, "credentialsExpire is null");
  }

  /**
   * Who was in the set when the job started.
   *
   * @param name the set's name; for a set given in the input, what kind it was
   * @param sha256 see {@link Membership#sha256}
   * @param ignored what of the set's file was not used
   */
  public record FrozenSet(
      String name, int members, int duplicates, String sha256, List<String> ignored) {
    public FrozenSet {
      ignored = List.copyOf(ignored);
    }

    public static FrozenSet of(String name, Membership membership) {
      return new FrozenSet(
          name,
          membership.size(),
          membership.duplicates(),
          membership.sha256(),
          membership.ignored());
    }
  }

  /**
   * The letters of a job.
   *
   * @param type their notification type
   * @param respectsOptOut whether users get no such letter who have opted out of it
   * @param lettersPerSecond how many letters SES takes a second, at least one
   * @param test for a test, which changes nobody: who gets the letters instead of the members
   */
  public record Mailing(
      String type, boolean respectsOptOut, int lettersPerSecond, Optional<Test> test) {
    public Mailing {
      requireNonNull(type, "type is null");
      requireNonNull(test, "test is null");
    }

    /**
     * Whether the letters contain a temporary password. They go only to users whose password the
     * job resets.
     */
    public boolean containsPassword() {
      return type.equals(NotificationTypes.PASSWORD_CHANGE);
    }

    private Mailing paced(int other) {
      return new Mailing(type, respectsOptOut, other, test);
    }

    private Mailing with(Optional<Test> other) {
      return new Mailing(type, respectsOptOut, lettersPerSecond, other);
    }
  }

  /**
   * A test of the letters.
   *
   * @param to who gets them
   * @param members whose letters they are
   */
  public record Test(String to, List<String> members) {
    public Test {
      requireNonNull(to, "to is null");
      members = List.copyOf(members);
    }

    public boolean isWith(PrimaryId id) {
      return ids().contains(id);
    }

    public List<PrimaryId> ids() {
      return members.stream().map(PrimaryId::of).toList();
    }
  }

  /** For a test of the letters: what is to be tried. */
  public Optional<Test> test() {
    return mailing.flatMap(Mailing::test);
  }

  /** The same job as a test of its letters. */
  public Job tried(Test test) {
    return with(mailing.map(letters -> letters.with(Optional.of(test))), lanes);
  }

  /** The same job in earnest. */
  public Job inEarnest() {
    return with(mailing.map(letters -> letters.with(Optional.empty())), lanes);
  }

  /** The same job at another pace of its letters. */
  public Job paced(int lettersPerSecond) {
    return with(mailing.map(letters -> letters.paced(lettersPerSecond)), lanes);
  }

  /** The same job in so many lanes. */
  public Job in(int otherLanes) {
    return with(mailing, otherLanes);
  }

  private Job with(Optional<Mailing> otherMailing, int otherLanes) {
    return new Job(
        jobId,
        retryOf,
        root,
        jobName,
        mode,
        initiatedBy,
        started,
        set,
        source,
        changes,
        codes,
        otherMailing,
        maxFailures,
        includeStaff,
        byAdministrator,
        institution,
        otherLanes,
        credentialsExpire);
  }

  public PrimaryId operator() {
    return PrimaryId.of(initiatedBy);
  }

  /** The changes, read again. They were without fault when the job was accepted. */
  public Changes readChanges() {
    if (changes.isEmpty()) {
      return Changes.none();
    }
    Faults faults = new Faults();
    Changes read =
        Fields.of(changes, "changes", faults)
            .map(fields -> ChangeKinds.read(fields, CodeTables.of(codes)))
            .orElse(Changes.none());
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "the job's folder holds changes with faults: " + faults.found());
    }
    return read;
  }

  public ChangeContext changeContext() {
    return new ChangeContext(operator(), started, institution);
  }
}
