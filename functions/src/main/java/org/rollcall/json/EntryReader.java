package org.rollcall.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads the entries of lists.
 *
 * @param fields the fields with the lists
 * @param reader reads an entry from its path and its value
 */
record EntryReader<T>(Fields fields, BiFunction<String, JsonNode, Optional<T>> reader) {

  /**
   * Reads a list. Invalid entries are left out.
   *
   * @param isDescribing whether the reader only shows what it would read
   * @return the entries with their keys, such as {@code add[0]}
   */
  Map<String, T> read(String key, JsonNode list, boolean isDescribing) {
    Map<String, T> entries = new LinkedHashMap<>();
    if (isDescribing) {
      reader
          .apply(fields.pathOf(key + "[]"), list)
          .ifPresent(entry -> entries.put(key + "[]", entry));
    } else if (!list.isMissingNode() && !list.isArray()) {
      fields.fault(key, InputError.NOT_A_LIST, ShapeHint.forList(list));
    }
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      String entry = key + "[" + i + "]";
      reader.apply(fields.pathOf(entry), list.get(i)).ifPresent(value -> entries.put(entry, value));
    }
    return entries;
  }
}
