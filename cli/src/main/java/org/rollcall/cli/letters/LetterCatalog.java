package org.rollcall.cli.letters;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterRepository;
import org.rollcall.letter.StoredLetter;
import org.rollcall.user.store.UserTable;

/** The letters in a stack's bucket. Checks them as a job does, for their authors. */
public record LetterCatalog(
    Bucket bucket, Institution institution, Optional<String> sender, UserTable users) {

  /**
   * The result of a check.
   *
   * @param errors errors for which a job is rejected
   * @param remarks possible mistakes that do not affect jobs
   */
  public record Check(List<StoredLetter> letters, List<Fault> errors, List<Fault> remarks) {
    public Check {
      letters = List.copyOf(letters);
      errors = List.copyOf(errors);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Opens the letters of a stack.
   *
   * @throws CommandException if the institution's file is invalid; letters cannot be checked
   *     without it
   */
  public static LetterCatalog open(Stack stack) {
    Bucket bucket = stack.bucket();
    Faults faults = new Faults();
    Optional<Institution> institution = Institution.read(bucket, faults);
    if (institution.isEmpty() || !faults.isEmpty()) {
      throw CommandException.rejected(
          CommandError.INSTITUTION_FILE_INVALID, FaultText.joined(faults.found()));
    }
    return new LetterCatalog(bucket, institution.get(), stack.sender(), stack.users());
  }

  private LetterRepository letters(Faults faults) {
    return new LetterRepository(bucket, institution, sender, faults);
  }

  public List<String> types() {
    return letters(new Faults()).types();
  }

  /** Checks all types and all shared parts, and finds unused objects and users' languages. */
  public Check checkAll() {
    Check check = checkTexts();
    Faults remarks = new Faults();
    addFallbacks(check.letters(), remarks);
    return new Check(
        check.letters(),
        check.errors(),
        Stream.concat(remarks.found().stream(), check.remarks().stream()).toList());
  }

  /** Checks all types and all shared parts, and finds unused objects. Reads no users. */
  public Check checkTexts() {
    Faults errors = new Faults();
    Faults remarks = new Faults();
    LetterRepository repository = letters(errors);
    List<StoredLetter> letters = repository.types().stream().map(repository::read).toList();
    Set<String> usedKeys = new HashSet<>(repository.readSharedParts());
    letters.forEach(letter -> usedKeys.addAll(letter.keys()));
    addMissingLanguages(letters, remarks);
    for (String key : bucket.list(LetterRepository.PREFIX)) {
      if (!usedKeys.contains(key)) {
        remarks.add(key, CommandError.LETTER_OBJECT_UNUSED);
      }
    }
    if (!institution.url().isEmpty() && !institution.url().matches("(?i)https?://.+")) {
      remarks.add("institution.json: url", CommandError.INSTITUTION_URL_NOT_HTTP);
    }
    return new Check(letters, errors.found(), remarks.found());
  }

  /** Checks some types and the shared parts that they include. */
  public Check check(List<String> types) {
    Faults errors = new Faults();
    LetterRepository repository = letters(errors);
    List<StoredLetter> letters = types.stream().map(repository::read).toList();
    Faults remarks = new Faults();
    addFallbacks(letters, remarks);
    return new Check(letters, errors.found(), remarks.found());
  }

  /** Adds the users who will get a letter in another language than the one they prefer. */
  private void addFallbacks(List<StoredLetter> letters, Faults remarks) {
    Map<String, Integer> usersByLanguage = new TreeMap<>();
    users.forEach(
        stored ->
            stored
                .user()
                .normalized()
                .code("preferred_language")
                .ifPresent(
                    code -> usersByLanguage.merge(code.toLowerCase(Locale.ROOT), 1, Integer::sum)));
    for (StoredLetter letter : letters) {
      List<String> fallbacks =
          usersByLanguage.entrySet().stream()
              .filter(language -> letter.fallsBackFor(language.getKey()))
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .map(language -> language.getKey() + " (" + language.getValue() + ")")
              .toList();
      if (!fallbacks.isEmpty()) {
        remarks.add(
            LetterRepository.PREFIX + letter.type(),
            CommandError.LETTER_LANGUAGE_FALLBACK,
            String.join(", ", fallbacks),
            institution.defaultLanguage());
      }
    }
  }

  private static void addMissingLanguages(List<StoredLetter> letters, Faults remarks) {
    Set<String> languages = new TreeSet<>();
    letters.forEach(letter -> languages.addAll(letter.languages()));
    for (StoredLetter letter : letters) {
      Set<String> missing = new TreeSet<>(languages);
      missing.removeIf(letter::isInLanguage);
      if (!missing.isEmpty()) {
        remarks.add(
            LetterRepository.PREFIX + letter.type(),
            CommandError.LETTER_LANGUAGE_MISSING,
            String.join(", ", missing));
      }
    }
  }

  /**
   * A letter type without errors. It may be disabled.
   *
   * @throws CommandException if the type does not exist or has errors
   */
  public StoredLetter validated(String type) {
    requireType(type);
    Faults faults = new Faults();
    StoredLetter letter = letters(faults).read(type);
    if (!faults.isEmpty()) {
      throw CommandException.rejected(
          CommandError.LETTER_INVALID, FaultText.joined(faults.found()));
    }
    return letter;
  }

  /**
   * Checks that a type exists.
   *
   * @throws CommandException if it does not exist, with the most similar type
   */
  public void requireType(String type) {
    List<String> types = types();
    if (!types.contains(type)) {
      throw CommandException.rejected(
          CommandError.LETTER_TYPE_NOT_FOUND, type, SimilarNames.hintOrNames(type, types));
    }
  }
}
