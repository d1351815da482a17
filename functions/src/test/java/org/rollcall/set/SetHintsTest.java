package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.query.QueryTime;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Hints about lists whose IDs are not found. */
class SetHintsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final List<User> USERS =
      List.of(
          Given.user("{primary_id: '0001', user_identifier: [{id_type: 'BARCODE', value: '91'}]}"),
          Given.user("{primary_id: '0002', user_identifier: [{id_type: 'BARCODE', value: '092'}]}"),
          Given.user("{primary_id: 'x3', user_identifier: [{id_type: 'STAFF', value: '93'}]}"));

  private int scans;

  private List<String> hints(SetDefinition set) {
    QueryTime time = new QueryTime(Instant.EPOCH, LocalDate.EPOCH);
    Membership membership = Membership.of(set, USERS::forEach, time, MINUTE);
    Set<PrimaryId> existing = USERS.stream().map(User::primaryId).collect(Collectors.toSet());
    return SetHints.find(
        set,
        membership,
        ids -> ids.stream().filter(existing::contains).collect(Collectors.toSet()),
        consumer -> {
          scans++;
          USERS.forEach(consumer);
        },
        MINUTE);
  }

  private static Itemized list(String type, String... ids) {
    return new Itemized(Optional.of(type).filter(t -> !t.isEmpty()), List.of(ids), List.of());
  }

  @Test
  void idsThatLostTheirZeros_shouldBeCounted() {
    assertThat(hints(list("", "1", "2", "x3", "7")))
        .singleElement()
        .asString()
        .startsWith("set: 2 of 3 IDs that are not found would be found with leading zeros");
    assertThat(hints(list("BARCODE", "92")))
        .singleElement()
        .asString()
        .startsWith("set: 1 of 1 IDs");
  }

  @Test
  void idsOfAnotherKind_shouldBeNamed() {
    assertThat(hints(list("", "91", "092")))
        .containsExactly(
            "set: 2 of 2 IDs that are not found are identifiers of the type BARCODE. Name the column"
                + " BARCODE, or set \"id_type\": \"BARCODE\".");
    assertThat(hints(list("BARCODE", "x3", "0002")))
        .containsExactly(
            "set: 2 of 2 IDs that are not found are primary IDs. Name the column primary_id, or leave out \"id_type\".");
    assertThat(hints(list("BARCODE", "93", "no1", "no2"))).isEmpty();
  }

  @Test
  void listInACombinedSet_shouldGetItsHint() {
    Combined set =
        new Combined(List.of(list("", "x3")), List.of(list("", "91")), List.of(), List.of());

    assertThat(hints(set)).singleElement().asString().contains("type BARCODE");
  }

  @Test
  void listWhoseIdsAreMostlyFound_shouldNotReadAllUsers() {
    List<String> ids = new ArrayList<>(List.of("nobody"));
    IntStream.range(0, 99).forEach(i -> ids.add("x3"));

    assertThat(hints(new Itemized(Optional.empty(), ids, List.of()))).isEmpty();
    assertThat(hints(list("", "0001", "0002"))).isEmpty();
    assertThat(scans).isZero();
  }
}
