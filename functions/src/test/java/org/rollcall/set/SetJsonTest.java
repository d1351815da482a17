package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.rollcall.Given.said;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.json.Faults;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserPredicate.Unanswerable;

class SetJsonTest {

  private static final String KEY = "sets/leavers.json";

  private static Optional<SetDefinition> read(byte[] content, Faults faults) {
    return SetJson.read(KEY, content, PrimaryId.of("MLibrarian"), faults);
  }

  private static SetDefinition read(String set) {
    Faults faults = new Faults();
    Optional<SetDefinition> read =
        read(Given.json(set).toString().getBytes(StandardCharsets.UTF_8), faults);
    assertThat(said(faults)).isEmpty();
    return read.orElseThrow();
  }

  private static List<String> faultsOf(String content) {
    Faults faults = new Faults();
    read(content.getBytes(StandardCharsets.UTF_8), faults);
    return said(faults);
  }

  @Test
  void itemizedSet_shouldBeItsMembersInOrder() {
    assertThat(
            read(
                "{type: 'ITEMIZED', name: 'Leavers', description: 'From the\\nregistrar',"
                    + " members: ['s2', '007', 's2']}"))
        .isEqualTo(SetDefinition.itemized(List.of("s2", "007", "s2"), List.of()));
    assertThat(read("{type: 'ITEMIZED', members: []}").ids()).isEmpty();
  }

  @Test
  void logicalSet_shouldBeItsQuestion() throws Unanswerable {
    SetDefinition set = read("{type: 'LOGICAL', query: \"user_group.value = 'UG'\"}");
    assertThat(set.ids()).isEmpty();
    assertThat(set.query().orElseThrow().test(Given.user("{user_group: {value: 'UG'}}"))).isTrue();
    assertThat(set.query().orElseThrow().test(Given.user("{user_group: {value: 'PG'}}"))).isFalse();
  }

  @Test
  void privateSet_shouldBeForItsOwnerWhateverTheCase() {
    assertThat(read("{type: 'ITEMIZED', members: ['s1'], private_to: 'mlibrarian'}").ids())
        .containsExactly("s1");
    assertThat(
            faultsOf("{\"type\": \"ITEMIZED\", \"members\": [\"s1\"], \"private_to\": \"other\"}"))
        .containsExactly(KEY + ": private_to: keeps this set to somebody else");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("{\"type\": \"ITEMIZED\"}", ": members: is missing"),
        arguments("{\"type\": \"LOGICAL\"}", ": query: is missing"),
        arguments("{\"members\": [\"s1\"]}", ": type: is missing"),
        arguments(
            "{\"type\": \"COMBINED\", \"all_of\": []}",
            ": type: must be one of ITEMIZED, LOGICAL."),
        arguments(
            "{\"type\": \"ITEMIZED\", \"members\": [1]}", ": members[0]: must be text in quotes"),
        arguments(
            "{\"type\": \"ITEMIZED\", \"members\": [], \"membres\": []}",
            ": membres: is not a key that is known here; the nearest that is: members"),
        arguments(
            "{\"type\": \"LOGICAL\", \"query\": \"true\", \"name\": 5}",
            ": name: must be text in quotes"),
        arguments("[]", ": must be an object, like {\"key\": \"value\"}"),
        arguments("{\n\"type\":\n", " line 3: is not JSON"),
        arguments("{} {}", " line 1: is not JSON"),
        arguments(
            "{\"type\": \"ITEMIZED\",\n \"members\": [\"a\"],\n \"members\": [\"b\"]}",
            " line 3: is not JSON"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_shouldBeNamedWithFileAndPlace(String set, String fault) {
    assertThat(faultsOf(set)).singleElement().asString().startsWith(KEY + fault);
  }
}
