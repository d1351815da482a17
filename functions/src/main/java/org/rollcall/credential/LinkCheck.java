package org.rollcall.credential;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;

/**
 * Checks the tokens of sign-in links for a sign-in service, by deriving them again. A check changes
 * nothing, because mail scanners follow links. Consuming a token is one conditional write of the
 * user's item, which also decides against every other change of the user: another consumer, a later
 * credential and an undo. So a token is accepted once. The calls of AWS are the same for every
 * token: two reads, one derivation and, to consume it, one conditional write. See D-190.
 */
public final class LinkCheck {

  /** How many times an item that others keep writing is read. */
  private static final int MAX_READS = 30;

  /** The link of a text that is no token, or of a locator that is not in the table. */
  private static final LinkToken NO_TOKEN =
      LinkToken.of("0".repeat(LinkToken.LOCATOR_LENGTH), new byte[LinkToken.SECRET_BYTES]);

  private static final IssuedLink NO_LINK =
      new IssuedLink(
          NO_TOKEN.locator(),
          PrimaryId.of("-"),
          new JobReference(new JobId("none"), Instant.EPOCH),
          Instant.EPOCH,
          Instant.EPOCH);

  private final UserTable users;
  private final LinkTable links;
  private final LinkSecrets secrets;
  private final Clock clock;

  public LinkCheck(UserTable users, LinkTable links, LinkSecrets secrets, Clock clock) {
    this.users = users;
    this.links = links;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The result of a check. Only {@link #ACCEPTED} allows a sign-in. The others are for the sign-in
   * service's log.
   */
  public enum Verdict {
    ACCEPTED,
    /** The token was consumed before. */
    CONSUMED,
    EXPIRED,
    /** A later job has issued another credential for the user. */
    SUPERSEDED,
    /** The user was deleted, is not internal or not active, or the job was undone. */
    WITHDRAWN,
    /** There is no such token, or its item was deleted some time after it had expired. */
    WRONG
  }

  /**
   * The answer to a sign-in service.
   *
   * @param accepted whether the token is valid, and was consumed if that was requested
   * @param mustChange whether the user has to choose a password first
   * @param primaryId who signs in; only if the token was consumed, so that a service cannot sign
   *     anyone in without consuming the token
   */
  public record Answer(
      boolean accepted, boolean mustChange, Verdict verdict, Optional<String> primaryId) {
    static Answer denied(Verdict verdict) {
      return new Answer(false, false, verdict, Optional.empty());
    }
  }

  /**
   * Checks a token.
   *
   * @param consumes whether the token is consumed if it is valid
   * @throws IllegalStateException if others kept writing the user's item
   */
  public Answer check(String token, boolean consumes) {
    for (int reads = 0; reads < MAX_READS; reads++) {
      try {
        return tryCheck(token, consumes);
      } catch (UserModifiedException e) {
        // Read again: the token may have been consumed, superseded or withdrawn.
      }
    }
    throw new IllegalStateException("the user's item was modified too often");
  }

  private Answer tryCheck(String text, boolean consumes) throws UserModifiedException {
    Optional<LinkToken> token = LinkToken.parse(text);
    LinkToken given = token.orElse(NO_TOKEN);
    Optional<IssuedLink> found = links.find(given.locator());
    IssuedLink link = found.orElse(NO_LINK);
    Optional<StoredUser> user = users.find(link.user());
    boolean isRight =
        secrets.derive(given.locator(), link.job(), link.user()).matches(given)
            && token.isPresent()
            && found.isPresent();
    Instant now = clock.instant();
    Verdict verdict = isRight ? verdict(link, user, now) : Verdict.WRONG;
    if (verdict != Verdict.ACCEPTED) {
      if (consumes) {
        users.writeNothing(link.user());
      }
      return Answer.denied(verdict);
    }
    StoredUser owner = user.orElseThrow();
    IssuedCredential issued = owner.state().credential().orElseThrow();
    if (!consumes) {
      return new Answer(true, issued.mustChange(), verdict, Optional.empty());
    }
    users.saveState(owner, owner.state().withCredential(Optional.of(issued.usedAt(now))));
    return new Answer(
        true, issued.mustChange(), verdict, Optional.of(owner.user().primaryId().toString()));
  }

  /** The verdict on a token that was issued with this link. */
  private static Verdict verdict(IssuedLink link, Optional<StoredUser> user, Instant now) {
    Optional<IssuedCredential> credential =
        user.filter(SignInRights::maySignIn).flatMap(owner -> owner.state().credential());
    if (credential.isEmpty()) {
      return Verdict.WITHDRAWN;
    }
    IssuedCredential issued = credential.get();
    if (!issued.job().equals(link.job()) || !issued.locator().equals(Optional.of(link.locator()))) {
      return Verdict.SUPERSEDED;
    }
    if (issued.used().isPresent()) {
      return Verdict.CONSUMED;
    }
    return now.isBefore(issued.expires()) ? Verdict.ACCEPTED : Verdict.EXPIRED;
  }
}
