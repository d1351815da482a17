package org.rollcall.change.list;

import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;

/**
 * A change of a list in a user's record.
 *
 * @param field the field of the record that contains the list
 * @param additions reads an entry of {@code add}
 * @param removalKey the key of the removals, such as {@code remove}
 * @param removals reads an entry of the removals
 */
public record ListChange(
    String key,
    String field,
    EntryReader<Addition> additions,
    String removalKey,
    EntryReader<Removal> removals)
    implements ChangeKind {

  /**
   * Reads an entry of a list in the input. Returns empty, and adds all errors, if it is invalid.
   */
  public interface EntryReader<T> {
    Optional<T> read(Fields fields, CodeTables codes);
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields);
    List<Addition> added = lists.objects("add", entry -> additions.read(entry, codes));
    List<Removal> removed = lists.objects(removalKey, entry -> removals.read(entry, codes));
    return lists.edit(field, removed, added);
  }
}
