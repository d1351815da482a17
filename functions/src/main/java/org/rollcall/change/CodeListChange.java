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

  private CodeListChange() {}

  private static Optional<UserEdit> readLibraries(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields, codes);
    List<Library> added = lists.codes("add", (place, code) -> Optional.of(new Library(code)));
    List<Library> removed = lists.codes("remove", (place, code) -> Optional.of(new Library(code)));
    return lists.edit("rs_library", removed, added);
  }

  private static Optional<UserEdit> readNotices(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields, codes);
    List<Choice> in =
        lists.codes("opt_in", (place, code) -> choice(fields, place, codes, code, true));
    List<Choice> out =
        lists.codes("opt_out", (place, code) -> choice(fields, place, codes, code, false));
    List<Choice> choices = Stream.concat(in.stream(), out.stream()).toList();
    return lists.edit("library_notice", choices, choices);
  }

  private static Optional<Choice> choice(
      Fields fields, String place, CodeTables codes, String code, boolean isWanted) {
    return codes
        .checkCode(fields, place, "LibraryNoticesOptInDisplay", code)
        .map(letter -> new Choice(letter, Boolean.toString(isWanted)));
  }

  private static boolean hasCode(ObjectNode entry, Optional<String> code) {
    return CodedValue.code(entry.path("code")).equals(code);
  }

  private static ObjectNode newEntry(ObjectNode code) {
    return Json.MAPPER.createObjectNode().set("code", code);
  }

  /** A library that is added or removed. */
  private record Library(String code) implements Addition, Removal {

    @Override
    public List<Object> identity() {
      return List.of(code);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return hasCode(entry, Optional.of(code));
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return matches(entry);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      return CodeListChange.newEntry(CodedValue.of(code));
    }
  }

  /**
   * A choice for a letter. It replaces all other choices for that letter, so that the record has no
   * contradictory ones.
   *
   * @param value {@code true} or {@code false}, which Alma writes as text
   */
  private record Choice(ObjectNode letter, String value) implements Addition, Removal {

    @Override
    public List<Object> identity() {
      return List.of(CodedValue.code(letter));
    }

    @Override
    public boolean isSameAs(ObjectNode entry, ChangeContext context) {
      return isForLetter(entry) && hasSameValue(entry);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return isForLetter(entry) && !hasSameValue(entry);
    }

    @Override
    public Optional<ObjectNode> replacement(ObjectNode entry) {
      return Optional.of(entry.deepCopy().put("value", value));
    }

    private boolean isForLetter(ObjectNode entry) {
      return hasCode(entry, CodedValue.code(letter));
    }

    private boolean hasSameValue(ObjectNode entry) {
      return entry.path("value").asText("").equalsIgnoreCase(value);
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      return CodeListChange.newEntry(letter).put("value", value);
    }
  }
}
