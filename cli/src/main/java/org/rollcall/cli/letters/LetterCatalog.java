package org.rollcall.cli.letters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.StoredLetter;

/** An institution's letters, as the {@code letters} commands see them. */
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
   * The letters in a stack's bucket.
   *
   * @throws CommandException if the institution's file has faults, without which no letter can be
   *     judged
   */
  static LetterCatalog in(Stack stack) {
    Bucket bucket = stack.bucket();
    Faults faults = new Faults();
    Institution institution =
        Institution.read(bucket, faults)
            .filter(any -> faults.isEmpty())
            .orElseThrow(() -> CommandException.misuse(sentence(faults.found())));
    return new LetterCatalog(bucket, institution, stack.sender());
  }

  List<String> types() {
    return new LetterRepository(bucket).types();
  }

  LetterCheck check() {
    return new LetterCheck(bucket, institution, sender);
  }

  /** A type that is fit for use, though it may be switched off. */
  StoredLetter sound(String type) {
    require(type);
    Faults faults = new Faults();
    StoredLetter letter = new LetterRepository(bucket).read(type, institution, sender, faults);
    if (!faults.isEmpty()) {
      throw CommandException.misuse("the letter has faults: " + sentence(faults.found()));
    }
    return letter;
  }

  /**
   * Refuses a type that is not there.
   *
   * @throws CommandException naming the nearest
   */
  void require(String type) {
    List<String> types = types();
    if (!types.contains(type)) {
      throw CommandException.misuse(
          "there is no type of letter " + type + "." + SimilarNames.hint(type, types));
    }
  }

  private static String sentence(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.path() + ": " + fault.message())
        .collect(Collectors.joining("; "));
  }
}
