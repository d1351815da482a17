package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;

class SetReaderTest {

  private static String combined(String parts) {
    return Given.jsonText("{'type': 'COMBINED', " + parts + "}");
  }

  @Test
  void combinedSet_shouldCombineSetsOfEveryKind() {
    SetFixture fixture =
        new SetFixture()
            .with("sets/a.csv", "primary_id,remark\ns1,x\n")
            .with("sets/b.json", "{\"type\": \"LOGICAL\", \"query\": \"true\"}")
            .with("sets/c.json", combined("'any_of': ['a', 'd']"))
            .with("sets/d.txt", "BARCODE\n0042\n")
            .with(
                "sets/top.json",
                combined("'all_of': ['a', 'b'], 'any_of': ['c'], 'none_of': ['d']"));
    Combined top = (Combined) fixture.read("top");
    assertThat(top.allOf()).hasExactlyElementsOfTypes(Itemized.class, Logical.class);
    assertThat(top.anyOf()).hasExactlyElementsOfTypes(Combined.class);
    assertThat(top.noneOf())
        .containsExactly(new Itemized(Optional.of("BARCODE"), List.of("0042"), List.of()));
    assertThat(top.ignored()).containsExactly("in a: column remark");
    assertThat(fixture.s3().getCount()).as("each object is read once").isEqualTo(5);
  }

  @Test
  void missingSet_shouldBeAnErrorAtThePathThatNamesIt() {
    assertThat(
            new SetFixture()
                .with("sets/students.csv", "primary_id\n")
                .with(
                    "sets/x.json",
                    combined("'all_of': ['students', 'studnets'], 'none_of': ['../a']"))
                .errorsOf("x"))
        .containsExactly(
            "sets/x.json: all_of[1]: no such set: no object sets/studnets.csv, .txt, .xlsx or .json;"
                + " did you mean \"students\"?",
            "sets/x.json: none_of[0]: not a valid set name: no slashes, and no dot at the start");
  }

  @Test
  void circularReference_shouldBeAnErrorThatShowsTheSets() {
    assertThat(
            new SetFixture()
                .with("sets/top.json", combined("'all_of': ['a']"))
                .with("sets/a.json", combined("'any_of': ['b']"))
                .with("sets/b.json", combined("'none_of': ['a'], 'all_of': ['b']"))
                .errorsOf("top"))
        .containsExactly(
            "sets/b.json: all_of[0]: circular reference: b -> b",
            "sets/b.json: none_of[0]: circular reference: a -> b -> a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'name': 'x'", "'none_of': ['a']"})
  void combinedSet_withoutAllOfAndAnyOf_shouldBeAnError(String parts) {
    assertThat(
            new SetFixture()
                .with("sets/a.txt", "USERNAME\n")
                .with("sets/x.json", combined(parts))
                .errorsOf("x"))
        .containsExactly(
            "sets/x.json: all_of: is missing: a combined set has all_of, any_of or both");
  }

  @Test
  void emptyListOfSets_shouldBeAnError() {
    assertThat(
            new SetFixture()
                .with("sets/x.json", combined("'all_of': [], 'any_of': []"))
                .errorsOf("x"))
        .containsExactly(
            "sets/x.json: all_of: must name at least one set; leave the key out instead",
            "sets/x.json: any_of: must name at least one set; leave the key out instead");
  }

  @Test
  void privateSetOfAnotherUser_shouldNotBeUsableInACombinedSet() {
    String hidden = "{\"type\": \"ITEMIZED\", \"members\": [], \"private_to\": \"other\"}";
    assertThat(
            new SetFixture()
                .with("sets/mine.json", hidden)
                .with("sets/x.json", combined("'all_of': ['mine', 'mine']"))
                .errorsOf("x"))
        .containsExactly("sets/mine.json: private_to: this set is private to another user");
  }

  @Test
  void sets_nestedTooDeeply_shouldBeAnError() {
    SetFixture fixture = new SetFixture();
    for (int i = 0; i < 12; i++) {
      fixture.with("sets/s" + i + ".json", combined("'all_of': ['s" + (i + 1) + "']"));
    }
    assertThat(fixture.errorsOf("s0"))
        .containsExactly(
            "sets/s9.json: all_of[0]: too many nested sets (limit: 100 sets, 10 levels)");
  }

  @Test
  void sets_namedManyTimes_shouldBeReadOnce() {
    SetFixture fixture = new SetFixture().with("sets/s9.txt", "primary_id\na\n");
    for (int i = 0; i < 9; i++) {
      List<String> names = new ArrayList<>(Collections.nCopies(50, "'s" + (i + 1) + "'"));
      fixture.with("sets/s" + i + ".json", combined("'any_of': " + names));
    }
    SetDefinition set = fixture.read("s0");
    Membership membership = Membership.of(set, consumer -> {}, Given.TIME, Duration.ofMinutes(1));
    assertThat(membership.size()).isEqualTo(1);
  }

  @Test
  void twoObjectsWithOneName_shouldBeAnError() {
    assertThat(
            new SetFixture()
                .with("sets/a.csv", "")
                .with("sets/a.XLSX", "")
                .with("sets/b.csv", "")
                .errorsOf("a"))
        .containsExactly(
            "set: several objects have this name: sets/a.XLSX and sets/a.csv; delete all but one");
  }

  @Test
  void set_thatIsTooLarge_shouldBeAnErrorAndNotBeRead() {
    byte[] json = new byte[(16 << 20) + 1];
    byte[] table = new byte[(64 << 20) + 1];
    SetFixture fixture = new SetFixture().with("sets/j.json", json).with("sets/t.csv", table);
    assertThat(fixture.errorsOf("j"))
        .containsExactly(
            "sets/j.json: too large (limit: 16 MB for a set in JSON); save the list as .csv");
    assertThat(fixture.errorsOf("t"))
        .containsExactly("sets/t.csv: too large (limit: 64 MB for all sets of a job)");
  }

  @Test
  void inlineMembers_shouldHaveTheGivenIdType() {
    Faults faults = new Faults();
    assertThat(
            new SetFixture()
                .read(new SetSource.Inline(List.of("0042"), Optional.of("barcode")), faults))
        .contains(new Itemized(Optional.of("BARCODE"), List.of("0042"), List.of()));
    assertThat(faults.isEmpty()).isTrue();
    new SetFixture().read(new SetSource.Inline(List.of("1"), Optional.of("shoe size")), faults);
    assertThat(faults.found()).extracting("path").containsExactly("set.id_type");
  }
}
