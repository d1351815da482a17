package org.rollcall.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.rollcall.json.Json;
import org.rollcall.user.state.ListPlaces;

/**
 * Undoes what a job did to a list. An entry that the job added is removed, one that it removed is
 * put back at its index, and one that it edited is set back. An entry that others have edited or
 * removed since is left alone. See D-173.
 */
final class ListUndo {

  private static final String SEGMENT = "segment_type";

  /** An entry that the job removed from the list or added to it, with its place. */
  private record Entry(JsonNode value, ListPlaces.Entry place) {}

  private final String list;
  private final boolean keepsSegments;
  private final boolean isInternal;
  private final List<JsonNode> present;
  private final List<JsonNode> result;
  private final BitSet taken = new BitSet();
  private boolean isLeft;

  /**
   * The undo of one list.
   *
   * @param list its name
   * @param present its entries now
   * @param keepsSegments whether the segments stay, because the conversion of the account stays
   * @param isInternal whether the account stays internal, and with it the entries that are put back
   */
  ListUndo(String list, List<JsonNode> present, boolean keepsSegments, boolean isInternal) {
    this.list = list;
    this.keepsSegments = keepsSegments;
    this.isInternal = isInternal;
    this.present = List.copyOf(present);
    this.result = new ArrayList<>(present);
  }

  /** Whether an entry of the job was edited or removed since, and is left alone. */
  boolean isLeft() {
    return isLeft;
  }

  /**
   * The list without what the job did.
   *
   * @param removed the entries that the job removed or edited, as they were before
   * @param added the entries that the job added or edited, as it left them
   */
  List<JsonNode> restore(List<JsonNode> removed, List<JsonNode> added, ListPlaces places) {
    List<Entry> before = entries(removed, places.before());
    List<Entry> onlyRemoved = new ArrayList<>(before);
    for (Entry entry : entries(added, places.after())) {
      OptionalInt edited = entry.place().edited();
      if (edited.isPresent()) {
        Entry original = before.get(edited.getAsInt());
        onlyRemoved.remove(original);
        setBack(original, entry);
      } else {
        remove(entry);
      }
    }
    result.removeIf(JsonNode::isMissingNode);
    onlyRemoved.forEach(this::putBack);
    return result;
  }

  private static List<Entry> entries(List<JsonNode> values, List<ListPlaces.Entry> places) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      entries.add(new Entry(values.get(i), places.get(i)));
    }
    return entries;
  }

  private static boolean hasSameIdentity(Entry one, Entry other) {
    return isSameEntry(one.value(), other.value());
  }

  private static boolean isSameEntry(JsonNode one, JsonNode other) {
    return JsonValues.isSame(ListPlaces.identity(one), ListPlaces.identity(other));
  }

  private void remove(Entry added) {
    int index = take(added, added.value());
    if (index >= 0) {
      result.set(index, missing());
    } else {
      isLeft |=
          present.stream()
                  .filter(entry -> ListPlaces.hasSameKey(list, entry, added.value()))
                  .count()
              > added.place().alike();
    }
  }

  private void setBack(Entry before, Entry after) {
    if (!hasSameIdentity(before, after) && isAt(before) && !isAt(after)) {
      return;
    }
    int index = take(after, before.value());
    if (index < 0) {
      isLeft |= indexNow(before).isEmpty();
      return;
    }
    JsonNode now = present.get(index);
    if (!hasSameIdentity(before, after)) {
      boolean isRelabelledSince = !segment(now).equals(segment(after.value()));
      result.set(
          index,
          keepsSegments || isRelabelledSince ? withSegmentOf(now, before.value()) : before.value());
    } else if (!keepsSegments && JsonValues.isSame(now, after.value())) {
      result.set(index, before.value());
    } else {
      isLeft |= !keepsSegments && !JsonValues.isSame(now, before.value());
    }
  }

  /** Puts back a removed entry, unless it is in the list again. */
  private void putBack(Entry removed) {
    long same = result.stream().filter(entry -> isSameEntry(entry, removed.value())).count();
    if (same <= removed.place().occurrence()) {
      JsonNode entry =
          isInternal && removed.value().has(SEGMENT)
              ? withSegment(removed.value(), "Internal")
              : removed.value();
      result.add(Math.min(removed.place().index(), result.size()), entry);
    }
  }

  /**
   * The index of an entry of the job, which is used for no other entry; -1 if there is none. Of
   * entries that differ only in their segment, the one at its place is meant if it is as the job
   * left it or found it; the others have moved.
   *
   * @param before the entry before the job
   */
  private int take(Entry entry, JsonNode before) {
    int place = entry.place().index();
    boolean isInPlace =
        isAt(entry)
            && (JsonValues.isSame(present.get(place), entry.value())
                || JsonValues.isSame(present.get(place), before));
    int index = isInPlace ? place : indexNow(entry).orElse(isAt(entry) ? place : -1);
    if (index >= 0) {
      taken.set(index);
    }
    return index;
  }

  /** Whether the list still has an entry at its place. */
  private boolean isAt(Entry entry) {
    int index = entry.place().index();
    return index < present.size()
        && !taken.get(index)
        && isSameEntry(present.get(index), entry.value());
  }

  /** The index of an entry in the list as it is now. */
  private OptionalInt indexNow(Entry entry) {
    return IntStream.range(0, present.size())
        .filter(index -> isSameEntry(present.get(index), entry.value()))
        .skip(entry.place().occurrence())
        .filter(index -> !taken.get(index))
        .findFirst();
  }

  /** An entry with the segment of another one, which may be null. */
  private static JsonNode withSegmentOf(JsonNode other, JsonNode entry) {
    if (!(entry instanceof ObjectNode object) || !object.has(SEGMENT)) {
      return entry;
    }
    ObjectNode copy = object.deepCopy();
    if (other.has(SEGMENT)) {
      copy.set(SEGMENT, other.get(SEGMENT));
    } else {
      copy.remove(SEGMENT);
    }
    return copy;
  }

  private static String segment(JsonNode entry) {
    return entry.path(SEGMENT).asText("");
  }

  private static JsonNode withSegment(JsonNode entry, String segment) {
    return entry instanceof ObjectNode object && object.has(SEGMENT)
        ? object.deepCopy().put(SEGMENT, segment)
        : entry;
  }

  private static JsonNode missing() {
    return Json.MAPPER.missingNode();
  }
}
