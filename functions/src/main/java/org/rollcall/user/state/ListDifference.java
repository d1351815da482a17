package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.rollcall.json.Json;

/**
 * The entries in which two versions of a list differ: the shortest way from one to the other by
 * removing, adding and editing entries. The order of the other entries is the same in both.
 */
final class ListDifference {

  /** The cost of removing or adding an entry. */
  private static final int ONE = 2;

  /** The cost of editing an entry: less than that of removing it and adding another one. */
  private static final int EDIT = 3;

  private final String list;
  private final JsonNode before;
  private final JsonNode after;
  private final ArrayNode removed = Json.MAPPER.createArrayNode();
  private final ArrayNode added = Json.MAPPER.createArrayNode();
  private final List<ListPlaces.Entry> beforePlaces = new ArrayList<>();
  private final List<ListPlaces.Entry> afterPlaces = new ArrayList<>();

  /**
   * The difference of two lists.
   *
   * @param list the list's name
   */
  ListDifference(String list, JsonNode before, JsonNode after) {
    this.list = list;
    this.before = before;
    this.after = after;
    int start = 0;
    int beforeEnd = before.size();
    int afterEnd = after.size();
    while (start < Math.min(beforeEnd, afterEnd) && isEqual(start, start)) {
      start++;
    }
    while (beforeEnd > start && afterEnd > start && isEqual(beforeEnd - 1, afterEnd - 1)) {
      beforeEnd--;
      afterEnd--;
    }
    addEntries(start, beforeEnd, afterEnd, costs(start, beforeEnd, afterEnd));
  }

  /** The entries of the first list that were removed or edited. */
  ArrayNode removed() {
    return removed;
  }

  /** The entries of the second list that were added or edited. */
  ArrayNode added() {
    return added;
  }

  ListPlaces places() {
    return new ListPlaces(beforePlaces, afterPlaces);
  }

  private boolean isEqual(int i, int j) {
    return before.get(i).equals(after.get(j));
  }

  private boolean isEdited(int i, int j) {
    return ListPlaces.hasSameKey(list, before.get(i), after.get(j));
  }

  /**
   * What the rest of the lists costs, from each pair of indexes.
   *
   * @param start where the lists begin to differ
   */
  private int[][] costs(int start, int beforeEnd, int afterEnd) {
    int rows = beforeEnd - start;
    int columns = afterEnd - start;
    int[][] costs = new int[rows + 1][columns + 1];
    for (int i = rows; i >= 0; i--) {
      for (int j = columns; j >= 0; j--) {
        if (i == rows || j == columns) {
          costs[i][j] = ONE * (rows - i + columns - j);
        } else if (isEqual(start + i, start + j)) {
          costs[i][j] = costs[i + 1][j + 1];
        } else {
          int other = ONE + Math.min(costs[i + 1][j], costs[i][j + 1]);
          costs[i][j] =
              isEdited(start + i, start + j) ? Math.min(other, EDIT + costs[i + 1][j + 1]) : other;
        }
      }
    }
    return costs;
  }

  private void addEntries(int start, int beforeEnd, int afterEnd, int[][] costs) {
    Map<JsonNode, Integer> seenBefore = seen(before, start);
    Map<JsonNode, Integer> seenAfter = seen(after, start);
    int i = start;
    int j = start;
    while (i < beforeEnd || j < afterEnd) {
      boolean both = i < beforeEnd && j < afterEnd;
      int rest = costs[i - start][j - start];
      if (both && isEqual(i, j)) {
        occurrence(seenBefore, before.get(i++));
        occurrence(seenAfter, after.get(j++));
      } else if (both && isEdited(i, j) && rest == EDIT + costs[i - start + 1][j - start + 1]) {
        OptionalInt edited = OptionalInt.of(removed.size());
        remove(i++, seenBefore);
        add(j++, seenAfter, edited);
      } else if (i < beforeEnd && rest == ONE + costs[i - start + 1][j - start]) {
        remove(i++, seenBefore);
      } else {
        add(j++, seenAfter, OptionalInt.empty());
      }
    }
  }

  private static Map<JsonNode, Integer> seen(JsonNode list, int end) {
    Map<JsonNode, Integer> seen = new HashMap<>();
    for (int i = 0; i < end; i++) {
      occurrence(seen, list.get(i));
    }
    return seen;
  }

  private static int occurrence(Map<JsonNode, Integer> seen, JsonNode entry) {
    return seen.merge(ListPlaces.identity(entry), 1, Integer::sum) - 1;
  }

  private void remove(int index, Map<JsonNode, Integer> seen) {
    JsonNode entry = before.get(index);
    removed.add(entry);
    beforePlaces.add(new ListPlaces.Entry(index, occurrence(seen, entry), OptionalInt.empty(), 0));
  }

  private void add(int index, Map<JsonNode, Integer> seen, OptionalInt edited) {
    JsonNode entry = after.get(index);
    added.add(entry);
    int alike = edited.isPresent() ? 0 : alike(entry) - 1;
    afterPlaces.add(new ListPlaces.Entry(index, occurrence(seen, entry), edited, alike));
  }

  private int alike(JsonNode entry) {
    int count = 0;
    for (JsonNode other : after) {
      if (ListPlaces.hasSameKey(list, entry, other)) {
        count++;
      }
    }
    return count;
  }
}
