package org.rollcall.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress.State;

/** What a report says about all members together. The members are added one by one. */
final class RowTotals {

  /** The number of members whose records are candidates for hints. */
  private static final int SAMPLE = 100;

  /** The number of reasons that are counted by their message; further ones only by their code. */
  private static final int MAX_MESSAGES = 200;

  private static final Set<Result> NOT_DONE = Set.of(Result.FAILED, Result.NOT_REACHED);

  private final Map<Enum<?>, Integer> counts = new HashMap<>();
  private final Map<State, Integer> undoneLetters = new HashMap<>();
  private final Map<LetterLanguage, Integer> languages = new HashMap<>();
  private final Map<Reason, OwedLetters> owed = new LinkedHashMap<>();
  private final Map<ReasonText, Attention> attention = new LinkedHashMap<>();
  private final List<PrimaryId> first = new ArrayList<>();
  private int members;
  private int partlyUndone;

  void add(MemberRow row) {
    members++;
    if (first.size() < SAMPLE) {
      first.add(PrimaryId.of(row.primaryId()));
    }
    counts.merge(row.result(), 1, Integer::sum);
    Stream.of(row.credentials(), row.letter(), row.delivery())
        .flatMap(Optional::stream)
        .forEach(value -> counts.merge(value, 1, Integer::sum));
    row.undoneLetter().ifPresent(state -> undoneLetters.merge(state, 1, Integer::sum));
    row.language().ifPresent(language -> languages.merge(language, 1, Integer::sum));
    if (row.isPartlyUndone()) {
      partlyUndone++;
    }
    if (row.letterOwed()) {
      OwedLetters letter = OwedLetters.one(row.letterReason());
      owed.merge(letter.reason(), letter, OwedLetters::plus);
    }
    if (row.needsAttention()) {
      addAttention(row);
    }
  }

  private void addAttention(MemberRow row) {
    ReasonText reason = row.reason().orElseThrow().ofGroup();
    if (attention.size() >= MAX_MESSAGES && !attention.containsKey(reason)) {
      reason = ReasonText.ofAny(reason.code());
    }
    int notDone = NOT_DONE.contains(row.result()) ? 1 : 0;
    attention.merge(
        reason,
        new Attention(reason.code(), reason.message(), 1, row.letterOwed() ? 1 : notDone, notDone),
        Attention::plus);
  }

  /** The primary IDs of the first members. */
  List<PrimaryId> first() {
    return List.copyOf(first);
  }

  /** The owed letters by reason, most letters first. */
  List<OwedLetters> owedLetters() {
    return owed.values().stream()
        .sorted(Comparator.comparingInt(OwedLetters::letters).reversed())
        .toList();
  }

  /** The letters by language, most letters first. */
  List<LanguageCount> languages() {
    return LanguageCount.of(languages);
  }

  /** The members who need attention by reason, rare reasons first. */
  List<Attention> attention() {
    return attention.values().stream()
        .sorted(Comparator.comparingInt(Attention::members).thenComparing(Attention::message))
        .toList();
  }

  Counters counters() {
    ToIntFunction<Enum<?>> count = value -> counts.getOrDefault(value, 0);
    int lettersOwed = owed.values().stream().mapToInt(OwedLetters::letters).sum();
    return new Counters(
        members,
        count.applyAsInt(Result.UPDATED),
        count.applyAsInt(Result.WOULD_CHANGE),
        count.applyAsInt(Result.UNCHANGED),
        count.applyAsInt(Result.SKIPPED),
        count.applyAsInt(Result.NOT_FOUND),
        count.applyAsInt(Result.FAILED),
        count.applyAsInt(Result.NOT_REACHED),
        count.applyAsInt(Result.HELD_BACK),
        count.applyAsInt(Credentials.RESET),
        count.applyAsInt(Credentials.WOULD_RESET),
        count.applyAsInt(Credentials.WITHDRAWN) + count.applyAsInt(Credentials.WOULD_WITHDRAW),
        count.applyAsInt(State.SENT) + count.applyAsInt(State.SENT_TO_TESTER),
        count.applyAsInt(State.PRINTED),
        count.applyAsInt(State.WOULD_SEND),
        count.applyAsInt(State.FAILED),
        count.applyAsInt(State.NO_PREFERRED_EMAIL),
        count.applyAsInt(State.SEVERAL_ADDRESSES),
        count.applyAsInt(State.UNUSABLE_ADDRESS),
        count.applyAsInt(State.OPTED_OUT),
        count.applyAsInt(State.ADDRESS_BOUNCED),
        count.applyAsInt(Kind.DELIVERED),
        bounced(count),
        count.applyAsInt(Kind.COMPLAINED),
        lettersOwed,
        count.applyAsInt(State.GIVEN_UP)
            + count.applyAsInt(State.WITHDRAWN)
            + count.applyAsInt(State.UNCLEAR),
        undoneLetters.getOrDefault(State.SENT, 0) + undoneLetters.getOrDefault(State.PRINTED, 0),
        undoneLetters.getOrDefault(State.WITHDRAWN, 0),
        undoneLetters.getOrDefault(State.UNCLEAR, 0),
        partlyUndone);
  }

  private static int bounced(ToIntFunction<? super Kind> count) {
    return Stream.of(Kind.values())
        .filter(kind -> kind == Kind.SOFT_BOUNCED || kind.isUndelivered())
        .mapToInt(count)
        .sum();
  }
}
