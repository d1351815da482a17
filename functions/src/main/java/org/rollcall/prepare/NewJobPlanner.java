package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.job.Job;
import org.rollcall.json.Json;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetSource;
import org.rollcall.user.store.UserTable;

/** Plans a job from an input that says what to do with whom. */
final class NewJobPlanner {

  private final UserTable users;
  private final Bucket bucket;
  private final JobPreparation.Rules rules;

  NewJobPlanner(UserTable users, Bucket bucket, JobPreparation.Rules rules) {
    this.users = requireNonNull(users, "users is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.rules = requireNonNull(rules, "rules is null");
  }

  /**
   * Plans the job.
   *
   * @param faults what was found before
   * @throws JobRejectedException with every fault
   */
  JobPlan plan(JobPreparation.Request request, Faults faults) {
    SetResolver freezing = new SetResolver(users, bucket);
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    JobInput input = JobInput.read(request.input(), codes, faults);
    Optional<Institution> institution = Institution.read(bucket, faults);
    Optional<Operator> operator =
        institution.flatMap(
            library ->
                new OperatorCheck(users, library.code(), request.started())
                    .check(input.initiatedBy(), input.changes().roles(), faults));
    Optional<SetDefinition> set =
        input.set().flatMap(source -> freezing.read(source, codes, input.initiatedBy(), faults));
    Optional<LetterSnapshot> letter =
        institution.flatMap(library -> letter(input, library, faults));
    JobRejectedException.ifAny(faults);
    Membership membership = freezing.freeze(set.orElseThrow(), request.started());
    LimitChecks rails = new LimitChecks(input.limits(), membership, faults);
    rails.checkSize();
    rails.checkFailures();
    JobRejectedException.ifAny(faults);
    ValidatedInput sound =
        new ValidatedInput(
            request,
            input,
            codes.usedCodes(),
            operator.orElseThrow(),
            institution.orElseThrow(),
            letter);
    return JobPlan.of(
        job(sound, membership),
        membership,
        letter,
        input.notification().flatMap(LetterRequest::testTo));
  }

  private Optional<LetterSnapshot> letter(JobInput input, Institution library, Faults faults) {
    return input
        .notification()
        .flatMap(
            notification ->
                new LetterRepository(bucket)
                    .readSnapshot(notification.type(), library, rules.sender(), faults));
  }

  private Job job(ValidatedInput sound, Membership membership) {
    JobInput input = sound.input();
    Instant started = sound.request().started();
    Job.FrozenSet set = Job.FrozenSet.of(setName(input.set().orElseThrow()), membership);
    String day = LocalDate.ofInstant(started, ZoneOffset.UTC).toString();
    return new Job(
        sound.request().jobId(),
        Optional.empty(),
        sound.request().jobId(),
        input.jobName().orElse("Update/Notify users - " + set.name() + " - " + day),
        input.mode(),
        sound.operator().id().toString(),
        started,
        set,
        sound.request().input().path("set"),
        sound.request().input().path("changes") instanceof ObjectNode changes
            ? changes
            : Json.MAPPER.createObjectNode(),
        sound.codes(),
        sound
            .letter()
            .map(
                letter ->
                    new Job.Mailing(letter.type(), letter.respectsOptOut(), 1, Optional.empty())),
        JobLimits.maxFailures(input.limits().maxFailuresPercent(), membership.size()),
        input.limits().includeStaff(),
        sound.operator().isAdministrator(),
        sound.institution().code(),
        1,
        started.plus(rules.credentialsLast()));
  }

  private static String setName(SetSource source) {
    if (source instanceof SetSource.Named named) {
      return named.name();
    }
    return source instanceof SetSource.Inline ? "members in the input" : "query in the input";
  }
}
