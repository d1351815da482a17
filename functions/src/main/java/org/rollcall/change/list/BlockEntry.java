package org.rollcall.change.list;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.rollcall.user.AlmaDate;
import org.rollcall.user.CodedValue;

/** A block that a user has: an entry of {@code user_block}. */
record BlockEntry(ObjectNode entry) {

  static final String DEFAULT_TYPE = "GENERAL";

  /** The code tables of a block's type and description. */
  static final String TYPES = "UserBlockTypes";

  static final String DESCRIPTIONS = "UserBlockDescription";

  private static final String STATUS = "block_status";

  BlockEntry {
    requireNonNull(entry, "entry is null");
  }

  /** What makes it another block than one with the same dates. */
  static List<Object> subject(
      Optional<String> type, Optional<String> description, Optional<String> note) {
    return List.of(type.orElse(DEFAULT_TYPE), description.orElse(""), note.orElse(""));
  }

  List<Object> subject() {
    return subject(Optional.of(type()), Optional.of(description()), Optional.of(note()));
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

  /** Whether its expiry date has not passed. */
  boolean counts(LocalDate today) {
    return expiry().map(last -> !last.isBefore(today)).orElse(true);
  }

  Optional<LocalDate> expiry() {
    return AlmaDate.read(entry.path("expiry_date"), "user_block.expiry_date");
  }

  /** The entry with the status INACTIVE, a plain word or a coded value as it was. */
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
