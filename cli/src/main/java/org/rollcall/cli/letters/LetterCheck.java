package org.rollcall.cli.letters;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.StoredLetter;

/** Checks letters as a job does, for their authors. */
final class LetterCheck {

  private final Bucket bucket;
  private final Institution institution;
  private final Optional<String> sender;

  /**
   * @param sender the default sender of letters
   */
  LetterCheck(Bucket bucket, Institution institution, Optional<String> sender) {
    this.bucket = bucket;
    this.institution = institution;
    this.sender = sender;
  }

  /**
   * The result of a check.
   *
   * @param errors errors for which a job is rejected
   * @param remarks possible mistakes that do not affect jobs
   */
  record Result(List<StoredLetter> letters, List<Fault> errors, List<Fault> remarks) {
    Result {
      letters = List.copyOf(letters);
      errors = List.copyOf(errors);
      remarks = List.copyOf(remarks);
    }
  }

  /** Checks all types and all shared parts, and finds unused objects. */
  Result all() {
    Faults errors = new Faults();
    Faults remarks = new Faults();
    LetterRepository repository = new LetterRepository(bucket, institution, sender, errors);
    List<StoredLetter> letters = repository.types().stream().map(repository::read).toList();
    Set<String> usedKeys = new HashSet<>(repository.readSharedParts());
    letters.forEach(letter -> usedKeys.addAll(letter.keys()));
    addMissingLanguages(letters, remarks);
    for (String key : bucket.list(LetterRepository.PREFIX)) {
      if (!usedKeys.contains(key)) {
        remarks.add(key, LetterCommandError.LETTER_OBJECT_UNUSED);
      }
    }
    if (!institution.url().isEmpty() && !institution.url().matches("(?i)https?://.+")) {
      remarks.add("institution.json: url", LetterCommandError.INSTITUTION_URL_NOT_HTTP);
    }
    return new Result(letters, errors.found(), remarks.found());
  }

  /** Checks some types and the shared parts that they include. */
  Result only(List<String> types) {
    Faults errors = new Faults();
    LetterRepository repository = new LetterRepository(bucket, institution, sender, errors);
    List<StoredLetter> letters = types.stream().map(repository::read).toList();
    return new Result(letters, errors.found(), List.of());
  }

  private static void addMissingLanguages(List<StoredLetter> letters, Faults remarks) {
    Set<String> languages = new TreeSet<>();
    letters.forEach(letter -> languages.addAll(letter.languages()));
    for (StoredLetter letter : letters) {
      Set<String> missing = new TreeSet<>(languages);
      missing.removeAll(letter.languages());
      if (!missing.isEmpty()) {
        remarks.add(
            LetterRepository.PREFIX + letter.type(),
            LetterCommandError.LETTER_LANGUAGE_MISSING,
            String.join(", ", missing));
      }
    }
  }
}
