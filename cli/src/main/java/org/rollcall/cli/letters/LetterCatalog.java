package org.rollcall.cli.letters;

import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.StoredLetter;

/** The letters in a stack's bucket, for the {@code letters} commands. */
final class LetterCatalog {

  private final Bucket bucket;
  private final Institution institution;
  private final Optional<String> sender;

  private LetterCatalog(Bucket bucket, Institution institution, Optional<String> sender) {
    this.bucket = bucket;
    this.institution = institution;
    this.sender = sender;
  }

  /**
   * Opens the letters of a stack.
   *
   * @throws CommandException if the institution's file is invalid; letters cannot be checked
   *     without it
   */
  static LetterCatalog open(Stack stack) {
    Bucket bucket = stack.bucket();
    Faults faults = new Faults();
    Optional<Institution> institution = Institution.read(bucket, faults);
    if (institution.isEmpty() || !faults.isEmpty()) {
      throw CommandException.rejected(
          LetterCommandError.INSTITUTION_FILE_INVALID, FaultText.joined(faults.found()));
    }
    return new LetterCatalog(bucket, institution.get(), stack.sender());
  }

  private LetterRepository letters(Faults faults) {
    return new LetterRepository(bucket, institution, sender, faults);
  }

  List<String> types() {
    return letters(new Faults()).types();
  }

  LetterCheck check() {
    return new LetterCheck(bucket, institution, sender);
  }

  /**
   * A letter type without errors. It may be disabled.
   *
   * @throws CommandException if the type does not exist or has errors
   */
  StoredLetter validated(String type) {
    requireType(type);
    Faults faults = new Faults();
    StoredLetter letter = letters(faults).read(type);
    if (!faults.isEmpty()) {
      throw CommandException.rejected(
          LetterCommandError.LETTER_INVALID, FaultText.joined(faults.found()));
    }
    return letter;
  }

  /**
   * Checks that a type exists.
   *
   * @throws CommandException if it does not exist, with the most similar type
   */
  void requireType(String type) {
    List<String> types = types();
    if (!types.contains(type)) {
      throw CommandException.rejected(
          LetterCommandError.LETTER_TYPE_NOT_FOUND, type, SimilarNames.hint(type, types));
    }
  }
}
