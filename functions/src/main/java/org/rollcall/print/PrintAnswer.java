package org.rollcall.print;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import org.rollcall.error.Fault;

/**
 * A page of a job's owed letters, or the letters that were marked.
 *
 * @param refused why there are none; then everything else is empty
 * @param letters the letters to print, in the set's order
 * @param listed the users who are owed a letter that is not printed, or could not be marked
 * @param marked the users whose letters are marked as printed now
 * @param next where the next page begins; empty if this is the last one
 */
public record PrintAnswer(
    Optional<Fault> refused,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PrintedLetter> letters,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Listed> listed,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> marked,
    Optional<PrintRequest.Place> next) {

  public PrintAnswer {
    letters = List.copyOf(letters);
    listed = List.copyOf(listed);
    marked = List.copyOf(marked);
  }

  /**
   * A user whose letter is not printed.
   *
   * @param code the name of an {@link org.rollcall.error.ErrorCode}
   */
  public record Listed(String primaryId, String code, String message) {

    static Listed of(String primaryId, Fault fault) {
      return new Listed(primaryId, fault.code(), fault.message());
    }
  }

  static PrintAnswer refused(Fault fault) {
    return new PrintAnswer(Optional.of(fault), List.of(), List.of(), List.of(), Optional.empty());
  }

  /** Contains no letters. */
  @Override
  public String toString() {
    return letters.size() + " letters, " + listed.size() + " listed, " + marked.size() + " marked";
  }
}
