package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.set.SetDefinition.Combined;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.set.SetDefinition.Logical;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.UserPredicate;

class MembershipTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final List<User> USERS =
      List.of(
          user("Ada", "['BARCODE', '0042'], ['INST_ID', 'A1']", "UG"),
          user("bob", "['BARCODE', 'x7'], ['BARCODE', '0043']", "PG"),
          user("cy", "['BARCODE', '99', 'INACTIVE'], ['BARCODE', 'same']", "odd"),
          user("dee", "['barcode', 'SAME']", "UG"),
          Given.user("{primary_id: 'eve', user_identifier: 'broken', user_group: 7}"));

  private static User user(String id, String identifiers, String group) {
    var user = Given.object("{primary_id: '" + id + "', user_group: {value: '" + group + "'}}");
    var list = user.putArray("user_identifier");
    for (JsonNode each : Given.json("[" + identifiers + "]")) {
      var entry = list.addObject();
      entry.putObject("id_type").put("value", each.path(0).asText());
      entry.put("value", each.path(1).asText()).put("status", each.path(2).asText("ACTIVE"));
    }
    return new User(user);
  }

  private static Membership freeze(SetDefinition set) {
    return Membership.of(set, USERS::forEach, NOW, PATIENCE);
  }

  private static Membership of(String... ids) {
    return freeze(list(ids));
  }

  private static SetDefinition list(String... ids) {
    return new Itemized(Optional.empty(), List.of(ids), List.of());
  }

  private static SetDefinition barcodes(String... values) {
    return new Itemized(Optional.of("BARCODE"), List.of(values), List.of());
  }

  private static SetDefinition query(String query) {
    Faults faults = new Faults();
    var fields = Fields.of(new ObjectMapper().createObjectNode().put("q", query), "", faults);
    return new Logical(UserPredicate.read(fields.orElseThrow(), "q").orElseThrow());
  }

  private static Combined combined(
      List<SetDefinition> allOf, List<SetDefinition> anyOf, List<SetDefinition> noneOf) {
    return new Combined(allOf, anyOf, noneOf, List.of());
  }

  private static List<String> people(Membership membership) {
    return membership.people().stream().map(PrimaryId::toString).toList();
  }

  @Test
  void idsThatDifferInCaseOrBlanksOnly_shouldCountOnceAsFirstGiven() {
    Membership membership = of("S2", "s1", " s2 ", "S1", "s3", "S2");
    assertThat(people(membership)).containsExactly("S2", "s1", "s3");
    assertThat(membership.size()).isEqualTo(3);
    assertThat(membership.duplicates()).isEqualTo(3);
    assertThat(membership.unanswered()).isEmpty();
  }

  @Test
  void leadingZeros_shouldTellIdsApart() {
    assertThat(of("7", "07", "007").duplicates()).isZero();
  }

  @Test
  void sha256_shouldBeWhatSha256sumSays() {
    // printf 'a1\nb2\n' | sha256sum
    assertThat(of("B2", "a1", "b2").sha256())
        .isEqualTo("dc670a7a6993f5f4ccdd619895af00e4adc2fda46d95cdd7e5ee745e0c49025b");
    // printf '' | sha256sum
    assertThat(of().sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void sha256_shouldSortByBytesOfUtf8AndNotByCharacters() {
    // 00017, adam, zoe, élise, ａnna, 𝒜lan: the last two are the other way round in UTF-16.
    List<String> ids = List.of("Zoe", "adam", "00017", "Élise", "\ud835\udc9clan", "\uff21nna");
    assertThat(of(ids.toArray(String[]::new)).sha256())
        .isEqualTo("0929f514cbefc30738ae56fae0aee5236fd6d07bb077a9fa05fa533fa48b8f1e");
  }

  @Test
  void sha256_shouldNotDependOnTheOrderOfTheSet() {
    assertThat(of("c", "a", "b").sha256()).isEqualTo(of("b", "C", "a").sha256());
    assertThat(of("ab", "c").sha256()).isNotEqualTo(of("a", "bc").sha256());
  }

  @Test
  void identifiers_shouldLeadToTheirUsersWhateverTheirCase() {
    Membership membership = freeze(barcodes("X7", "0042"));
    assertThat(people(membership)).containsExactly("bob", "Ada");
    assertThat(membership.unmatched()).isEmpty();
  }

  @Test
  void twoIdentifiersOfOneUser_shouldCountOnce() {
    Membership membership = freeze(barcodes("x7", "0043", "X7"));
    assertThat(people(membership)).containsExactly("bob");
    assertThat(membership.duplicates()).isEqualTo(2);
  }

  @Test
  void identifierOfNobody_shouldBeAMemberAndNeverAPrimaryId() {
    Membership membership = freeze(barcodes("Ada", "42", "99", "A1", "ADA"));
    assertThat(membership.people()).isEmpty();
    assertThat(membership.unmatched())
        .extracting(UnmatchedIdentifier::toString)
        .containsExactly("BARCODE Ada", "BARCODE 42", "BARCODE 99", "BARCODE A1");
    assertThat(membership.unmatched()).noneMatch(UnmatchedIdentifier::isAmbiguous);
    assertThat(membership.duplicates()).isEqualTo(1);
    assertThat(membership.size()).isEqualTo(4);
  }

  @Test
  void identifierOfSeveralUsers_shouldLeadToNoneOfThem() {
    Membership membership = freeze(barcodes("Same", "0042"));
    assertThat(people(membership)).containsExactly("Ada");
    assertThat(membership.unmatched()).singleElement().matches(UnmatchedIdentifier::isAmbiguous);
  }

  @Test
  void sha256_shouldHoldIdentifiersOfNobodyApartFromPrimaryIds() {
    // printf 'ada\nbarcode\tnone\n' | sha256sum
    assertThat(freeze(barcodes("None", "0042")).sha256())
        .isEqualTo("3ae4efce5c0bb49996a78d199ff16208f2a49dfae827d66138448fa2905225f8");
  }

  @Test
  void combinedSet_shouldBeInAllAndInAnyAndInNone() {
    SetDefinition students = query("user_group.value in ['UG', 'PG']");
    Membership membership =
        freeze(
            combined(
                List.of(list("dee", "ghost", "bob", "Ada"), students),
                List.of(barcodes("0042"), list("DEE", "cy")),
                List.of(list("ADA", "nobody"))));
    assertThat(people(membership)).containsExactly("dee");
    assertThat(membership.duplicates()).isZero();
  }

  @Test
  void anyOf_shouldBeInTheOrderOfItsSetsEachOnce() {
    assertThat(
            people(
                freeze(
                    combined(
                        List.of(),
                        List.of(list("ghost", "bob"), barcodes("0042", "x7"), list("GHOST")),
                        List.of()))))
        .containsExactly("ghost", "bob", "Ada");
  }

  @Test
  void userWhomAQueryCannotJudge_shouldBeInOnlyIfThatMatters() {
    SetDefinition unsure = query("$number(user_group.value) > 0");
    SetDefinition everybody = list("Ada", "bob", "ghost");
    Membership in = freeze(combined(List.of(everybody, unsure), List.of(), List.of()));
    assertThat(people(in)).containsExactly("Ada", "bob");
    assertThat(in.unanswered()).hasSize(2);

    Membership any = freeze(combined(List.of(), List.of(list("bob"), unsure), List.of()));
    assertThat(people(any)).containsExactly("bob", "Ada", "cy", "dee");
    assertThat(any.unanswered()).hasSize(3).doesNotContain(PrimaryId.of("bob"));

    Membership out = freeze(combined(List.of(everybody), List.of(), List.of(unsure)));
    assertThat(people(out)).containsExactly("Ada", "bob", "ghost");
    assertThat(out.unanswered()).hasSize(2);

    Membership sure = freeze(combined(List.of(everybody), List.of(), List.of(unsure, everybody)));
    assertThat(sure.people()).isEmpty();
  }

  @Test
  void identifierOfSeveralUsers_shouldKeepThemAllOutWhereItLeavesOut() {
    Membership membership =
        freeze(
            combined(
                List.of(list("cy", "dee", "bob")), List.of(), List.of(barcodes("same", "no"))));
    assertThat(people(membership)).containsExactly("bob");
    assertThat(membership.unmatched()).isEmpty();
    assertThat(membership.ignored()).containsExactly("2 identifiers that no one user has");
  }

  @Test
  void identifierOfNobody_shouldBeAMemberOfACombinedSetLikeAnyOther() {
    Membership membership =
        freeze(combined(List.of(), List.of(barcodes("none"), list("bob")), List.of()));
    assertThat(membership.unmatched()).hasSize(1);
    assertThat(membership.ignored()).isEmpty();
  }

  @Test
  void everybody_shouldBeAskedOnceAndNotAtAllForPrimaryIds() {
    int[] asked = {0};
    UserSource counted =
        consumer -> {
          asked[0]++;
          USERS.forEach(consumer);
        };
    Membership.of(
        combined(List.of(list("a")), List.of(), List.of(list("b"))), counted, NOW, PATIENCE);
    assertThat(asked[0]).isZero();
    SetDefinition query = query("true");
    Membership.of(
        combined(List.of(query, barcodes("1")), List.of(query), List.of(barcodes("2"))),
        counted,
        NOW,
        PATIENCE);
    assertThat(asked[0]).isEqualTo(1);
  }

  @Test
  void query_shouldTakeTheJobsStartForNow() {
    SetDefinition then =
        query(
            "$now() = '2026-11-22T10:00:00.000Z' and $millis() = 1795341600000 and $now('[Y]') = '2026'");
    assertThat(freeze(then).size()).isEqualTo(USERS.size());
  }

  @Test
  void setThatTakesTooLong_shouldSaySo() {
    assertThatThrownBy(() -> Membership.of(query("true"), USERS::forEach, NOW, Duration.ZERO))
        .isInstanceOf(SetTimeoutException.class);
  }
}
