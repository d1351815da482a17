package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
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

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final List<User> USERS =
      List.of(
          user("Ada", "['BARCODE', '0042'], ['INST_ID', 'A1']", "UG"),
          user("bob", "['BARCODE', 'x7'], ['BARCODE', '0043']", "PG"),
          user("cy", "['BARCODE', '99', 'INACTIVE'], ['BARCODE', 'same']", "odd"),
          user("dee", "['barcode', 'SAME']", "UG"),
          Given.user("{primary_id: 'eve', user_identifier: 'broken', user_group: []}"));

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

  private static Membership resolve(SetDefinition set) {
    return Membership.of(set, USERS::forEach, Given.TIME, TIMEOUT);
  }

  private static Membership of(String... ids) {
    return resolve(list(ids));
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

  private static List<String> primaryIds(Membership membership) {
    return membership.primaryIds().stream().map(PrimaryId::toString).toList();
  }

  @Test
  void idsThatDifferOnlyInCaseOrBlanks_shouldBeOneMember() {
    Membership membership = of("S2", "s1", " s2 ", "S1", "s3", "S2");
    assertThat(primaryIds(membership)).containsExactly("S2", "s1", "s3");
    assertThat(membership.size()).isEqualTo(3);
    assertThat(membership.duplicates()).isEqualTo(3);
    assertThat(membership.uncertain()).isEmpty();
  }

  @Test
  void membersForWhichTheQueryFails_shouldNotBeCertain() {
    Membership membership =
        resolve(query("primary_id = 'Ada' ? $error('no') : primary_id = 'bob'"));

    assertThat(membership.primaryIds()).hasSize(2);
    assertThat(membership.certain()).containsExactly(PrimaryId.of("bob"));
  }

  @Test
  void leadingZeros_shouldBeSignificant() {
    assertThat(of("7", "07", "007").duplicates()).isZero();
  }

  @Test
  void sha256_shouldEqualTheOutputOfSha256sum() {
    // printf 'a1\nb2\n' | sha256sum
    assertThat(of("B2", "a1", "b2").sha256())
        .isEqualTo("dc670a7a6993f5f4ccdd619895af00e4adc2fda46d95cdd7e5ee745e0c49025b");
    // printf '' | sha256sum
    assertThat(of().sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void sha256_shouldSortByUtf8Bytes() {
    // 00017, adam, zoe, élise, ａnna, 𝒜lan: UTF-16 would sort the last two in reverse.
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
  void identifiers_shouldMatchUsersRegardlessOfCase() {
    Membership membership = resolve(barcodes("X7", "0042"));
    assertThat(primaryIds(membership)).containsExactly("bob", "Ada");
    assertThat(membership.unmatched()).isEmpty();
  }

  @Test
  void twoIdentifiersOfOneUser_shouldBeOneMember() {
    Membership membership = resolve(barcodes("x7", "0043", "X7"));
    assertThat(primaryIds(membership)).containsExactly("bob");
    assertThat(membership.duplicates()).isEqualTo(2);
  }

  @Test
  void unknownIdentifier_shouldBeAnUnmatchedMemberAndNotAPrimaryId() {
    Membership membership = resolve(barcodes("Ada", "42", "99", "A1", "ADA"));
    assertThat(membership.primaryIds()).isEmpty();
    assertThat(membership.unmatched())
        .extracting(UnmatchedIdentifier::toString)
        .containsExactly("BARCODE Ada", "BARCODE 42", "BARCODE 99", "BARCODE A1");
    assertThat(membership.unmatched()).noneMatch(UnmatchedIdentifier::isAmbiguous);
    assertThat(membership.duplicates()).isEqualTo(1);
    assertThat(membership.size()).isEqualTo(4);
  }

  @Test
  void ambiguousIdentifier_shouldMatchNoUser() {
    Membership membership = resolve(barcodes("Same", "0042"));
    assertThat(primaryIds(membership)).containsExactly("Ada");
    assertThat(membership.unmatched()).singleElement().matches(UnmatchedIdentifier::isAmbiguous);
  }

  @Test
  void sha256_shouldDistinguishUnmatchedIdentifiersFromPrimaryIds() {
    // printf 'ada\nbarcode\tnone\n' | sha256sum
    assertThat(resolve(barcodes("None", "0042")).sha256())
        .isEqualTo("3ae4efce5c0bb49996a78d199ff16208f2a49dfae827d66138448fa2905225f8");
  }

  @Test
  void combinedSet_shouldApplyAllOfAnyOfAndNoneOf() {
    SetDefinition students = query("user_group.value in ['UG', 'PG']");
    Membership membership =
        resolve(
            combined(
                List.of(list("dee", "ghost", "bob", "Ada"), students),
                List.of(barcodes("0042"), list("DEE", "cy")),
                List.of(list("ADA", "nobody"))));
    assertThat(primaryIds(membership)).containsExactly("dee");
    assertThat(membership.duplicates()).isZero();
  }

  @Test
  void anyOf_shouldKeepTheOrderOfItsSetsWithoutDuplicates() {
    assertThat(
            primaryIds(
                resolve(
                    combined(
                        List.of(),
                        List.of(list("ghost", "bob"), barcodes("0042", "x7"), list("GHOST")),
                        List.of()))))
        .containsExactly("ghost", "bob", "Ada");
  }

  @Test
  void userWithAFailingQuery_shouldBeUncertainOnlyIfTheResultDependsOnIt() {
    SetDefinition failing = query("$number(user_group.value) > 0");
    SetDefinition list = list("Ada", "bob", "ghost");
    Membership allOf = resolve(combined(List.of(list, failing), List.of(), List.of()));
    assertThat(primaryIds(allOf)).containsExactly("Ada", "bob");
    assertThat(allOf.uncertain()).hasSize(2);

    Membership anyOf = resolve(combined(List.of(), List.of(list("bob"), failing), List.of()));
    assertThat(primaryIds(anyOf)).containsExactly("bob", "Ada", "cy", "dee");
    assertThat(anyOf.uncertain()).hasSize(3).doesNotContainKey(PrimaryId.of("bob"));

    Membership noneOf = resolve(combined(List.of(list), List.of(), List.of(failing)));
    assertThat(primaryIds(noneOf)).containsExactly("Ada", "bob", "ghost");
    assertThat(noneOf.uncertain()).hasSize(2);

    Membership excluded = resolve(combined(List.of(list), List.of(), List.of(failing, list)));
    assertThat(excluded.primaryIds()).isEmpty();
  }

  @Test
  void ambiguousIdentifier_inNoneOf_shouldExcludeAllItsUsers() {
    Membership membership =
        resolve(
            combined(
                List.of(list("cy", "dee", "bob")), List.of(), List.of(barcodes("same", "no"))));
    assertThat(primaryIds(membership)).containsExactly("bob");
    assertThat(membership.unmatched()).isEmpty();
    assertThat(membership.ignored())
        .containsExactly("2 identifiers that do not match exactly one user");
  }

  @Test
  void unknownIdentifier_shouldBeAMemberOfACombinedSet() {
    Membership membership =
        resolve(combined(List.of(), List.of(barcodes("none"), list("bob")), List.of()));
    assertThat(membership.unmatched()).hasSize(1);
    assertThat(membership.ignored()).isEmpty();
  }

  @Test
  void users_shouldBeReadOnceAndNeverForPrimaryIds() {
    int[] reads = {0};
    UserSource counted =
        consumer -> {
          reads[0]++;
          USERS.forEach(consumer);
        };
    Membership.of(
        combined(List.of(list("a")), List.of(), List.of(list("b"))), counted, Given.TIME, TIMEOUT);
    assertThat(reads[0]).isZero();
    SetDefinition query = query("true");
    Membership.of(
        combined(List.of(query, barcodes("1")), List.of(query), List.of(barcodes("2"))),
        counted,
        Given.TIME,
        TIMEOUT);
    assertThat(reads[0]).isEqualTo(1);
  }

  @Test
  void query_shouldUseTheJobsStartAsCurrentTime() {
    SetDefinition then =
        query(
            "$now() = '2026-11-22T10:00:00.000Z' and $millis() = 1795341600000 and $now('[Y]') = '2026'");
    assertThat(resolve(then).size()).isEqualTo(USERS.size());
  }

  @Test
  void set_thatTakesTooLong_shouldFail() {
    assertThatThrownBy(
            () -> Membership.of(query("true"), USERS::forEach, Given.TIME, Duration.ZERO))
        .isInstanceOf(SetTimeoutException.class);
  }
}
