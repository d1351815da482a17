package org.rollcall.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.rollcall.change.ListEdit.Addition;
import org.rollcall.change.ListEdit.Entry;
import org.rollcall.change.ListEdit.Removal;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;

/**
 * Reads the lists of one change, such as {@code add} and {@code remove}. There must be at least one
 * list, and a list must have 1 to {@value #MAX_ENTRIES} different entries. A code must not be in
 * two lists. An object may be in two lists, because a removal is a criterion. For example, an input
 * can remove all notes of a type except one.
 */
final class InputLists {

  private static final int MAX_ENTRIES = 100;

  private final Fields fields;
  private final CodeTables codes;
  private final List<String> keys = new ArrayList<>();

  /** The list in which each entry was found, by the entry's identity. */
  private final Map<List<Object>, String> listsByIdentity = new HashMap<>();

  InputLists(Fields fields, CodeTables codes) {
    this.fields = fields;
    this.codes = codes;
  }

  /** Reads an object in a list; returns empty, and adds all errors, if it is invalid. */
  @FunctionalInterface
  interface ObjectReader<T> {
    Optional<T> read(Fields fields, CodeTables codes);
  }

  /**
   * A change of a list of objects in a user's record.
   *
   * @param field the field of the record that contains the list
   * @param additions reads an entry of {@code add}
   * @param removalKey the key of the removals, such as {@code remove}
   * @param removals reads an entry of the removals
   */
  static ChangeKind kind(
      String key,
      String field,
      ObjectReader<Addition> additions,
      String removalKey,
      ObjectReader<Removal> removals) {
    return new ChangeKind(
        key,
        ChangeKind.locationOf(field),
        (fields, changes, codes) -> {
          InputLists lists = new InputLists(fields, codes);
          List<Addition> added = lists.objects("add", additions);
          return lists.edit(field, lists.objects(removalKey, removals), added);
        });
  }

  private <T extends Entry> List<T> objects(String key, ObjectReader<T> reader) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    fields
        .objects(key, object -> read(object, reader))
        .forEach(
            (entryKey, entry) -> {
              if (listsByIdentity.putIfAbsent(List.of(key, entry.identity()), key) != null) {
                fields.fault(entryKey, ChangeError.DUPLICATE_LIST_ENTRY);
              }
              entries.add(entry);
            });
    return entries;
  }

  private <T> Optional<T> read(Fields object, ObjectReader<T> reader) {
    Optional<T> entry = reader.read(object, codes);
    object.rejectUnknownKeys();
    return entry;
  }

  /**
   * Reads a list of codes.
   *
   * @param reader reads an entry from its key, such as {@code add[0]}, and the code
   */
  <T extends Entry> List<T> codes(String key, BiFunction<String, String, Optional<T>> reader) {
    checkLength(key);
    List<T> entries = new ArrayList<>();
    fields
        .lines(key, ChangeKinds.MAX_CODE_LENGTH)
        .forEach(
            (entryKey, code) ->
                reader
                    .apply(entryKey, code)
                    .ifPresent(
                        entry -> {
                          checkCode(key, entryKey, entry);
                          entries.add(entry);
                        }));
    return entries;
  }

  private void checkCode(String list, String entryKey, Entry entry) {
    String otherList = listsByIdentity.putIfAbsent(entry.identity(), list);
    if (list.equals(otherList)) {
      fields.fault(entryKey, ChangeError.DUPLICATE_LIST_ENTRY);
    } else if (otherList != null) {
      fields.fault(entryKey, ChangeError.CONTRADICTORY_LIST_ENTRY, otherList);
    }
  }

  private void checkLength(String key) {
    keys.add(key);
    fields
        .length(key)
        .ifPresent(
            length -> {
              if (length == 0) {
                fields.fault(key, ChangeError.EMPTY_LIST);
              } else if (length > MAX_ENTRIES) {
                fields.fault(key, ChangeError.TOO_MANY_LIST_ENTRIES, length, MAX_ENTRIES);
              }
            });
  }

  /** Creates the edit from the lists. Adds an error if the input has none of the lists. */
  Optional<UserEdit> edit(
      String field, List<? extends Removal> removals, List<? extends Addition> additions) {
    if (keys.stream().noneMatch(fields::has)) {
      fields.fault(ChangeError.NO_LIST, String.join(" or ", keys));
    }
    return Optional.of(new ListEdit(field, removals, additions));
  }
}
