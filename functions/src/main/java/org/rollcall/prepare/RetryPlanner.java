package org.rollcall.prepare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.rollcall.aws.Bucket;
import org.rollcall.code.CodeTables;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Faults;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Job;
import org.rollcall.job.JobFolder;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccounts;
import org.rollcall.job.MemberAccounts.Trust;
import org.rollcall.job.Outcome;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.query.QueryTime;
import org.rollcall.set.Membership;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetSource;
import org.rollcall.start.Executions;
import org.rollcall.update.RootLedgers;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;

/**
 * Plans a retry: a job with the members of an earlier job that failed or were not reached, or who
 * are owed a letter. It has the changes and the letter of the earlier job, from the current sender.
 * See D-014 and D-132.
 */
record RetryPlanner(
    UserTable users, Bucket bucket, JobPreparation.Rules rules, Supplier<Executions> executions) {

  /**
   * Plans the job.
   *
   * @throws JobRejectedException if the set cannot be resolved again
   */
  JobPlan plan(EarlierJob earlier, JobPreparation.Request request) {
    Membership remaining =
        remaining(earlier.job(), earlier.folder(), request, earlier.operator().id());
    return earlier.plan(
        rules,
        request,
        JobMembers.of(earlier.job().set().name(), remaining, OptionalInt.empty()),
        earlier.job().maxFailures(),
        List.of(),
        added ->
            new UndoTarget(earlier.job().root(), bucket, executions)
                .rejectUndone(request.reference(), JobKind.RETRY.key(), added));
  }

  private Membership remaining(
      Job earlier, JobFolder folder, JobPreparation.Request request, PrimaryId operator) {
    LedgerSnapshot ledger = new LedgerSnapshot(earlier, folder);
    Map<PrimaryId, ReasonText> uncertain = new LinkedHashMap<>();
    Set<PrimaryId> unknown = new LinkedHashSet<>();
    for (Outcome outcome : ledger.preparedOutcomes()) {
      PrimaryId id = PrimaryId.of(outcome.primaryId());
      if (isUnknown(outcome)) {
        unknown.add(id);
      } else if (outcome.result() == Outcome.Result.FAILED) {
        uncertain.put(id, ReasonText.of(Reason.SET_QUERY_FAILED));
      }
    }
    Set<PrimaryId> remaining = new LinkedHashSet<>();
    Set<PrimaryId> forgotten = new HashSet<>();
    if (!uncertain.isEmpty()) {
      Membership current = resolveAgain(earlier, request, operator);
      remaining.addAll(uncertain.keySet());
      remaining.retainAll(Set.copyOf(current.primaryIds()));
      uncertain.keySet().retainAll(current.uncertain().keySet());
      uncertain.replaceAll((id, earlierReason) -> current.uncertain().get(id));
      // A retry may have processed them, and it is not known what their items say.
      forgotten.addAll(remaining);
      forgotten.removeAll(uncertain.keySet());
    }
    MemberAccounts accounts =
        new MemberAccounts(
            earlier, ledger, users, Trust.RECORDS, new JobDeliveries(folder).read()::find);
    accounts.forEach(
        member -> {
          if (member.remains()) {
            remaining.add(member.id());
          }
        });
    forgotten.addAll(accounts.forgotten());
    forgotten.retainAll(remaining);
    new RootLedgers(request.reference(), earlier.root(), bucket)
        .read(forgotten)
        .forEach(
            (id, done) -> {
              if (isUnknown(done)) {
                unknown.add(id);
              } else {
                remaining.remove(id);
              }
            });
    remaining.addAll(unknown);
    unknown.forEach(id -> uncertain.put(id, ReasonText.of(Reason.CHANGE_UNKNOWN)));
    return new Membership(List.copyOf(remaining), uncertain, List.of(), 0, List.of());
  }

  private static boolean isUnknown(Outcome outcome) {
    return outcome.reasonCode().equals(Optional.of(Reason.CHANGE_UNKNOWN));
  }

  /** Determines the set's current members. Only needed if the set's query failed for some users. */
  private Membership resolveAgain(Job earlier, JobPreparation.Request request, PrimaryId operator) {
    Faults faults = new Faults();
    SetResolver resolver = new SetResolver(users, bucket, earlier.request().day());
    CodeTables codes = CodeTables.inBucket(bucket, faults);
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.set("set", earlier.request().source());
    Optional<SetDefinition> set =
        Fields.of(input, "", faults)
            .flatMap(SetSource::read)
            .flatMap(resolver.reader(codes, Optional.of(operator), faults)::read);
    JobRejectedException.throwIfAny(faults);
    return resolver.resolve(
        set.orElseThrow(), new QueryTime(request.started(), earlier.request().day()));
  }
}
