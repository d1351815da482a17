package org.rollcall.change.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.rollcall.change.UserEdit;
import org.rollcall.json.Fields;

/**
 * Reads the lists of one change, such as {@code add} and {@code remove}. There must be at least one
 * list, and a list must have 1 to {@value #MAX_ENTRIES} different entries. A code must not be in
 * two lists. An object may be in two lists, because a removal is a criterion. For example, an input
 * can remove all notes of a type except one.
 */
public final class InputLists {

  static final int MAX_ENTRIES = 100;

  /** Alma's maximum length of a code in characters. */
  private static final int MAX_CODE_LENGTH = 255;

  private final Fields fields;
  private final List<String> keys = new ArrayList<>();

  /** The list in which each entry was found, by the entry's identity. */
  private final Map<List<Object>, String> listsByIdentity = new HashMap<>();

  public InputLists(Fields fields) {
    this.fields = fields;
  }

  /** Reads a list of objects. */
  <T extends ListEntry> List<T> objects(String key, Function<Fields, Optional<T>> reader) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    for (Fields object : fields.objects(key)) {
      Optional<T> entry = reader.apply(object);
      object.rejectUnknownKeys();
      if (entry.isPresent()) {
        List<Object> identityInList = List.of(key, entry.get().identity());
        if (listsByIdentity.putIfAbsent(identityInList, key) != null) {
          object.fault(ListError.DUPLICATE_LIST_ENTRY);
        }
        entries.add(entry.get());
      }
    }
    return entries;
  }

  /**
   * Reads a list of codes.
   *
   * @param reader reads an entry from its key, such as {@code add[0]}, and the code
   */
  public <T extends ListEntry> List<T> codes(
      String key, BiFunction<String, String, Optional<T>> reader) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    for (Map.Entry<String, String> code : fields.lines(key, MAX_CODE_LENGTH).entrySet()) {
      Optional<T> entry = reader.apply(code.getKey(), code.getValue());
      if (entry.isPresent()) {
        checkCode(key, code.getKey(), entry.get());
        entries.add(entry.get());
      }
    }
    return entries;
  }

  private void checkCode(String list, String entryKey, ListEntry entry) {
    String otherList = listsByIdentity.putIfAbsent(entry.identity(), list);
    if (list.equals(otherList)) {
      fields.fault(entryKey, ListError.DUPLICATE_LIST_ENTRY);
    } else if (otherList != null) {
      fields.fault(entryKey, ListError.CONTRADICTORY_LIST_ENTRY, otherList);
    }
  }

  private void checkLength(String key) {
    keys.add(key);
    fields
        .length(key)
        .ifPresent(
            length -> {
              if (length == 0) {
                fields.fault(key, ListError.EMPTY_LIST);
              } else if (length > MAX_ENTRIES) {
                fields.fault(key, ListError.TOO_MANY_LIST_ENTRIES, length, MAX_ENTRIES);
              }
            });
  }

  /** Creates the edit from the lists. Adds an error if the input has none of the lists. */
  public Optional<UserEdit> edit(
      String field, List<? extends Removal> removals, List<? extends Addition> additions) {
    if (keys.stream().noneMatch(fields::has)) {
      fields.fault(ListError.NO_LIST, String.join(" or ", keys));
    }
    return Optional.of(new ListEdit(field, removals, additions));
  }
}
