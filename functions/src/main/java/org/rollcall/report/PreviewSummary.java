package org.rollcall.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.state.LetterProgress;

/**
 * What a preview shows first.
 *
 * @param results the members by result and reason, most members first
 * @param changes the changes by field
 * @param letters the letters that would be sent
 * @param withoutLetter the members who would get no letter, by reason; none if the job has no
 *     letter
 * @param outcomes the distinct kinds of outcomes with examples, most members first
 * @param otherOutcomes the members with other kinds of outcomes
 */
public record PreviewSummary(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<ResultCount> results,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<FieldSummary> changes,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<LetterCount> letters,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<WithoutLetter> withoutLetter,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<OutcomeKind> outcomes,
    int otherOutcomes) {

  public PreviewSummary {
    results = List.copyOf(results);
    changes = List.copyOf(changes);
    letters = List.copyOf(letters);
    withoutLetter = List.copyOf(withoutLetter);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What members lose by the changes of some fields, in sentences: an earlier expiry date, or an
   * account that expires at once.
   *
   * @param isDone whether the changes were made
   */
  static List<String> warnings(List<FieldSummary> fields, boolean isDone) {
    return fields.stream().flatMap(field -> field.warnings(isDone).stream()).toList();
  }

  static List<FieldSummary> withoutSingleValues(List<FieldSummary> fields) {
    return fields.stream().map(FieldSummary::withoutSingleValues).toList();
  }

  /**
   * This summary without the values that only one member has, which may be those of an erased
   * person. The numbers stay.
   */
  PreviewSummary withoutSingleValues() {
    return new PreviewSummary(
        results, withoutSingleValues(changes), letters, withoutLetter, outcomes, otherOutcomes);
  }

  /** The members with a result and a reason. */
  public record ResultCount(Result result, Optional<Reason> reason, int members) {}

  /** The letters of a type in a language. */
  public record LetterCount(String type, String language, int letters) {}

  /**
   * Members who would get no letter.
   *
   * @param reason empty if no letter is due, because the letter contains a password and the
   *     password is not reset
   */
  public record WithoutLetter(Optional<Reason> reason, int members) {}

  /**
   * The changes of one field.
   *
   * @param field the field's name, such as {@code user_group} or {@code contact_info.email}
   * @param members the members whose field would change
   * @param earlier of {@code expiry_date} and {@code purge_date}: the members who would get an
   *     earlier day than they have
   * @param past of these fields: the members who would get a day before that of the job, and have
   *     none before it now
   * @param values the most frequent pairs of values; none for texts and lists
   * @param others the members with other pairs of values
   * @param entries the entries of a list that would change; none for single values
   */
  public record FieldSummary(
      String field,
      int members,
      int earlier,
      int past,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<ValuePair> values,
      int others,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<EntryCount> entries) {

    public FieldSummary {
      values = List.copyOf(values);
      entries = List.copyOf(entries);
    }

    /**
     * What a member would lose by the change, in sentences.
     *
     * @param isDone whether the change was made
     */
    private List<String> warnings(boolean isDone) {
      String name = field.replace('_', ' ');
      List<String> warnings = new ArrayList<>();
      if (earlier > 0) {
        warnings.add(
            ReportText.count(earlier, "member")
                + (isDone ? " got an earlier " : " would get an earlier ")
                + name
                + (isDone ? " than before." : " than now."));
      }
      if (past > 0) {
        warnings.add(
            ReportText.count(past, "member")
                + (isDone ? " got a past " : " would get a past ")
                + name
                + (field.equals("expiry_date")
                    ? past == 1
                        ? ", so that the account expires at once."
                        : ", so that the accounts expire at once."
                    : "."));
      }
      return warnings;
    }

    private FieldSummary withoutSingleValues() {
      List<ValuePair> kept = values.stream().filter(pair -> pair.members() > 1).toList();
      List<EntryCount> keptEntries =
          new ArrayList<>(entries.stream().filter(entry -> entry.entries() > 1).toList());
      entries.stream()
          .filter(entry -> entry.entries() == 1)
          .map(EntryCount::withoutName)
          .reduce(EntryCount::plus)
          .ifPresent(keptEntries::add);
      return new FieldSummary(
          field, members, earlier, past, kept, others + values.size() - kept.size(), keptEntries);
    }
  }

  /**
   * A code, day or flag before and after the change.
   *
   * @param before empty if the record has no value
   * @param after empty if the value would be removed
   */
  public record ValuePair(Optional<String> before, Optional<String> after, int members) {}

  /**
   * Entries of a list.
   *
   * @param entry the entry's code, such as the type of a note; for an email address, its domain;
   *     empty for entries without a code
   * @param changed entries that would have other details
   * @param relabelled entries that would be marked as internal
   */
  public record EntryCount(
      Optional<String> entry, int added, int removed, int changed, int relabelled) {

    private int entries() {
      return added + removed + changed + relabelled;
    }

    private EntryCount withoutName() {
      return new EntryCount(Optional.empty(), added, removed, changed, relabelled);
    }

    private EntryCount plus(EntryCount other) {
      return new EntryCount(
          Optional.empty(),
          added + other.added,
          removed + other.removed,
          changed + other.changed,
          relabelled + other.relabelled);
    }
  }

  /**
   * A kind of outcome: members with the same result, reason, changed fields and letter.
   *
   * @param fields the names of the changed fields
   * @param examples the first members in the set's order
   */
  public record OutcomeKind(
      Result result,
      Optional<Reason> reason,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> fields,
      Optional<Credentials> credentials,
      Optional<LetterProgress.State> letter,
      int members,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Example> examples) {

    public OutcomeKind {
      fields = List.copyOf(fields);
      examples = List.copyOf(examples);
    }
  }

  /** An example. It is an object, so that {@code forget} finds the ID. */
  public record Example(String primaryId) {}
}
