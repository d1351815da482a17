package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Where the entries that a job removed from a list, and those that it added, are. An undo needs
 * that to restore the list. The entries themselves are in {@link LastChange.FieldChange}, in the
 * same order. See D-173.
 *
 * @param before the places of the removed entries in the list before the job
 * @param after the places of the added entries in the list after the job
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListPlaces(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Entry> before,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Entry> after) {

  private static final String SEGMENT = "segment_type";

  /**
   * The place of an entry.
   *
   * @param index from 0
   * @param occurrence how many entries with the same {@link #identity} are before it
   */
  public record Entry(int index, int occurrence) {}

  public ListPlaces {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** What identifies an entry of a list: its content without {@code segment_type}. */
  public static JsonNode identity(JsonNode entry) {
    return entry instanceof ObjectNode object && object.has(SEGMENT)
        ? object.deepCopy().without(SEGMENT)
        : entry;
  }
}
