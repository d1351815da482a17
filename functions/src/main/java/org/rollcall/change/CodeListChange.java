package org.rollcall.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.change.ListEdit.Addition;
import org.rollcall.change.ListEdit.Removal;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.Json;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** Changes of lists whose entries have a code. */
final class CodeListChange {

  /** {@code rs_libraries}, which adds and removes resource sharing libraries. */
  static final ChangeKind LIBRARIES =
      new ChangeKind(
          "rs_libraries", ChangeKind.locationOf("rs_library"), CodeListChange::readLibraries);

  /**
   * {@code library_notices}: whether a user wants certain letters of the library. Both choices are
   * written, since each letter has its own default (Alma's table Library Notices Opt In). See
   * D-042.
   */
  static final ChangeKind NOTICES =
      new ChangeKind(
          "library_notices", ChangeKind.locationOf("library_notice"), CodeListChange::readNotices);

  private static final String NOTICE_TABLE = "LibraryNoticesOptInDisplay";

  private CodeListChange() {}

  private static Optional<UserEdit> readLibraries(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields, codes);
    List<CodedEntry> added = lists.codes("add", (place, code) -> library(code));
    List<CodedEntry> removed = lists.codes("remove", (place, code) -> library(code));
    return lists.edit("rs_library", removed, added);
  }

  private static Optional<CodedEntry> library(String code) {
    return Optional.of(new CodedEntry(CodedValue.of(code), Optional.empty()));
  }

  private static Optional<UserEdit> readNotices(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields, codes);
    List<CodedEntry> in =
        lists.codes("opt_in", (place, code) -> choice(fields, place, codes, code, "true"));
    List<CodedEntry> out =
        lists.codes("opt_out", (place, code) -> choice(fields, place, codes, code, "false"));
    List.of("opt_in", "opt_out")
        .forEach(key -> fields.describe(key + "[]", value -> value.fromTable(NOTICE_TABLE)));
    List<CodedEntry> choices = Stream.concat(in.stream(), out.stream()).toList();
    return lists.edit("library_notice", choices, choices);
  }

  private static Optional<CodedEntry> choice(
      Fields fields, String place, CodeTables codes, String code, String value) {
    return codes
        .checkCode(fields, place, NOTICE_TABLE, code)
        .map(letter -> new CodedEntry(letter, Optional.of(value)));
  }

  /**
   * An entry that is added or removed. A choice for a letter replaces all other choices for that
   * letter, so that the record has no contradictory ones.
   *
   * @param value the choice for a letter, which Alma writes as text; empty for a library
   */
  private record CodedEntry(ObjectNode code, Optional<String> value) implements Addition, Removal {

    @Override
    public List<Object> identity() {
      return List.of(CodedValue.code(code));
    }

    private boolean hasCode(ObjectNode entry) {
      return CodedValue.code(entry.path("code")).equals(CodedValue.code(code));
    }

    private boolean hasValue(ObjectNode entry) {
      return value.filter(entry.path("value").asText("")::equalsIgnoreCase).isPresent();
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return hasCode(entry) && (value.isEmpty() || hasValue(entry));
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return hasCode(entry) && !hasValue(entry);
    }

    @Override
    public Optional<ObjectNode> replacement(ObjectNode entry) {
      return value.map(choice -> entry.deepCopy().put("value", choice));
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.set("code", code);
      value.ifPresent(choice -> entry.put("value", choice));
      return entry;
    }
  }
}
