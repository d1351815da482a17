package org.rollcall.prepare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.change.Changes;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.job.JobLetter;
import org.rollcall.job.JobMode;
import org.rollcall.job.JobRequest;
import org.rollcall.json.Json;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.LetterSnapshot;
import org.rollcall.letter.LetterVariables;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetReader;
import org.rollcall.set.SetSource;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.FieldCheck;
import org.rollcall.user.store.UserTable;

/** Plans a job that is not a retry. */
record NewJobPlanner(UserTable users, Bucket bucket, JobPreparation.Rules rules) {

  /**
   * Plans the job.
   *
   * @param faults the errors found so far
   * @throws JobRejectedException with all errors
   */
  JobPlan plan(JobPreparation.Request request, Faults faults) {
    SetResolver resolver = new SetResolver(users, bucket);
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    JobInput input = JobInput.read(request.input(), codes, faults);
    Optional<Institution> institution = Institution.read(bucket, faults);
    Optional<Operator> operator =
        institution.flatMap(
            library ->
                new OperatorCheck(users, library.code(), request.day(library.timeZone()))
                    .check(input.initiatedBy(), input.changes().roles(), faults));
    institution.ifPresent(
        library -> checkDays(input.changes(), request.day(library.timeZone()), faults));
    SetReader sets = resolver.reader(codes, input.initiatedBy(), faults);
    Optional<SetDefinition> set = input.set().flatMap(sets::read);
    Optional<LetterSnapshot> letter =
        institution.flatMap(library -> letter(input, library, faults));
    CredentialKind credential =
        institution
            .map(library -> credential(input, library, letter, faults))
            .orElse(CredentialKind.PASSWORD);
    JobRejectedException.throwIfAny(faults);

    ZoneId timeZone = institution.orElseThrow().timeZone();
    LocalDate day = request.day(timeZone);
    FieldCheck fields = new FieldCheck(set.orElseThrow().fields());
    Membership membership =
        resolver
            .observedBy(fields)
            .resolve(set.orElseThrow(), new QueryTime(request.started(), day));
    checkMembers(input.limits(), membership, faults);
    Optional<String> secondPerson = secondPerson(request, institution.orElseThrow(), membership);
    boolean isPreview = input.mode() == JobMode.PREVIEW;
    secondPerson
        .filter(reason -> !isPreview && !isTest(input))
        .ifPresent(reason -> faults.add("", JobError.SECOND_PERSON_NEEDED, reason));
    JobRejectedException.throwIfAny(faults);

    String setName = setName(input.set().orElseThrow());
    JobMembers members = JobMembers.of(setName, membership, input.limits().first());
    return new JobPlan(
        rules.execution(request, operator.orElseThrow(), Optional.empty()),
        new JobRequest(
            input
                .jobName()
                .orElse("Update/Notify users - " + subject(input, changes(request)) + " - " + day),
            input.mode(),
            request.input().path("set"),
            changes(request),
            codes.usedCodes(),
            letter.map(JobLetter::of),
            input.limits().maxUsers(),
            input.limits().maxFailuresPercent(),
            input.limits().includeStaff(),
            institution.orElseThrow().code(),
            timeZone,
            day,
            institution.orElseThrow().reportShows(),
            sets.privateTo(),
            credential == CredentialKind.LINK
                ? OptionalInt.of(rules.linkHours())
                : OptionalInt.empty()),
        members,
        input.limits().maxFailures(members.counted()),
        letter,
        input.notification().flatMap(LetterRequest::testTo),
        List.of(),
        added -> {},
        Optional.empty(),
        Optional.empty(),
        secondPerson.filter(reason -> isPreview),
        remarks(resolver, set.orElseThrow(), membership, fields, codes));
  }

  /** Why the job needs a second person; empty if it does not. */
  private Optional<String> secondPerson(
      JobPreparation.Request request, Institution institution, Membership membership) {
    List<String> changes = changes(request).properties().stream().map(Map.Entry::getKey).toList();
    return institution
        .secondPerson()
        .filter(rule -> !rules.startPolicy().isExempt(request.input()))
        .flatMap(rule -> rule.reason(membership.size(), changes));
  }

  private static boolean isTest(JobInput input) {
    return input.notification().flatMap(LetterRequest::testTo).isPresent();
  }

  private List<String> remarks(
      SetResolver resolver,
      SetDefinition set,
      Membership membership,
      FieldCheck fields,
      CodeTables codes) {
    List<String> remarks = new ArrayList<>();
    if (membership.size() == 0 && !set.fields().isEmpty()) {
      remarks.add("set: its query is true for nobody");
    }
    List<String> problems =
        membership.size() == 0 ? fields.problemsWithoutMembers() : fields.problems();
    problems.forEach(problem -> remarks.add("set: " + problem));
    remarks.addAll(resolver.hints(set, membership, users));
    codes.uncheckedCodes().ifPresent(remarks::add);
    return remarks;
  }

  private Optional<LetterSnapshot> letter(JobInput input, Institution library, Faults faults) {
    return input
        .notification()
        .flatMap(
            notification ->
                new LetterRepository(bucket, library, rules.defaultSender(), faults)
                    .readSnapshot(notification.type()));
  }

  /** What users whose password is reset get. Adds an error if they cannot get it. */
  private static CredentialKind credential(
      JobInput input, Institution library, Optional<LetterSnapshot> letter, Faults faults) {
    if (!input.changes().resetPasswords()) {
      return CredentialKind.PASSWORD;
    }
    CredentialKind credential =
        input.changes().credential().or(library::defaultCredential).orElse(CredentialKind.PASSWORD);
    if (credential == CredentialKind.LINK && library.signInUrl().isEmpty()) {
      faults.add("changes.account_type.credential", JobError.LINK_WITHOUT_SIGN_IN_URL);
    }
    letter
        .filter(found -> JobLetter.of(found).containsCredential())
        .map(found -> found.partsWithout(LetterVariables.ofCredential(credential)))
        .filter(parts -> credential == CredentialKind.LINK && !parts.isEmpty())
        .ifPresent(
            parts ->
                faults.add("notify.type", JobError.LETTER_WITHOUT_LINK, String.join(", ", parts)));
    return credential;
  }

  private static ObjectNode changes(JobPreparation.Request request) {
    return request.input().path("changes") instanceof ObjectNode changes
        ? changes
        : Json.MAPPER.createObjectNode();
  }

  private static String setName(SetSource source) {
    if (source instanceof SetSource.Named named) {
      return named.name();
    }
    if (source instanceof SetSource.OfJob ofJob) {
      return ofJob.set().toString();
    }
    return source instanceof SetSource.Inline ? "members in the input" : "query in the input";
  }

  /** What a job without a name is named after: its set, or what it does if that has no name. */
  private static String subject(JobInput input, ObjectNode changes) {
    SetSource set = input.set().orElseThrow();
    if (set instanceof SetSource.Named || set instanceof SetSource.OfJob) {
      return setName(set);
    }
    return changes.isEmpty()
        ? input.notification().map(LetterRequest::type).orElseGet(() -> setName(set))
        : changes.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", "));
  }

  /** Adds an error for each new date that is in the past by mistake. A retry does not check. */
  private static void checkDays(Changes changes, LocalDate today, Faults faults) {
    changes.days().stream()
        .filter(day -> day.isUnexpectedlyPast(today))
        .forEach(day -> faults.add(day.path(), JobError.DATE_IN_PAST, today));
  }

  /** Compares the members with the limits in the job's input. */
  private static void checkMembers(JobLimits limits, Membership membership, Faults faults) {
    int members = membership.size();
    if (limits.maxUsers().isPresent() && members > limits.maxUsers().getAsInt()) {
      faults.add(
          "limits.max_users", JobError.TOO_MANY_USERS, members, limits.maxUsers().getAsInt());
    }
    int failures = membership.uncertain().size();
    OptionalInt maxFailures = limits.maxFailures(members);
    if (maxFailures.isPresent() && failures > maxFailures.getAsInt()) {
      faults.add(
          "limits.max_failures_percent",
          JobError.TOO_MANY_QUERY_FAILURES,
          failures,
          maxFailures.getAsInt());
    }
  }
}
