package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a user is known by beside the primary id, such as a barcode: an entry of {@code
 * user_identifier}.
 *
 * @param type its code in the table {@code UserIdentifierTypes}
 */
public record Identifier(String type, String value) {

  public Identifier {
    requireNonNull(type, "type is null");
    requireNonNull(value, "value is null");
  }

  /** A user's identifiers, but the inactive; what is no identifier in the list is passed over. */
  public static Stream<Identifier> of(User user) {
    return entries(user).filter(entry -> !isInactive(entry)).flatMap(entry -> read(entry).stream());
  }

  /** The same with the inactive, which lead to nobody any more. */
  public static Stream<Identifier> withInactive(User user) {
    return entries(user).flatMap(entry -> read(entry).stream());
  }

  private static Stream<JsonNode> entries(User user) {
    return StreamSupport.stream(user.get("user_identifier").spliterator(), false);
  }

  private static boolean isInactive(JsonNode entry) {
    return Coded.code(entry.path("status")).filter("INACTIVE"::equalsIgnoreCase).isPresent();
  }

  private static Optional<Identifier> read(JsonNode entry) {
    return Coded.code(entry.path("id_type"))
        .flatMap(type -> Coded.code(entry.path("value")).map(value -> new Identifier(type, value)));
  }
}
