package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.UserEdit;
import org.rollcall.change.list.Addition;
import org.rollcall.change.list.InputLists;
import org.rollcall.change.list.Removal;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** The change {@code rs_libraries}, which adds and removes resource sharing libraries. */
final class LibrariesChange implements ChangeKind {

  @Override
  public String key() {
    return "rs_libraries";
  }

  @Override
  public String field() {
    return "rs_library";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields);
    List<Library> added = lists.codes("add", (place, code) -> Optional.of(new Library(code)));
    List<Library> removed = lists.codes("remove", (place, code) -> Optional.of(new Library(code)));
    return lists.edit(field(), removed, added);
  }

  /** A library that is added or removed. */
  private record Library(String code) implements Addition, Removal {

    @Override
    public List<Object> identity() {
      return List.of(code);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return CodedValue.code(entry.path("code")).filter(code::equals).isPresent();
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return matches(entry);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.set("code", CodedValue.of(code));
      return entry;
    }
  }
}
