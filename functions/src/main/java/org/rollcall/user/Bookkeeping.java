package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.json.Json;

/**
 * What Rollcall keeps beside a user's record, in the item's attribute {@code rollcall}. It is never
 * exported, shown to a template, or put into an execution.
 *
 * @param primaryId the id as given; the item's key has it in lower case
 * @param version counts Rollcall's writes of the item; 0 if it has written none
 */
public record Bookkeeping(
    String primaryId,
    long version,
    Optional<LastChange> lastChange,
    Optional<IssuedCredential> credential,
    Optional<LetterMark> letter) {

  private static final long UNREADABLE = -1;

  public Bookkeeping {
    requireNonNull(primaryId, "primaryId is null");
  }

  /** The bookkeeping of a user that no job has touched. */
  public static Bookkeeping untouched(PrimaryId id) {
    return new Bookkeeping(id.toString(), 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What an item holds; something unreadable makes its user one that no job can change. */
  static Bookkeeping read(JsonNode kept, PrimaryId key) {
    try {
      return Json.MAPPER.convertValue(kept, Bookkeeping.class);
    } catch (IllegalArgumentException e) {
      return new Bookkeeping(
          key.toString(), UNREADABLE, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Whether the item's attribute {@code rollcall} is one that Rollcall could have written. */
  @JsonIgnore
  public boolean isReadable() {
    return version != UNREADABLE;
  }

  /** Whether the job has changed the user already. */
  public boolean isChangedBy(String jobId) {
    return lastChange.filter(change -> change.jobId().equals(jobId)).isPresent();
  }

  /** The mark of a job's letter. */
  public Optional<LetterMark> letterOf(String jobId) {
    return letter.filter(mark -> mark.jobId().equals(jobId));
  }

  /** The credential that a job issued. */
  public Optional<IssuedCredential> credentialOf(String jobId) {
    return credential.filter(issued -> issued.jobId().equals(jobId));
  }

  public Bookkeeping withLetter(LetterMark mark) {
    return new Bookkeeping(primaryId, version, lastChange, credential, Optional.of(mark));
  }

  public Bookkeeping withCredential(Optional<IssuedCredential> issued) {
    return new Bookkeeping(primaryId, version, lastChange, issued, letter);
  }

  public Bookkeeping withLastChange(LastChange change) {
    return new Bookkeeping(primaryId, version, Optional.of(change), credential, letter);
  }

  /** The same for a record that gives its id in another case. */
  Bookkeeping of(PrimaryId id) {
    return new Bookkeeping(id.toString(), version, lastChange, credential, letter);
  }

  Bookkeeping nextVersion() {
    return new Bookkeeping(primaryId, version + 1, lastChange, credential, letter);
  }
}
