package org.rollcall.cli.letters;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
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
import org.rollcall.letter.SharedParts;
import org.rollcall.letter.StoredLetter;

/** Looks through the letters as a job would, for whoever writes them. */
public final class LetterCheck {

  private final Bucket bucket;
  private final Institution institution;
  private final Optional<String> sender;

  /**
   * Checks the letters of an institution.
   *
   * @param sender who letters come from that do not say
   */
  public LetterCheck(Bucket bucket, Institution institution, Optional<String> sender) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.institution = requireNonNull(institution, "institution is null");
    this.sender = requireNonNull(sender, "sender is null");
  }

  /**
   * What was found.
   *
   * @param faults what a job would be rejected for
   * @param remarks what no job minds, but somebody may not have meant
   */
  public record Findings(List<StoredLetter> letters, List<Fault> faults, List<Fault> remarks) {
    public Findings {
      letters = List.copyOf(letters);
      faults = List.copyOf(faults);
      remarks = List.copyOf(remarks);
    }
  }

  /** Checks all types, all shared parts, and whether anything else lies about. */
  public Findings all() {
    Faults faults = new Faults();
    Faults remarks = new Faults();
    SharedParts shared = new SharedParts(bucket, institution, faults);
    List<StoredLetter> letters = letters(new LetterRepository(bucket).types(), shared, faults);
    Set<String> known = new HashSet<>(shared.readAll());
    missingLanguages(letters, remarks);
    for (StoredLetter letter : letters) {
      known.addAll(letter.keys());
    }
    for (String key : bucket.list(LetterRepository.PREFIX)) {
      if (!known.contains(key)) {
        remarks.add(key, "is no part of any letter, and is not used");
      }
    }
    if (!institution.url().isEmpty() && !institution.url().matches("(?i)https?://.+")) {
      remarks.add(
          "institution.json: url", "does not begin with https://, so that no link leads there");
    }
    return new Findings(letters, faults.found(), remarks.found());
  }

  /** Checks some of the {@link LetterRepository#types}, and the shared parts that they take in. */
  public Findings only(List<String> types) {
    Faults faults = new Faults();
    SharedParts shared = new SharedParts(bucket, institution, faults);
    return new Findings(letters(types, shared, faults), faults.found(), List.of());
  }

  private List<StoredLetter> letters(List<String> types, SharedParts shared, Faults faults) {
    List<StoredLetter> letters = new ArrayList<>();
    for (String type : types) {
      letters.add(new LetterRepository(bucket).read(type, institution, sender, shared, faults));
    }
    return letters;
  }

  private void missingLanguages(List<StoredLetter> letters, Faults remarks) {
    Set<String> all = new TreeSet<>();
    letters.forEach(letter -> all.addAll(letter.languages()));
    for (StoredLetter letter : letters) {
      Set<String> missing = new TreeSet<>(all);
      missing.removeAll(letter.languages());
      if (!missing.isEmpty()) {
        remarks.add(
            LetterRepository.PREFIX + letter.type(),
            "has no letter in " + String.join(", ", missing) + ", which other types have");
      }
    }
  }
}
