package org.rollcall.change;

import java.util.Optional;
import org.rollcall.json.Fields;
import org.rollcall.user.Coded;

/**
 * A field that holds one code and is never empty, such as {@code user_group}.
 *
 * @param key the field
 */
record CodeChange(String key) implements ChangeKind {

  /** Alma's bound on a code, in characters. */
  private static final int LONGEST = 255;

  @Override
  public Optional<Edit> read(Fields fields, Fields changes) {
    return fields
        .required("value", value -> fields.line(value, LONGEST))
        .map(
            code ->
                (user, context) ->
                    user.code(key).filter(code::equals).isPresent()
                        ? user
                        : user.with(key, Coded.of(code)));
  }
}
