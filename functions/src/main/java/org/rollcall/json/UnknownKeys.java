package org.rollcall.json;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Adds errors about keys that no reader knows.
 *
 * @param known the known keys, whether the input has them or not
 * @param hint what an unknown key means; if that is unknown, the hint is at the known keys
 */
record UnknownKeys(Set<String> known, Function<String, Optional<String>> hint) {

  void reject(Fields fields) {
    List<String> unused = known.stream().filter(key -> !fields.has(key)).toList();
    for (String key : fields.keys()) {
      if (!known.contains(key)) {
        String similar = SimilarNames.hint(key, known);
        fields.fault(
            key,
            InputError.UNKNOWN_KEY,
            hint.apply(key)
                .orElseGet(
                    () -> similar.isEmpty() ? SimilarNames.hintOrNames(key, unused) : similar));
      }
    }
  }
}
