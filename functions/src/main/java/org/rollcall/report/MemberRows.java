package org.rollcall.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollcall.job.Job;
import org.rollcall.job.LedgerSnapshot;
import org.rollcall.job.MemberAccount;
import org.rollcall.job.MemberAccounts;

/**
 * The rows of a job's members. They are made one after another, so that a report does not need
 * memory for all of them.
 *
 * @param heldBack the members that the job held back, in the set's order
 * @param effects counts what the changes did
 * @param fields counts the changes by field
 * @param preview gets the members of a preview; empty for other jobs
 * @param isUndone whether the job was undone, so that it owes no letters
 */
record MemberRows(
    Job job,
    LedgerSnapshot ledger,
    List<String> heldBack,
    MemberAccounts accounts,
    ChangeEffects effects,
    ChangeSummary fields,
    Optional<PreviewParts> preview,
    boolean isUndone) {

  /** Passes the row of each member: first those without a chunk, then all in the set's order. */
  void forEach(Consumer<MemberRow> consumer) {
    ledger
        .preparedOutcomes()
        .forEach(
            outcome -> {
              MemberRow row = MemberRow.of(outcome, Optional.empty(), Optional.empty());
              fields.add(outcome.changes());
              preview.ifPresent(parts -> parts.add(Optional.of(outcome), row));
              consumer.accept(row);
            });
    SetOrder order = new SetOrder(heldBack, ledger.memberCount());
    Consumer<String> addHeldBack = id -> consumer.accept(MemberRow.heldBack(id));
    accounts.forEach(
        member -> {
          order.next(addHeldBack);
          MemberRow row =
              row(isUndone ? member.withoutOwedLetter() : member)
                  .withNotMade(member.outcome().map(effects::add).orElse(""));
          member.outcome().ifPresent(outcome -> fields.add(outcome.changes()));
          preview.ifPresent(parts -> parts.add(member.outcome(), row));
          consumer.accept(row);
        });
    order.end(addHeldBack);
  }

  private MemberRow row(MemberAccount member) {
    return job.isPreview()
        ? MemberRow.ofPreview(member)
        : MemberRow.of(member, job.test().isPresent());
  }
}
