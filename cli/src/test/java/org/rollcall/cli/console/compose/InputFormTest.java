package org.rollcall.cli.console.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.change.RandomChanges;
import org.rollcall.cli.console.compose.InputForm.Field;
import org.rollcall.code.CodeTables;
import org.rollcall.json.InputShape;
import org.rollcall.prepare.JobForm;

/** The form of an input shows its values, and alters only what a user alters. */
class InputFormTest {

  private static final CodeTables TABLES =
      CodeTables.of(
          Map.of(
              "UserGroups", Map.of("STUDENT", "Student", "GUEST", "Guest"),
              "LibraryNoticesOptInDisplay", Map.of("Fines", "Fines")));
  private static final InputShape SHAPE = JobForm.ofPreview(TABLES);

  private static InputForm form(String input) {
    return new InputForm(Given.object(input), SHAPE);
  }

  /** What a browser sends for a form in which nothing was changed. */
  private static Map<String, List<String>> sent(InputForm form) {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    for (Field field : form.fields()) {
      if (field.texts().isPresent()) {
        sent.put(InputForm.FIELD + field.path(), List.of(field.text().replace("\n", "\r\n")));
      }
    }
    return sent;
  }

  private static ObjectNode edited(String input, String path, String... values) {
    InputForm form = form(input);
    Map<String, List<String>> sent = new HashMap<>(sent(form));
    sent.put(InputForm.FIELD + path, List.of(values));
    return form.apply(sent);
  }

  private static Set<String> unshown(String input) {
    return form(input).unshown().keySet();
  }

  @Property
  void validInput_shouldBeShownCompletelyAndComeBackUnchanged(
      @ForAll(supplier = RandomChanges.class) String changes) {
    ObjectNode input = Given.object("{initiated_by: 'm', set: 's', notify: {type: 'X'}}");
    input.set("changes", Given.json(changes));
    InputForm form = new InputForm(input, SHAPE);

    assertThat(form.unshown()).isEmpty();
    assertThat(form.apply(sent(form))).isEqualTo(input);
  }

  /** All values of a valid input are typed into an empty form of the same structure. */
  @Property
  void typedInput_shouldBecomeTheSameInput(@ForAll(supplier = RandomChanges.class) String changes) {
    ObjectNode input = Given.object("{set: {query: 'true'}, limits: {max_users: 7}}");
    input.set("changes", Given.json(changes));
    InputForm filled = new InputForm(input, SHAPE);
    ObjectNode emptied = input.deepCopy();
    filled.fields().forEach(field -> JsonPlace.of(field.path()).take(emptied));

    assertThat(new InputForm(emptied, SHAPE).apply(sent(filled))).isEqualTo(input);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                         | set                              | {set: 'crew'}",
        "{set: {query: 'true'}}     | set                              | {set: 'crew'}",
        "{set: 'crew'}              | set.query                        | {set: {query: 'crew'}}",
        "{set: 'a', job_name: 'b'}  | job_name                         | {set: 'a', job_name: 'crew'}",
        "{changes: {status: {}}}    | changes.status.value             | {changes: {status: {value: 'crew'}}}",
        "{changes: {roles: {add: [{}, {}]}}} | changes.roles.add[1].scope | {changes: {roles: {add: [{}, {scope: 'crew'}]}}}",
        "{changes: {email: {}}}     | changes.email.replace_domain.to  | {changes: {email: {replace_domain: {to: 'crew'}}}}",
        "{changes: {blocks: {add: [{expiry_date: 'today'}]}}} | changes.blocks.add[0].expiry_date.from_today | {changes: {blocks: {add: [{expiry_date: {from_today: 'crew'}}]}}}",
      })
  void typedText_shouldBeSetAtItsPlace(String input, String path, String expected) {
    assertThat(edited(input, path, "crew")).isEqualTo(Given.json(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "limits.max_users, 40, 40",
    "limits.max_users, forty, \"forty\"",
    "limits.max_failures_percent, 2.5, 2.5",
    "limits.include_staff, true, true",
    "job_name, 40, \"40\"",
    "job_name, ' two ', \" two \"",
  })
  void text_shouldBecomeAValueOfTheType(String path, String text, String json) {
    assertThat(JsonPlace.of(path).get(edited("{}", path, text)).toString()).isEqualTo(json);
  }

  @Test
  void emptiedField_shouldRemoveItsKey() {
    assertThat(edited("{limits: {max_users: 4}, set: 's'}", "limits.max_users", ""))
        .isEqualTo(Given.json("{set: 's'}"));
    assertThat(edited("{changes: {status: {value: 'ACTIVE'}}}", "changes.status.value", ""))
        .isEqualTo(Given.json("{changes: {status: {}}}"));
    assertThat(edited("{set: {members: ['a']}}", "set.members", "")).isEqualTo(Given.json("{}"));
  }

  @Test
  void list_shouldHaveAnEntryForEachLineAndCheckedBox() {
    assertThat(edited("{set: {members: ['a']}}", "set.members", "b\r\n\r\n c \r\n"))
        .isEqualTo(Given.json("{set: {members: ['b', ' c ']}}"));
    assertThat(
            edited(
                "{changes: {library_notices: {}}}",
                "changes.library_notices.opt_in",
                "",
                "Fines",
                "Loans"))
        .isEqualTo(Given.json("{changes: {library_notices: {opt_in: ['Fines', 'Loans']}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limits: {max_users: '5'}}                     | limits.max_users",
        "{limits: {first: 5}}                           | limits.first",
        "{limits: []}                                   | limits",
        "{retry: 'some-job'}                            | retry",
        "{job_name: null}                               | job_name",
        "{job_name: ''}                                 | job_name",
        "{job_name: 'two\\nlines'}                      | job_name",
        "{set: ['a']}                                   | set",
        "{set: {members: ['a', 5]}}                     | set.members",
        "{set: {members: []}}                           | set.members",
        "{notify: {type: 'X', test_to: 'a@b.example'}}  | notify.test_to",
        "{changes: 5}                                   | changes",
        "{changes: {status: 'ACTIVE'}}                  | changes.status",
        "{changes: {colour: {value: 'red'}}}            | changes.colour",
        "{changes: {roles: {add: [5, {scope: {}}]}}}    | changes.roles.add[0]",
        "{changes: {notes: {add: [{note_text: 'a\\rb'}]}}} | changes.notes.add[0].note_text",
      })
  void whatTheFormCannotShow_shouldBeNamedAndStay(String input, String path) {
    String json = input.replace("\\n", "\\u000a").replace("\\r", "\\u000d");
    InputForm form = form(json);

    assertThat(unshown(json)).contains(path);
    assertThat(form.apply(sent(form))).isEqualTo(Given.json(json));
  }

  @Test
  void editOfAnotherField_shouldKeepWhatTheFormCannotShow() {
    assertThat(edited("{limits: {first: 5, max_users: 9}}", "limits.max_users", "8"))
        .isEqualTo(Given.json("{limits: {first: 5, max_users: 8}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"changes.status", "changes.roles.add[7].scope", "nothing", "f:", "set[0]"})
  void forgedField_shouldChangeNothing(String path) {
    String input = "{set: 's', changes: {status: {value: 'ACTIVE'}, roles: {add: [{}]}}}";

    assertThat(edited(input, path, "x")).isEqualTo(Given.json(input));
  }
}
