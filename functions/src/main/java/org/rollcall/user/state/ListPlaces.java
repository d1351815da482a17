package org.rollcall.user.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the entries are in which two versions of a list differ. An undo needs that to restore the
 * list. The entries themselves are in {@link LastChange.FieldChange}, in the same order. See D-173.
 *
 * @param before the places of the removed and edited entries in the list before the job
 * @param after the places of the added and edited entries in the list after the job
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListPlaces(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Entry> before,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Entry> after) {

  private static final String SEGMENT = "segment_type";

  /**
   * The fields of an entry that jobs do not edit, by list. In other lists, such as {@code email}, a
   * job edits any field, but neither adds nor removes entries.
   */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "user_role", List.of("role_type", "scope", "parameter"),
          "user_block", List.of("block_type", "block_description", "block_note"),
          "user_identifier", List.of("id_type", "value"),
          "user_note", List.of("note_type", "note_text"),
          "user_statistic", List.of("statistic_category", "statistic_note"),
          "rs_library", List.of("code"),
          "library_notice", List.of("code"));

  /**
   * The place of an entry.
   *
   * @param index from 0
   * @param occurrence how many entries with the same {@link #identity} are before it
   * @param edited for an edited entry in the list after the job: the index of the same entry in
   *     {@link #before}; empty for an added entry
   * @param alike for an added entry: how many other entries after the job have the {@linkplain
   *     #hasSameKey same key}
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Entry(int index, int occurrence, OptionalInt edited, int alike) {}

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

  /** Whether an edited entry can be the same as another one. */
  public static boolean hasSameKey(String list, JsonNode one, JsonNode other) {
    return KEYS.getOrDefault(list, List.of()).stream()
        .allMatch(field -> one.path(field).equals(other.path(field)));
  }
}
