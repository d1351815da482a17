package org.rollcall.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.report.PreviewSummary.Example;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.report.PreviewSummary.LetterCount;
import org.rollcall.report.PreviewSummary.OutcomeKind;
import org.rollcall.report.PreviewSummary.ResultCount;
import org.rollcall.report.PreviewSummary.WithoutLetter;
import org.rollcall.user.state.LetterProgress.State;

/** Makes the summary of a preview from its members, which are added one by one. */
final class SummaryBuilder {

  private static final int EXAMPLES = 10;

  /** The number of kinds of outcomes that are listed. */
  private static final int MAX_KINDS = 100;

  private static final Set<Result> PROCESSED = Set.of(Result.WOULD_CHANGE, Result.UNCHANGED);

  private final Optional<String> letter;
  private final Map<ResultCount, Integer> results = new LinkedHashMap<>();
  private final Map<String, Integer> letters = new TreeMap<>();
  private final Map<Optional<Reason>, Integer> withoutLetter = new LinkedHashMap<>();
  private final Map<OutcomeKind, Kind> kinds = new LinkedHashMap<>();

  /** The members of one kind of outcome. */
  private static final class Kind {
    private int members;
    private final List<Example> examples = new ArrayList<>();
  }

  /**
   * A summary without members.
   *
   * @param letter the type of the job's letter
   */
  SummaryBuilder(Optional<String> letter) {
    this.letter = letter;
  }

  /**
   * Adds a member.
   *
   * @param outcome empty if the preview did not reach it
   * @param row its row in the report
   */
  void add(Optional<Outcome> outcome, MemberRow row) {
    Optional<Reason> reason = row.reason().map(ReasonText::code);
    results.merge(new ResultCount(row.result(), reason, 0), 1, Integer::sum);
    if (letter.isPresent()) {
      addLetter(row, reason);
    }
    OutcomeKind key =
        new OutcomeKind(
            row.result(),
            reason,
            outcome.map(found -> List.copyOf(found.changes().keySet())).orElse(List.of()),
            row.credentials(),
            row.letter(),
            0,
            List.of());
    Kind kind = kinds.computeIfAbsent(key, first -> new Kind());
    kind.members++;
    if (kind.examples.size() < EXAMPLES) {
      kind.examples.add(new Example(row.primaryId()));
    }
  }

  private void addLetter(MemberRow row, Optional<Reason> reason) {
    if (row.letter().equals(Optional.of(State.WOULD_SEND))) {
      letters.merge(row.language().map(LetterLanguage::used).orElse(""), 1, Integer::sum);
    } else {
      boolean isNotDue = row.letter().isEmpty() && isProcessed(row.result(), reason);
      withoutLetter.merge(
          isNotDue ? Optional.empty() : row.letter().flatMap(State::reason).or(() -> reason),
          1,
          Integer::sum);
    }
  }

  private static boolean isProcessed(Result result, Optional<Reason> reason) {
    return PROCESSED.contains(result) || reason.filter(Reason::leavesFieldsAlone).isPresent();
  }

  /**
   * The summary.
   *
   * @param changes the changes by field
   */
  PreviewSummary summary(List<FieldSummary> changes) {
    List<OutcomeKind> all =
        kinds.entrySet().stream()
            .map(entry -> withMembers(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(OutcomeKind::members).reversed())
            .toList();
    return new PreviewSummary(
        results.entrySet().stream()
            .map(
                entry ->
                    new ResultCount(
                        entry.getKey().result(), entry.getKey().reason(), entry.getValue()))
            .sorted(Comparator.comparingInt(ResultCount::members).reversed())
            .toList(),
        changes,
        letters.entrySet().stream()
            .map(entry -> new LetterCount(letter.orElseThrow(), entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(LetterCount::letters).reversed())
            .toList(),
        withoutLetter.entrySet().stream()
            .map(entry -> new WithoutLetter(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(WithoutLetter::members).reversed())
            .toList(),
        all.stream().limit(MAX_KINDS).toList(),
        all.stream().skip(MAX_KINDS).mapToInt(OutcomeKind::members).sum());
  }

  private static OutcomeKind withMembers(OutcomeKind kind, Kind counted) {
    return new OutcomeKind(
        kind.result(),
        kind.reason(),
        kind.fields(),
        kind.credentials(),
        kind.letter(),
        counted.members,
        counted.examples);
  }
}
