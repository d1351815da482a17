package org.rollcall.change.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/**
 * The change {@code library_notices}: whether a user wants certain letters of the library. Both
 * choices are written, since each letter has its own default (Alma's table Library Notices Opt In).
 * See D-042.
 */
final class NoticesChange implements ChangeKind {

  private static final String TABLE = "LibraryNoticesOptInDisplay";

  @Override
  public String key() {
    return "library_notices";
  }

  @Override
  public String field() {
    return "library_notice";
  }

  @Override
  public Optional<UserEdit> read(Fields fields, Fields changes, CodeTables codes) {
    InputLists lists = new InputLists(fields);
    List<Choice> in =
        lists.codes(
            "opt_in",
            (place, code) ->
                codes.checkCode(fields, place, TABLE, code).map(coded -> new Choice(coded, true)));
    List<Choice> out =
        lists.codes(
            "opt_out",
            (place, code) ->
                codes.checkCode(fields, place, TABLE, code).map(coded -> new Choice(coded, false)));
    List<Choice> choices = Stream.concat(in.stream(), out.stream()).toList();
    return lists.edit(field(), choices, choices);
  }

  /**
   * A choice for a letter. It replaces all other choices for that letter, so that the record has no
   * contradictory ones.
   */
  private record Choice(ObjectNode letter, boolean wanted) implements Addition, Removal {

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
      return Optional.of(entry.deepCopy().put("value", text()));
    }

    private boolean isForLetter(ObjectNode entry) {
      return CodedValue.code(entry.path("code")).equals(CodedValue.code(letter));
    }

    private boolean hasSameValue(ObjectNode entry) {
      return entry.path("value").asText("").equalsIgnoreCase(text());
    }

    @Override
    public ObjectNode newEntry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.set("code", letter);
      return entry.put("value", text());
    }

    /** Alma writes the choice as text. */
    private String text() {
      return Boolean.toString(wanted);
    }
  }
}
