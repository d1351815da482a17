package org.rollcall.user.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The letters to one user, of which the oldest ones are discarded. */
final class LetterList {

  /** The maximum number of letters that are owed, and of the others. */
  static final int MAX_LETTERS = 10;

  private LetterList() {}

  /** The letters with another one, which replaces an earlier entry for the same job. */
  static List<LetterProgress> with(List<LetterProgress> letters, LetterProgress letter) {
    List<LetterProgress> all = new ArrayList<>(letters);
    all.removeIf(other -> other.job().equals(letter.job()));
    all.add(letter);
    discardOldest(all, LetterProgress::isOwed);
    discardOldest(all, other -> !other.isOwed());
    return all;
  }

  /** Discards the oldest letters of a kind, so that at most {@link #MAX_LETTERS} remain. */
  private static void discardOldest(
      List<LetterProgress> letters, Predicate<LetterProgress> isOfKind) {
    List<LetterProgress> ofKind = letters.stream().filter(isOfKind).toList();
    letters.removeAll(ofKind.subList(0, Math.max(0, ofKind.size() - MAX_LETTERS)));
  }
}
