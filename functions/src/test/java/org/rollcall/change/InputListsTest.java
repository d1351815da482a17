package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;

class InputListsTest {

  private static List<String> errorsOf(String changes) {
    Faults faults = new Faults();
    ChangeKinds.read(
        Given.fields("{" + changes + "}", faults),
        CodeTables.of(
            Map.of(
                "NoteTypes", Map.of("GENERAL", "General"),
                "LibraryNoticesOptInDisplay", Map.of("Loans", "Loans", "Fines", "Fines"))));
    return Given.messages(faults);
  }

  static Stream<Arguments> faults() {
    String object = "must be an object in braces; write {\"text_contains\": \"x\"}";
    return Stream.of(
            "roles: {} => roles: must have add or remove",
            "blocks: {} => blocks: must have add or disable",
            "library_notices: {} => library_notices: must have opt_in or opt_out",
            "notes: {condition: 'ALWAYS'} => notes: must have add or remove",
            "notes: {remove: []} => notes.remove: must have at least one entry",
            "notes: {remove: null} => notes.remove: must not be null; leave the key out instead",
            "notes: {remove: {}} => notes.remove: must be a list in brackets",
            "notes: {remove: ['x']} => notes.remove[0]: " + object,
            "notes: {remove: [{}]} => notes.remove[0]: must have note_type, text_contains or created_before",
            "notes: {remove: [{text_contains: ' '}]} => notes.remove[0].text_contains: must not be blank",
            "notes: {remove: [{note_type: 'GENERL'}]} => notes.remove[0].note_type: codes/NoteTypes.json has no such code; it has: GENERAL",
            "notes: {add: [{note_text: 't'}]} => notes.add[0].note_type: is missing",
            "notes: {add: [{note_type: 'GENERAL'}]} => notes.add[0].note_text: is missing",
            "blocks: {disable: [{note_contains: 'n'}]} => blocks.disable[0]: must have block_description or block_type",
            "statistics: {remove: [{}]} => statistics.remove[0].statistic_category: is missing",
            "statistics: {add: [{statistic_category: 'A', segment_type: 'BOTH'}]} => statistics.add[0].segment_type: must be one of INTERNAL, EXTERNAL, BY_ACCOUNT_TYPE",
            "rs_libraries: {add: ['MAIN', ' ']} => rs_libraries.add[1]: must not be blank",
            "rs_libraries: {add: [5]} => rs_libraries.add[0]: must be text in quotes; write \"5\"",
            "rs_libraries: {add: ['a\\nb']} => rs_libraries.add[0]: must be on one line",
            "library_notices: {opt_in: ['Loan']} => library_notices.opt_in[0]: codes/LibraryNoticesOptInDisplay.json has no such code; it has: Loans, Fines")
        .map(line -> Arguments.of((Object[]) line.split(" => ")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void error_shouldBeReportedOnceWithPath(String changes, String fault) {
    assertThat(errorsOf(changes)).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rs_libraries: {add: ['MAIN', ' MAIN ']}",
        "library_notices: {opt_out: ['Loans', 'Loans']}",
        "notes: {add: [{note_type: 'GENERAL', note_text: 't'}, {note_type: 'GENERAL', note_text: 't', popup_note: true}]}",
        "notes: {remove: [{text_contains: 't'}, {text_contains: 't'}]}",
        "statistics: {remove: [{statistic_category: 'A'}, {statistic_category: 'A'}]}",
        "blocks: {disable: [{block_description: 'B'}, {block_description: 'B'}]}",
        "roles: {remove: [{role_type: '200', scope: 'A'}, {role_type: '200', scope: 'A'}]}"
      })
  void duplicateEntry_shouldBeAnError(String changes) {
    assertThat(errorsOf(changes)).singleElement().asString().endsWith("[1]: is listed twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes: {add: [{note_type: 'GENERAL', note_text: 't'}, {note_type: 'GENERAL', note_text: 'u'}]}",
        "notes: {remove: [{text_contains: 't'}, {text_contains: 'u'}]}",
        "statistics: {add: [{statistic_category: 'A'}, {statistic_category: 'B'}]}",
        "statistics: {remove: [{statistic_category: 'A'}, {statistic_category: 'B'}]}",
        "blocks: {add: [{block_description: 'A'}, {block_description: 'B'}]}",
        "blocks: {disable: [{block_description: 'A'}, {block_description: 'B'}]}",
        "roles: {remove: [{role_type: '200', scope: 'A'}, {role_type: '200', scope: 'B'}]}"
      })
  void differentEntries_shouldBeAccepted(String changes) {
    assertThat(errorsOf(changes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"021", "0", "-2", "2.0", "x", "1234567890"})
  void roleTypeThatIsNotAPlainNumber_shouldBeAnError(String type) {
    assertThat(errorsOf("roles: {add: [{role_type: '" + type + "'}]}"))
        .singleElement()
        .asString()
        .startsWith("roles.add[0].role_type: ");
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
            "rs_libraries: {add: ['MAIN'], remove: ['LAW', 'MAIN']} => rs_libraries.remove[1]: is also listed in add",
            "library_notices: {opt_in: ['Loans'], opt_out: ['Loans']} => library_notices.opt_out[0]: is also listed in opt_in")
        .map(line -> Arguments.of((Object[]) line.split(" => ")));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void codeInBothLists_shouldBeAnError(String changes, String fault) {
    assertThat(errorsOf(changes)).containsExactly(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes: {add: [{note_type: 'GENERAL', note_text: 't'}], remove: [{note_type: 'GENERAL', text_contains: 't'}]}",
        "statistics: {add: [{statistic_category: 'A'}], remove: [{statistic_category: 'A'}]}",
        "blocks: {add: [{block_description: 'B'}], disable: [{block_description: 'B'}]}",
        "roles: {add: [{role_type: '200'}], remove: [{role_type: '200'}]}"
      })
  void objectInBothLists_shouldBeAccepted(String changes) {
    assertThat(errorsOf(changes)).isEmpty();
  }

  @Test
  void pathsOfEntries_shouldCountInvalidEntries() {
    assertThat(errorsOf("rs_libraries: {add: [5, 'MAIN', 'MAIN']}"))
        .containsExactly(
            "rs_libraries.add[0]: must be text in quotes; write \"5\"",
            "rs_libraries.add[2]: is listed twice");
  }

  @Test
  void listOf101Entries_shouldBeAnError() {
    assertThat(errorsOf(libraries(100))).isEmpty();
    assertThat(errorsOf(libraries(101)))
        .containsExactly("rs_libraries.add: has 101 entries (limit: 100)");
  }

  private static String libraries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'L" + i + "'")
        .collect(Collectors.joining(", ", "rs_libraries: {add: [", "]}"));
  }

  @Test
  void textsThatAreTooLong_shouldBeAnError() {
    String note = "notes: {add: [{note_type: 'GENERAL', note_text: '%s'}]}";
    assertThat(errorsOf(note.formatted("n".repeat(2_000)))).isEmpty();
    assertThat(errorsOf(note.formatted("n".repeat(2_001))))
        .containsExactly("notes.add[0].note_text: must not be longer than 2000 characters");
    String statistic = "statistics: {add: [{statistic_category: 'A', statistic_note: '%s'}]}";
    assertThat(errorsOf(statistic.formatted("n".repeat(1_000)))).isEmpty();
    assertThat(errorsOf(statistic.formatted("n".repeat(1_001))))
        .containsExactly(
            "statistics.add[0].statistic_note: must not be longer than 1000 characters");
    assertThat(errorsOf("rs_libraries: {remove: ['" + "L".repeat(256) + "']}"))
        .containsExactly("rs_libraries.remove[0]: must not be longer than 255 characters");
  }
}
