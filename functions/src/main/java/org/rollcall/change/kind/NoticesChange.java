package org.rollcall.change.kind;

import static java.util.Objects.requireNonNull;

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
 * {@code library_notices}: notes for users which letters of the library they want and which they do
 * not. Both are written down, since what goes for a user who has chosen neither is each letter's
 * own default (Alma's table Library Notices Opt In).
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
                codes.checked(fields, place, TABLE, code).map(coded -> new Choice(coded, true)));
    List<Choice> out =
        lists.codes(
            "opt_out",
            (place, code) ->
                codes.checked(fields, place, TABLE, code).map(coded -> new Choice(coded, false)));
    List<Choice> choices = Stream.concat(in.stream(), out.stream()).toList();
    return lists.edit(field(), choices, choices);
  }

  /**
   * Whether a letter is wanted. It takes the place of every other choice for that letter: one that
   * stayed beside it would still speak for the user.
   */
  private record Choice(ObjectNode letter, boolean wanted) implements Addition, Removal {

    Choice {
      requireNonNull(letter, "letter is null");
    }

    @Override
    public List<Object> subject() {
      return List.of(CodedValue.code(letter));
    }

    @Override
    public boolean is(ObjectNode entry, ChangeContext context) {
      return isForLetter(entry) && says(entry);
    }

    @Override
    public boolean matches(ObjectNode entry) {
      return isForLetter(entry) && !says(entry);
    }

    @Override
    public Optional<ObjectNode> rest(ObjectNode entry) {
      return Optional.of(entry.deepCopy().put("value", text()));
    }

    private boolean isForLetter(ObjectNode entry) {
      return CodedValue.code(entry.path("code")).equals(CodedValue.code(letter));
    }

    private boolean says(ObjectNode entry) {
      return entry.path("value").asText("").equalsIgnoreCase(text());
    }

    @Override
    public ObjectNode entry(User user, ChangeContext context) {
      ObjectNode entry = Json.MAPPER.createObjectNode();
      entry.set("code", letter);
      return entry.put("value", text());
    }

    /** Alma has it as text. */
    private String text() {
      return Boolean.toString(wanted);
    }
  }
}
