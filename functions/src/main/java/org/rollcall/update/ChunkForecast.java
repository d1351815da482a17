package org.rollcall.update;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollcall.aws.BilledUsage;
import org.rollcall.credential.LinkToken;
import org.rollcall.job.Job;
import org.rollcall.job.JobRequest;
import org.rollcall.user.state.IssuedCredential;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.ItemSize;
import org.rollcall.user.store.StoredUser;

/**
 * What AWS will bill for a chunk if a job does what its preview decided: for its update and its
 * letters, without the function that updates, and without the functions' time. The user's items
 * have the sizes that these writes give them. See D-167.
 */
final class ChunkForecast {

  /** Previewed and recorded outcomes. */
  private static final int UPDATE_GETS = 2;

  /** Outcomes and letters. */
  private static final int NOTIFY_GETS = 2;

  /** The item of a link is smaller than 1 KiB. */
  private static final int LINK_WRITE_UNITS = 1;

  /** As long as SES's message IDs. */
  private static final String MESSAGE_ID = "0".repeat(60);

  private final Job job;
  private int reads;
  private int writes;
  private int letters;

  ChunkForecast(Job job) {
    this.job = job;
  }

  /** Adds what an earlier attempt has stored of its users. They are not decided again. */
  void addEarlier(BilledUsage stored) {
    reads += stored.dynamodbReadUnits().intValue();
    writes += stored.dynamodbWriteUnits().intValue();
    letters += (int) stored.emails();
  }

  /** Adds a user, and what the preview decided. */
  void add(StoredUser user, Decision decision) {
    reads += ItemSize.readUnits(user);
    decision.write().ifPresent(changed -> writes += ItemSize.writeUnits(user, changed));
    StoredUser after = decision.write().orElse(user);
    Optional<State> letter = decision.outcome().letter();
    if (letter.equals(Optional.of(State.DUE))) {
      addLetter(after);
    } else if (letter.filter(state -> state.isOwed(Optional.empty())).isPresent()) {
      // The report reads the user's item, because the letter is still owed.
      reads += ItemSize.readUnits(after);
    }
  }

  /** A letter is claimed in the user's item, and its result is written there. */
  private void addLetter(StoredUser due) {
    LetterProgress claim =
        LetterProgress.of(
                job.root(), job.reference(), job.request().letter().orElseThrow().type(), State.DUE)
            .asSending(job.execution().started());
    RollcallState prepared =
        due.state().withCredential(due.state().credential().map(ChunkForecast::withLocator));
    StoredUser claimed = due.withState(prepared.withLetter(claim));
    StoredUser sent = due.withState(prepared.withLetter(claim.asSent(MESSAGE_ID)));
    letters++;
    writes += job.request().sendsLinks() ? LINK_WRITE_UNITS : 0;
    reads += ItemSize.readUnits(due);
    writes += ItemSize.writeUnits(due, claimed) + ItemSize.writeUnits(claimed, sent);
  }

  /** A link has a locator when its letter is sent. */
  private static IssuedCredential withLocator(IssuedCredential issued) {
    return issued.isLink() ? issued.withLocator(LinkToken.randomLocator()) : issued;
  }

  /**
   * The usage of the chunk.
   *
   * @param otherRequests the requests for pages of other jobs
   */
  BilledUsage usage(int otherRequests) {
    JobRequest request = job.request();
    int stopMark = request.letter().isPresent() ? 1 : 0;
    boolean notifies = letters > 0;
    SortedMap<String, Long> requests = new TreeMap<>();
    requests.put(
        "S3.GetObject",
        (long) UPDATE_GETS + otherRequests + stopMark + (notifies ? NOTIFY_GETS : 0));
    requests.put("S3.PutObject", notifies ? 2L : 1L);
    requests.put("Kms.GenerateMac", request.sendsCredentials() ? (long) letters : 0);
    requests.put("Ses.SendRawEmail", (long) letters);
    return BilledUsage.ofUnits(BigDecimal.valueOf(reads), BigDecimal.valueOf(writes))
        .plus(BilledUsage.ofFunction("NotifyUser", notifies ? 1 : 0, 0))
        .plus(BilledUsage.ofRequests(requests));
  }
}
