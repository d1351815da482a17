package org.rollcall.set;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;

/** The limits that all sets of a job share. */
class SetLimitsTest {

  private static final String TOO_MANY_IDS = "too many IDs (limit: 1000000 in all sets of a job)";

  private static String combined(String... names) {
    return Given.jsonText("{'type': 'COMBINED', 'any_of': ['" + String.join("', '", names) + "']}");
  }

  private static String[] names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }

  private static String table(int ids) {
    return IntStream.range(0, ids)
        .mapToObj(i -> "u" + i)
        .collect(joining("\n", "primary_id\n", ""));
  }

  private static String list(int ids) {
    return IntStream.range(0, ids)
        .mapToObj(i -> "\"u" + i + "\"")
        .collect(joining(",", "{\"type\": \"ITEMIZED\", \"members\": [", "]}"));
  }

  @Test
  void idsOfAllSets_shouldBeLimitedTogether() {
    SetFixture fixture =
        new SetFixture()
            .with("sets/a.csv", table(600_000))
            .with("sets/b.csv", table(400_000))
            .with("sets/c.json", list(400_000))
            .with("sets/d.json", list(400_001))
            .with("sets/e.csv", "primary_id\nu1\n")
            .with("sets/ab.json", combined("a", "b"))
            .with("sets/ac.json", combined("a", "c"))
            .with("sets/ad.json", combined("a", "d"))
            .with("sets/abe.json", combined("a", "b", "e"));

    assertThat(fixture.errorsOf("ab")).isEmpty();
    assertThat(fixture.errorsOf("ac")).isEmpty();
    assertThat(fixture.errorsOf("ad")).containsExactly("sets/d.json: members: " + TOO_MANY_IDS);
    assertThat(fixture.errorsOf("abe")).containsExactly("sets/e.csv: " + TOO_MANY_IDS);
  }

  @Test
  void setsOfAJob_shouldBeLimited() {
    SetFixture fixture = new SetFixture();
    for (String name : names("s", 98)) {
      fixture.with("sets/" + name + ".txt", "primary_id\n");
    }
    String[] some = names("s", 50);
    String[] others = IntStream.range(50, 98).mapToObj(i -> "s" + i).toArray(String[]::new);
    fixture
        .with("sets/some.json", combined(some))
        .with("sets/top.json", combined(others).replace("[", "[\"some\", "))
        .with("sets/over.json", combined("top"));

    assertThat(fixture.errorsOf("top")).isEmpty();
    assertThat(fixture.errorsOf("over"))
        .containsExactly(
            "sets/top.json: any_of[48]: too many nested sets (limit: 100 sets, 10 levels)");
  }

  @Test
  void setsInOneList_shouldBeLimited() {
    SetFixture fixture = new SetFixture();
    for (String name : names("s", 51)) {
      fixture.with("sets/" + name + ".txt", "primary_id\n");
    }
    fixture.with("sets/fits.json", combined(names("s", 50)));
    fixture.with("sets/over.json", combined(names("s", 51)));

    assertThat(fixture.errorsOf("fits")).isEmpty();
    assertThat(fixture.errorsOf("over"))
        .containsExactly("sets/over.json: any_of: must not name more than 50 sets");
  }

  @Test
  void bytesOfAllSets_shouldBeLimitedTogether() {
    String blankLines = "primary_id\n" + "\n".repeat(33 << 20);
    SetFixture fixture =
        new SetFixture()
            .with("sets/a.csv", blankLines)
            .with("sets/b.csv", blankLines)
            .with("sets/ab.json", combined("a", "b"));

    assertThat(fixture.errorsOf("ab"))
        .containsExactly("sets/b.csv: too large (limit: 64 MB for all sets of a job)");
  }
}
