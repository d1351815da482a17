package org.rollcall.job;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Work;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Faults;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterShelf;
import org.rollcall.letter.Mailer;
import org.rollcall.letter.PinnedLetter;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetShelf;
import org.rollcall.set.SetTakesTooLong;
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

  /**
   * Prepares a job.
   *
   * @throws JobRejected with every fault of the input
   */
  public Prepared prepare(Request request) {
    SoundInput sound = check(request);
    Membership membership = freeze(sound);
    return new Acceptance(users, bucket, mailer, rules, work).accept(sound, membership);
  }

  private SoundInput check(Request request) {
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
    JobRejected.ifAny(faults);
    return new SoundInput(
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

  private Membership freeze(SoundInput sound) {
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
}
