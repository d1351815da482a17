package org.rollcall.job;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rollcall.change.ChangeKinds;
import org.rollcall.change.Changes;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.id.JobReference;
import org.rollcall.json.Fields;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.state.IssuedCredential;

/**
 * What a job does. All retries of a job have the same request; see D-014 and D-015.
 *
 * @param source the set as in the input: a name or an object
 * @param changes the changes as in the input; empty for a job that only sends letters
 * @param codes the code tables of the institution that the changes use
 * @param maxUsers the number of members above which the job would have been rejected; empty for no
 *     limit
 * @param maxFailuresPercent how many of the members that a job processes may fail before it stops;
 *     empty for no limit
 * @param includeStaff whether the job may change users with an administrative role
 * @param institution the institution's code
 * @param timeZone the institution's time zone when the first job was accepted
 * @param day the day in that zone on which the first job started; "today" in all retries. See
 *     D-031.
 * @param reportShows what the report shows: {@code name} and {@code phone} of people without a
 *     letter, {@code changed_values}
 * @param privateTo the only user whose jobs may use the members, because the set is private; empty
 *     for everyone
 * @param linkHours for how many hours the sign-in links that the job issues are valid; empty if it
 *     issues temporary passwords
 */
public record JobRequest(
    String jobName,
    JobMode mode,
    JsonNode source,
    ObjectNode changes,
    Map<String, Map<String, String>> codes,
    Optional<JobLetter> letter,
    OptionalInt maxUsers,
    Optional<BigDecimal> maxFailuresPercent,
    boolean includeStaff,
    String institution,
    ZoneId timeZone,
    LocalDate day,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> reportShows,
    Optional<String> privateTo,
    OptionalInt linkHours) {

  public JobRequest {
    codes = Map.copyOf(codes);
    reportShows = List.copyOf(reportShows);
  }

  /** The query of the set, if the input has one instead of a stored set. */
  public Optional<String> query() {
    return Optional.of(source.path("query")).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  /** The keys of the changes, such as {@code roles}. */
  public List<String> changeKeys() {
    return changes.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** This request in another mode. */
  public JobRequest in(JobMode other) {
    return new JobRequest(
        jobName,
        other,
        source,
        changes,
        codes,
        letter,
        maxUsers,
        maxFailuresPercent,
        includeStaff,
        institution,
        timeZone,
        day,
        reportShows,
        privateTo,
        linkHours);
  }

  /** This request for a job that undoes what it did. */
  public JobRequest undone(
      String newName,
      JobMode newMode,
      Optional<JobLetter> newLetter,
      Optional<BigDecimal> newMaxFailuresPercent,
      boolean newIncludeStaff,
      LocalDate today) {
    return new JobRequest(
        newName,
        newMode,
        source,
        changes,
        codes,
        newLetter,
        OptionalInt.empty(),
        newMaxFailuresPercent,
        newIncludeStaff,
        institution,
        timeZone,
        today,
        reportShows,
        privateTo,
        linkHours);
  }

  /** Whether the job's letter contains a temporary password or a sign-in link. */
  public boolean sendsCredentials() {
    return letter.filter(JobLetter::containsCredential).isPresent();
  }

  /** Whether the job's letter contains a sign-in link. */
  public boolean sendsLinks() {
    return linkHours.isPresent() && sendsCredentials();
  }

  /** How users whose password the job resets sign in. */
  public CredentialKind credential() {
    return linkHours.isPresent() ? CredentialKind.LINK : CredentialKind.PASSWORD;
  }

  /** The credential of a user whose password an execution of this request resets. */
  public IssuedCredential issuedBy(JobExecution execution) {
    JobReference root = execution.root();
    Instant started = execution.started();
    Instant expires = credentialExpires(started, execution.credentialsExpire());
    return linkHours.isPresent()
        ? IssuedCredential.ofLink(root, started, expires)
        : IssuedCredential.of(root, started, expires);
  }

  /**
   * When a credential that is issued or sent now expires.
   *
   * @param passwordsExpire when a temporary password expires
   */
  public Instant credentialExpires(Instant now, Instant passwordsExpire) {
    return linkHours.isPresent()
        ? now.plus(Duration.ofHours(linkHours.getAsInt()))
        : passwordsExpire;
  }

  /**
   * Reads the changes, which were valid when the job was accepted.
   *
   * @throws JobFolderException if they are not valid any more
   */
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
      throw new JobFolderException(JobFolderError.JOB_FILE_DAMAGED, JobFolder.JOB);
    }
    return read;
  }
}
