package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.query.QueryException;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;

class SetJsonTest {

  private static final String KEY = "sets/leavers.json";

  private static SetDefinition read(String set) {
    return new SetFixture().with(KEY, Given.json(set).toString()).read("leavers");
  }

  private static List<String> errorsOf(String content) {
    return new SetFixture().with(KEY, content).errorsOf("leavers");
  }

  @Test
  void itemizedSet_shouldHaveItsMembersInOrder() {
    assertThat(
            read(
                "{type: 'ITEMIZED', name: 'Leavers', description: 'From the\\nregistrar',"
                    + " members: ['s2', '007', 's2']}"))
        .isEqualTo(new Itemized(Optional.empty(), List.of("s2", "007", "s2"), List.of()));
    assertThat(read("{type: 'ITEMIZED', members: []}"))
        .isEqualTo(new Itemized(Optional.empty(), List.of(), List.of()));
  }

  @Test
  void itemizedSet_withIdType_shouldListIdentifiersOfThisType() {
    assertThat(read("{type: 'ITEMIZED', id_type: 'Barcode', members: ['0042']}"))
        .isEqualTo(new Itemized(Optional.of("BARCODE"), List.of("0042"), List.of()));
    assertThat(read("{type: 'ITEMIZED', id_type: 'primary_id', members: ['s1']}"))
        .isEqualTo(new Itemized(Optional.empty(), List.of("s1"), List.of()));
  }

  @Test
  void logicalSet_shouldHaveItsQuery() throws QueryException {
    var set = (Logical) read("{type: 'LOGICAL', query: \"user_group.value = 'UG'\"}");
    assertThat(set.query().test(Given.user("{user_group: {value: 'UG'}}"), Given.TIME)).isTrue();
    assertThat(set.query().test(Given.user("{user_group: {value: 'PG'}}"), Given.TIME)).isFalse();
  }

  @Test
  void privateSet_shouldBeUsableByItsOwnerRegardlessOfCase() {
    assertThat(read("{type: 'ITEMIZED', members: ['s1'], private_to: 'mlibrarian'}"))
        .isEqualTo(new Itemized(Optional.empty(), List.of("s1"), List.of()));
    assertThat(
            errorsOf("{\"type\": \"ITEMIZED\", \"members\": [\"s1\"], \"private_to\": \"other\"}"))
        .containsExactly(KEY + ": private_to: this set is private to another user");
  }

  @Test
  void membersOfAJob_shouldBeListed_unlessItsSetIsPrivateToAnother() {
    assertThat(read("{type: 'JOB', name: 'Failed', job: 'a-job', members: 'FAILED'}"))
        .isEqualTo(new Itemized(Optional.empty(), List.of("s1"), List.of()));
    assertThat(errorsOf("{\"type\": \"JOB\", \"job\": \"private-job\", \"members\": \"ALL\"}"))
        .containsExactly(KEY + ": job: the set of this job is private to another user");
  }

  static Stream<Arguments> invalidSets() {
    return Stream.of(
        arguments("{\"type\": \"ITEMIZED\"}", ": members: is missing"),
        arguments("{\"type\": \"LOGICAL\"}", ": query: is missing"),
        arguments("{\"members\": [\"s1\"]}", ": type: is missing"),
        arguments(
            "{\"type\": \"SUM\", \"all_of\": []}",
            ": type: must be one of ITEMIZED, LOGICAL, COMBINED, JOB"),
        arguments("{\"type\": \"JOB\", \"members\": \"ALL\"}", ": job: is missing"),
        arguments("{\"type\": \"JOB\", \"job\": \"j\", \"members\": [\"s1\"]}", ": members: "),
        arguments(
            "{\"type\": \"JOB\", \"job\": \"j\", \"members\": \"OWING\"}",
            ": members: must be one of ALL, UPDATED"),
        arguments(
            "{\"type\": \"ITEMIZED\", \"id_type\": \"BARCOD\", \"members\": [\"1\"]}",
            ": id_type: unknown type of identifier; use a type such as BARCODE; did you mean"
                + " \"BARCODE\"?"),
        arguments(
            "{\"type\": \"ITEMIZED\", \"members\": [1]}", ": members[0]: must be text in quotes"),
        arguments(
            "{\"type\": \"ITEMIZED\", \"members\": [], \"membres\": []}",
            ": membres: unknown key; did you mean \"members\"?"),
        arguments(
            "{\"type\": \"LOGICAL\", \"query\": \"true\", \"name\": 5}",
            ": name: must be text in quotes"),
        arguments("[]", ": must be an object in braces"),
        arguments(
            "{\n\"type\":\n",
            " line 3, column 1: is not valid JSON: the value of the key \"type\" is missing"),
        arguments("{} {}", " line 1, column 4: is not valid JSON"),
        arguments(
            "{\"type\": \"ITEMIZED\",\n \"members\": [\"a\"],\n \"members\": [\"b\"]}",
            " line 3, column 11: is not valid JSON: the key \"members\" occurs twice"));
  }

  @ParameterizedTest
  @MethodSource("invalidSets")
  void error_shouldHaveKeyAndPath(String set, String error) {
    assertThat(errorsOf(set)).singleElement().asString().startsWith(KEY + error);
  }
}
