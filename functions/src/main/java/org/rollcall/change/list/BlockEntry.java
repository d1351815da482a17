package org.rollcall.change.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;

/** A block in a user's record: an entry of {@code user_block}. */
record BlockEntry(ObjectNode entry) {

  static final String DEFAULT_TYPE = "GENERAL";

  /** The name of the code table of block types. */
  static final String TYPE_TABLE = "UserBlockTypes";

  /** The name of the code table of block descriptions. */
  static final String DESCRIPTION_TABLE = "UserBlockDescription";

  private static final String STATUS = "block_status";

  /** The values that identify a block. Blocks with the same values are duplicates. */
  static List<Object> identity(
      Optional<String> type, Optional<String> description, Optional<String> note) {
    return List.of(type.orElse(DEFAULT_TYPE), description.orElse(""), note.orElse(""));
  }

  List<Object> identity() {
    return identity(Optional.of(type()), Optional.of(description()), Optional.of(note()));
  }

  String type() {
    return CodedValue.code(entry.path("block_type")).orElse(DEFAULT_TYPE);
  }

  String description() {
    return CodedValue.code(entry.path("block_description")).orElse("");
  }

  String note() {
    return entry.path("block_note").asText("");
  }

  boolean isActive() {
    return CodedValue.code(entry.path(STATUS)).orElse("ACTIVE").equalsIgnoreCase("ACTIVE");
  }

  boolean isExpired(LocalDate today) {
    return expiry().filter(lastDay -> lastDay.isBefore(today)).isPresent();
  }

  Optional<LocalDate> expiry() {
    return AlmaDate.read(entry.path("expiry_date"), "user_block.expiry_date");
  }

  /**
   * A copy with the status INACTIVE. The form of the status does not change: text or coded value.
   */
  ObjectNode withInactiveStatus() {
    ObjectNode copy = entry.deepCopy();
    if (entry.path(STATUS).isObject()) {
      copy.set(STATUS, CodedValue.of("INACTIVE", "Inactive"));
    } else {
      copy.put(STATUS, "INACTIVE");
    }
    return copy;
  }
}
