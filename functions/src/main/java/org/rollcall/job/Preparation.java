package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Faults;
import org.rollcall.json.Json;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterShelf;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.PinnedLetter;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetShelf;
import org.rollcall.set.SetSource;
import org.rollcall.set.SetTakesTooLong;
import org.rollcall.set.Unmatched;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.UserTable;

/**
 * The first step of a job: accepts its input or rejects it with every fault, freezes the
 * membership, pins the letter, and cuts the members into chunks. It changes no user.
 */
public final class Preparation {

  /** How long a set may take to ask all users: time enough is left then to reject the job. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Page 0 of the ledger itself, and the job. */
  private static final int PUTS_TO_COME = 2;

  /** How many letters a test sends. */
  private static final int TEST_LETTERS = 3;

  private final UserTable users;
  private final Bucket bucket;
  private final Mailer mailer;
  private final Rules rules;
  private final Work work;

  /**
   * What the stack says of every job.
   *
   * @param sender who letters come from that do not say
   * @param credentialsLast how long a temporary password is good
   * @param maxConcurrency the most chunks that may run at once
   */
  public record Rules(Optional<String> sender, Duration credentialsLast, int maxConcurrency) {}

  public Preparation(UserTable users, Bucket bucket, Mailer mailer, Rules rules, Work work) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.mailer = requireNonNull(mailer, "mailer is null");
    this.rules = requireNonNull(rules, "rules is null");
    this.work = requireNonNull(work, "work is null");
  }

  /**
   * What is asked.
   *
   * @param jobId the execution's name
   * @param started when the execution started
   * @param input the execution's input
   */
  public record Request(String jobId, Instant started, JsonNode input) {
    public Request {
      requireNonNull(jobId, "jobId is null");
      requireNonNull(started, "started is null");
      requireNonNull(input, "input is null");
    }
  }

  /**
   * What the state machine goes on with.
   *
   * @param bucket where the chunks are
   * @param chunks the key of the chunks
   * @param maxConcurrency how many chunks may run at once
   */
  public record Prepared(
      String jobId, String bucket, String chunks, int members, int maxConcurrency) {}

  /** An input that was found to be without fault, and what it stands for. */
  private record Sound(
      Request request,
      JobInput input,
      Map<String, Map<String, String>> codes,
      PrimaryId operator,
      Institution institution,
      SetDefinition set,
      Optional<PinnedLetter> letter) {}

  /**
   * Prepares a job.
   *
   * @throws JobRejected with every fault of the input
   */
  public Prepared prepare(Request request) {
    Sound sound = check(request);
    Membership membership = freeze(sound);
    return accept(sound, membership);
  }

  private Sound check(Request request) {
    Faults faults = new Faults();
    checkName(request, faults);
    CodeTables codes = CodeTables.in(bucket, faults);
    JobInput input = JobInput.read(request.input(), codes, faults);
    Optional<Institution> institution = Institution.read(bucket, faults);
    Optional<PrimaryId> operator =
        institution.flatMap(library -> authorise(input, library, request.started(), faults));
    SetShelf sets = new SetShelf(bucket, codes, this::everybody);
    PrimaryId reader = input.initiatedBy().orElse(PrimaryId.of(""));
    Optional<SetDefinition> set = input.set().flatMap(source -> sets.read(source, reader, faults));
    Optional<PinnedLetter> letter = institution.flatMap(library -> letter(input, library, faults));
    refuse(faults);
    return new Sound(
        request,
        input,
        codes.used(),
        operator.orElseThrow(),
        institution.orElseThrow(),
        set.orElseThrow(),
        letter);
  }

  /**
   * Step Functions lets a name be used again after 90 days. A job's name is part of its passwords,
   * and of what each user's item says is done, so here it is used once.
   */
  private void checkName(Request request, Faults faults) {
    if (!JobFolder.JOB_ID.matcher(request.jobId()).matches()) {
      faults.add("", "the execution's name must be letters, digits, - and _, at most 80 of them");
      return;
    }
    new JobFolder(bucket, request.jobId())
        .findJob()
        .filter(earlier -> !earlier.started().equals(request.started()))
        .ifPresent(
            earlier ->
                faults.add(
                    "",
                    "a job of this name was started on "
                        + earlier.changeContext().today()
                        + ": give the execution another name"));
  }

  private static void refuse(Faults faults) {
    if (!faults.isEmpty()) {
      throw new JobRejected(faults.found());
    }
  }

  private Optional<PrimaryId> authorise(
      JobInput input, Institution institution, Instant started, Faults faults) {
    LocalDate today = LocalDate.ofInstant(started, ZoneOffset.UTC);
    return input
        .initiatedBy()
        .flatMap(
            operator ->
                new Authorisation(users, institution.code(), today)
                    .check(operator, input.changes().roles(), faults));
  }

  private Membership freeze(Sound sound) {
    try {
      return Membership.of(sound.set(), this::everybody, sound.request().started(), PATIENCE);
    } catch (SetTakesTooLong e) {
      Faults faults = new Faults();
      faults.add(
          "set",
          "takes too long: after "
              + e.patience().toMinutes()
              + " minutes not all users have been asked; make the set's query simpler");
      throw new JobRejected(faults.found());
    }
  }

  private void everybody(Consumer<User> consumer) {
    users.forEach(stored -> consumer.accept(stored.user()));
  }

  private Optional<PinnedLetter> letter(JobInput input, Institution library, Faults faults) {
    return input
        .notification()
        .flatMap(
            notification ->
                new LetterShelf(bucket).read(notification.type(), library, rules.sender(), faults));
  }

  /** Writes the job's folder; with {@code job.json} the job is accepted. */
  private Prepared accept(Sound sound, Membership membership) {
    Set<PrimaryId> unanswered = membership.unanswered();
    List<Chunk> chunks =
        Chunk.cut(membership.people().stream().filter(id -> !unanswered.contains(id)).toList());
    Job planned = job(sound, membership, chunks.size());
    Optional<Mailer.Quota> quota = sound.letter().map(letter -> mailer.quota());
    checkRails(sound, membership, planned, quota);
    Job job = planned.with(test(sound, membership, planned));
    JobFolder folder = new JobFolder(bucket, job.jobId());
    sound.letter().ifPresent(folder::writeLetter);
    folder.writeChunks(chunks);
    if (!unanswered.isEmpty()) {
      folder.writeFailures(JobFolder.Page.OUTCOMES, 0, unanswered.size());
    }
    folder.writeOutcomes(
        0, new Ledger<>(accountedFor(membership), work.tallyWithPuts(PUTS_TO_COME)));
    folder.writeJob(job);
    return new Prepared(
        job.jobId(),
        bucket.name(),
        folder.chunksKey(),
        membership.size(),
        quota
            .map(found -> Math.min(rules.maxConcurrency(), found.lettersPerSecond()))
            .orElse(rules.maxConcurrency()));
  }

  private void checkRails(
      Sound sound, Membership membership, Job planned, Optional<Mailer.Quota> quota) {
    Faults faults = new Faults();
    GuardRails rails = new GuardRails(sound.input().limits(), membership, faults);
    rails.checkSize();
    rails.checkFailures();
    refuse(faults);
    quota.ifPresent(found -> rails.checkMail(found, new Forecast(planned, users)));
    refuse(faults);
  }

  /** The letters of a test are the first that would be sent. */
  private Optional<Job.Test> test(Sound sound, Membership membership, Job planned) {
    return sound
        .input()
        .notification()
        .flatMap(Notification::testTo)
        .map(
            to ->
                new Job.Test(
                    to,
                    new Forecast(planned, users)
                        .lettersDue(membership.people(), TEST_LETTERS).stream()
                            .map(PrimaryId::toString)
                            .toList()));
  }

  /** The members whom no chunk will come to. */
  private static List<Outcome> accountedFor(Membership membership) {
    return Stream.concat(
            membership.unmatched().stream().map(Preparation::unmatched),
            membership.unanswered().stream().map(Preparation::unanswered))
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

  private Job job(Sound sound, Membership membership, int chunks) {
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
        input.notification().map(Notification::type),
        sound.letter().filter(PinnedLetter::respectsOptOut).isPresent(),
        Optional.empty(),
        input.limits().maxFailures(membership.size()),
        input.limits().includeStaff(),
        sound.institution().code(),
        chunks,
        started.plus(rules.credentialsLast()));
  }

  private static String setName(SetSource source) {
    if (source instanceof SetSource.Named named) {
      return named.name();
    }
    return source instanceof SetSource.Inline ? "members in the input" : "query in the input";
  }
}
