package org.rollcall.user;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A further identifier of a user, such as a barcode: an entry of {@code user_identifier}.
 *
 * @param type a code of the table {@code UserIdentifierTypes}
 */
public record Identifier(String type, String value) {

  /** A user's active identifiers. Entries without type or value are ignored. */
  public static Stream<Identifier> activeOf(User user) {
    return entries(user).filter(entry -> !isInactive(entry)).flatMap(entry -> read(entry).stream());
  }

  /** A user's active and inactive identifiers. Entries without type or value are ignored. */
  public static Stream<Identifier> allOf(User user) {
    return entries(user).flatMap(entry -> read(entry).stream());
  }

  /** This identifier for comparisons: type and value are {@linkplain CaseFolding folded}. */
  public Identifier folded() {
    return new Identifier(CaseFolding.fold(type), CaseFolding.fold(value));
  }

  private static Stream<JsonNode> entries(User user) {
    return StreamSupport.stream(user.get("user_identifier").spliterator(), false);
  }

  private static boolean isInactive(JsonNode entry) {
    return CodedValue.code(entry.path("status")).filter("INACTIVE"::equalsIgnoreCase).isPresent();
  }

  private static Optional<Identifier> read(JsonNode entry) {
    return CodedValue.code(entry.path("id_type"))
        .flatMap(
            type -> CodedValue.code(entry.path("value")).map(value -> new Identifier(type, value)));
  }
}
