package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollcall.user.PrimaryId;

class MembershipTest {

  private static Membership of(String... ids) {
    return Membership.ofIds(Stream.of(ids).map(PrimaryId::of).toList());
  }

  @Test
  void idsThatDifferInCaseOrBlanksOnly_shouldCountOnceAsFirstGiven() {
    Membership membership = of("S2", "s1", " s2 ", "S1", "s3", "S2");
    assertThat(membership.members().stream().map(PrimaryId::toString))
        .containsExactly("S2", "s1", "s3");
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
}
