package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;

class SetRepositoryTest {

  private static String combined(String parts) {
    return ("{'type': 'COMBINED', " + parts + "}").replace('\'', '"');
  }

  @Test
  void combinedSet_shouldBeMadeOfSetsOfEveryKind() {
    Reader reader =
        new Reader()
            .with("sets/a.csv", "primary_id,remark\ns1,x\n")
            .with("sets/b.json", "{\"type\": \"LOGICAL\", \"query\": \"true\"}")
            .with("sets/c.json", combined("'any_of': ['a', 'd']"))
            .with("sets/d.txt", "BARCODE\n0042\n")
            .with(
                "sets/top.json",
                combined("'all_of': ['a', 'b'], 'any_of': ['c'], 'none_of': ['d']"));
    Combined top = (Combined) reader.read("top");
    assertThat(top.allOf()).hasExactlyElementsOfTypes(Itemized.class, Logical.class);
    assertThat(top.anyOf()).hasExactlyElementsOfTypes(Combined.class);
    assertThat(top.noneOf())
        .containsExactly(new Itemized(Optional.of("BARCODE"), List.of("0042"), List.of()));
    assertThat(top.ignored()).containsExactly("in a: column remark");
    assertThat(reader.s3().gets()).as("each object is read once").isEqualTo(5);
  }

  @Test
  void missingSet_shouldBeAFaultWhereItIsNamed() {
    assertThat(
            new Reader()
                .with("sets/students.csv", "primary_id\n")
                .with(
                    "sets/x.json",
                    combined("'all_of': ['students', 'studnets'], 'none_of': ['../a']"))
                .faultsOf("x"))
        .containsExactly(
            "sets/x.json: all_of[1]: names no set: there is no sets/studnets.csv or"
                + " sets/studnets.txt or sets/studnets.xlsx or sets/studnets.json. Did you mean"
                + " \"students\"?",
            "sets/x.json: none_of[0]: is not a set's name: no slashes, and no dot at its start");
  }

  @Test
  void circle_shouldBeAFaultThatShowsIt() {
    assertThat(
            new Reader()
                .with("sets/top.json", combined("'all_of': ['a']"))
                .with("sets/a.json", combined("'any_of': ['b']"))
                .with("sets/b.json", combined("'none_of': ['a'], 'all_of': ['b']"))
                .faultsOf("top"))
        .containsExactly(
            "sets/b.json: all_of[0]: goes round in a circle: b -> b",
            "sets/b.json: none_of[0]: goes round in a circle: a -> b -> a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'name': 'x'", "'none_of': ['a']"})
  void combinedSetOfNothing_shouldBeAFault(String parts) {
    assertThat(
            new Reader()
                .with("sets/a.txt", "USERNAME\n")
                .with("sets/x.json", combined(parts))
                .faultsOf("x"))
        .containsExactly(
            "sets/x.json: all_of: is missing: a combined set has all_of, or any_of, or both");
  }

  @Test
  void emptyListOfSets_shouldBeAFault() {
    assertThat(
            new Reader().with("sets/x.json", combined("'all_of': [], 'any_of': []")).faultsOf("x"))
        .containsExactly(
            "sets/x.json: all_of: must name at least one set, or be left out",
            "sets/x.json: any_of: must name at least one set, or be left out");
  }

  @Test
  void setThatIsPrivateToSomebodyElse_shouldNotBeUsedThroughAnother() {
    String hidden = "{\"type\": \"ITEMIZED\", \"members\": [], \"private_to\": \"other\"}";
    assertThat(
            new Reader()
                .with("sets/mine.json", hidden)
                .with("sets/x.json", combined("'all_of': ['mine', 'mine']"))
                .faultsOf("x"))
        .containsExactly("sets/mine.json: private_to: keeps this set to somebody else");
  }

  @Test
  void setsThatGoTooDeep_shouldBeAFault() {
    Reader reader = new Reader();
    for (int i = 0; i < 12; i++) {
      reader.with("sets/s" + i + ".json", combined("'all_of': ['s" + (i + 1) + "']"));
    }
    assertThat(reader.faultsOf("s0"))
        .containsExactly(
            "sets/s9.json: all_of[0]: is one set too many: a set may be made of 100 others, 10 deep");
  }

  @Test
  void setsThatNameEachOtherOverAndOver_shouldBeReadInNoTime() {
    Reader reader = new Reader().with("sets/s9.txt", "primary_id\na\n");
    for (int i = 0; i < 9; i++) {
      List<String> names = new ArrayList<>(Collections.nCopies(50, "'s" + (i + 1) + "'"));
      reader.with("sets/s" + i + ".json", combined("'any_of': " + names));
    }
    SetDefinition set = reader.read("s0");
    Membership membership =
        Membership.of(set, consumer -> {}, Instant.EPOCH, Duration.ofMinutes(1));
    assertThat(membership.size()).isEqualTo(1);
  }

  @Test
  void twoObjectsOfOneName_shouldBeAFault() {
    assertThat(
            new Reader()
                .with("sets/a.csv", "")
                .with("sets/a.XLSX", "")
                .with("sets/b.csv", "")
                .faultsOf("a"))
        .containsExactly("set: names several sets, sets/a.XLSX and sets/a.csv: remove all but one");
  }

  @Test
  void setThatIsTooLarge_shouldBeAFaultAndNotRead() {
    byte[] json = new byte[(16 << 20) + 1];
    byte[] table = new byte[(64 << 20) + 1];
    Reader reader = new Reader().with("sets/j.json", json).with("sets/t.csv", table);
    assertThat(reader.faultsOf("j"))
        .containsExactly(
            "sets/j.json: is too large: a set may have 16 MB as JSON; make it a .csv file");
    assertThat(reader.faultsOf("t"))
        .containsExactly("sets/t.csv: is too large: a job's sets may have 64 MB together");
  }

  @Test
  void inlineMembers_shouldBeOfTheTypeTheyName() {
    Faults faults = new Faults();
    assertThat(
            new Reader()
                .read(new SetSource.Inline(List.of("0042"), Optional.of("barcode")), faults))
        .contains(new Itemized(Optional.of("BARCODE"), List.of("0042"), List.of()));
    assertThat(faults.isEmpty()).isTrue();
    new Reader().read(new SetSource.Inline(List.of("1"), Optional.of("shoe size")), faults);
    assertThat(faults.found()).extracting("path").containsExactly("set.id_type");
  }
}
