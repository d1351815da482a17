package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;

/** A block in a user's record: an entry of {@code user_block}. */
record BlockEntry(ObjectNode entry) {

  static final String DEFAULT_TYPE = "GENERAL";

  /** The code table of the blocks' types. */
  static final String TYPES = "UserBlockTypes";

  /** The code table of the blocks' descriptions. */
  static final String DESCRIPTIONS = "UserBlockDescription";

  private static final String STATUS = "block_status";

  BlockEntry {
    requireNonNull(entry, "entry is null");
  }

  /** The values by which duplicate blocks are found. */
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
    return expiry().filter(last -> last.isBefore(today)).isPresent();
  }

  Optional<LocalDate> expiry() {
    return AlmaDate.read(entry.path("expiry_date"), "user_block.expiry_date");
  }

  /** The entry with the status INACTIVE, in the form that the status has: text or coded value. */
  ObjectNode disabled() {
    ObjectNode disabled = entry.deepCopy();
    if (entry.path(STATUS).isObject()) {
      disabled.set(STATUS, CodedValue.of("INACTIVE", "Inactive"));
    } else {
      disabled.put(STATUS, "INACTIVE");
    }
    return disabled;
  }
}
