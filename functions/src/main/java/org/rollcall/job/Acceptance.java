package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.json.Faults;
import org.rollcall.json.Json;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.PinnedLetter;
import org.rollcall.set.Membership;
import org.rollcall.set.SetSource;
import org.rollcall.set.Unmatched;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserTable;

/**
 * The last part of {@link Preparation}: plans a job whose input is sound and whose members are
 * known, holds it to its guard rails, and writes its folder.
 */
final class Acceptance {

  /** Page 0 of the ledger itself, and the job. */
  private static final int PUTS_TO_COME = 2;

  /** How many letters a test sends. */
  private static final int TEST_LETTERS = 3;

  private final UserTable users;
  private final Bucket bucket;
  private final Mailer mailer;
  private final Preparation.Rules rules;
  private final Work work;

  Acceptance(UserTable users, Bucket bucket, Mailer mailer, Preparation.Rules rules, Work work) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * Writes the job's folder; with {@code job.json} the job is accepted.
   *
   * @throws JobRejected if a guard rail stands in its way; nothing is written then
   */
  Preparation.Prepared accept(SoundInput sound, Membership membership) {
    List<Chunk> chunks = Chunk.cut(membership.answered());
    Job planned = job(sound, membership, chunks.size());
    Optional<Mailer.Quota> quota = sound.letter().map(letter -> mailer.quota());
    Job job = checked(planned, sound, membership, quota);
    JobFolder folder = new JobFolder(bucket, job.jobId());
    sound.letter().ifPresent(folder::writeLetter);
    folder.writeChunks(chunks);
    if (!membership.unanswered().isEmpty()) {
      folder.writeFailures(JobFolder.Page.OUTCOMES, 0, membership.unanswered().size());
    }
    folder.writeOutcomes(
        0, new Ledger<>(accountedFor(membership), work.tallyWithPuts(PUTS_TO_COME)));
    folder.writeJob(job);
    return new Preparation.Prepared(
        job.jobId(),
        bucket.name(),
        folder.chunksKey(),
        membership.size(),
        quota
            .map(found -> Math.min(rules.maxConcurrency(), found.lettersPerSecond()))
            .orElse(rules.maxConcurrency()));
  }

  /** The job within its guard rails; if it is to be a test, with the letters that this sends. */
  private Job checked(
      Job planned, SoundInput sound, Membership membership, Optional<Mailer.Quota> quota) {
    Faults faults = new Faults();
    GuardRails rails = new GuardRails(sound.input().limits(), membership, faults);
    rails.checkSize();
    rails.checkFailures();
    JobRejected.ifAny(faults);
    Forecast forecast = new Forecast(planned, users);
    Optional<Job.Test> test = test(sound, membership, forecast);
    List<PrimaryId> members = test.map(Job.Test::ids).orElseGet(membership::answered);
    quota.ifPresent(found -> rails.checkMail(found, forecast, members));
    JobRejected.ifAny(faults);
    return test.map(planned::tried).orElse(planned);
  }

  /** The letters of a test are the first that would be sent. */
  private static Optional<Job.Test> test(
      SoundInput sound, Membership membership, Forecast forecast) {
    return sound
        .input()
        .notification()
        .flatMap(Notification::testTo)
        .map(
            to ->
                new Job.Test(
                    to,
                    forecast.lettersDue(membership.answered(), TEST_LETTERS).stream()
                        .map(PrimaryId::toString)
                        .toList()));
  }

  /** The members whom no chunk will come to. */
  private static List<Outcome> accountedFor(Membership membership) {
    return Stream.concat(
            membership.unmatched().stream().map(Acceptance::unmatched),
            membership.unanswered().stream().map(Acceptance::unanswered))
        .toList();
  }

  private static Outcome unmatched(Unmatched identifier) {
    return Outcome.of(
        identifier.toString(),
        Outcome.Result.NOT_FOUND,
        identifier.isAmbiguous()
            ? "AMBIGUOUS_IDENTIFIER: several users have this " + identifier.type()
            : "NOT_FOUND: no user has this " + identifier.type());
  }

  private static Outcome unanswered(PrimaryId id) {
    return Outcome.failed(
        id.toString(), "SET_QUERY_FAILED", "the set's query cannot be answered for this record");
  }

  private Job job(SoundInput sound, Membership membership, int chunks) {
    JobInput input = sound.input();
    Instant started = sound.request().started();
    Job.FrozenSet set =
        new Job.FrozenSet(
            setName(input.set().orElseThrow()),
            membership.size(),
            membership.duplicates(),
            membership.sha256(),
            membership.ignored());
    String day = LocalDate.ofInstant(started, ZoneOffset.UTC).toString();
    return new Job(
        sound.request().jobId(),
        input.jobName().orElse("Update/Notify users - " + set.name() + " - " + day),
        input.mode(),
        sound.operator().toString(),
        started,
        set,
        sound.request().input().path("changes") instanceof ObjectNode changes
            ? changes
            : Json.MAPPER.createObjectNode(),
        sound.codes(),
        sound.letter().map(Acceptance::mailing),
        input.limits().maxFailures(membership.size()),
        input.limits().includeStaff(),
        sound.institution().code(),
        chunks,
        started.plus(rules.credentialsLast()));
  }

  private static Job.Mailing mailing(PinnedLetter letter) {
    return new Job.Mailing(letter.type(), letter.respectsOptOut(), Optional.empty());
  }

  private static String setName(SetSource source) {
    if (source instanceof SetSource.Named named) {
      return named.name();
    }
    return source instanceof SetSource.Inline ? "members in the input" : "query in the input";
  }
}
