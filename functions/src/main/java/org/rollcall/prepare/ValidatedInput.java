package org.rollcall.prepare;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import org.rollcall.letter.Institution;
import org.rollcall.letter.LetterSnapshot;

/**
 * An input that was found to be without fault, and what it stands for.
 *
 * @param codes the institution's code tables, as far as the changes use them
 * @param operator whoever started the job
 * @param letter the letter that the job sends
 */
record ValidatedInput(
    JobPreparation.Request request,
    JobInput input,
    Map<String, Map<String, String>> codes,
    Operator operator,
    Institution institution,
    Optional<LetterSnapshot> letter) {

  ValidatedInput {
    requireNonNull(request, "request is null");
    requireNonNull(input, "input is null");
    codes = Map.copyOf(codes);
    requireNonNull(operator, "operator is null");
    requireNonNull(institution, "institution is null");
    requireNonNull(letter, "letter is null");
  }
}
