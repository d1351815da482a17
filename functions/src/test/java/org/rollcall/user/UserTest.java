package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.Given.object;
import static org.rollcall.Given.user;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                          | true",
        "{status: 'ACTIVE'}                                          | true",
        "{status: {value: 'Active'}}                                 | true",
        "{status: {value: 'INACTIVE'}}                               | false",
        "{expiry_date: '2026-11-22Z'}                                | true",
        "{expiry_date: '2026-11-21Z'}                                | false",
        "{expiry_date: ''}                                           | true",
        "{status: 'INACTIVE', expiry_date: '2030-01-01Z'}            | false"
      })
  void account_shouldBeActiveUntilEndOfExpiryDate(String record, boolean active) {
    assertThat(user(record).isActive(TODAY)).isEqualTo(active);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2027-06-30", "2027-06-30Z", "2027-06-30+02:00", "2027-06-30T23:59:59.999-11:00"})
  void date_shouldIgnoreTimeAndZone(String date) {
    assertThat(user("{expiry_date: '" + date + "'}").date("expiry_date"))
        .contains(LocalDate.of(2027, 6, 30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{expiry_date: null}",
        "{expiry_date: ''}",
        "{expiry_date: '  '}",
        "{expiry_date: {}}",
        "{expiry_date: {value: ''}}"
      })
  void missingDate_shouldBeEmpty(String record) {
    assertThat(user(record).date("expiry_date")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tomorrow'",
        "'2027-02-29Z'",
        "'2027-13-01'",
        "'27-06-30'",
        "'2027-06-30X'",
        "'2027-06-30 Z'",
        "20270630",
        "true",
        "{value: 'soon'}",
        "['2027-06-30']",
        "'+10000-06-30Z'"
      })
  void invalidDate_shouldFailWithoutQuotingIt(String date) {
    assertThatThrownBy(() -> user("{expiry_date: " + date + "}").date("expiry_date"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("expiry_date is not a day such as 2027-06-30");
  }

  @Test
  void date_shouldBeWrittenInAlmasFormat() {
    assertThat(AlmaDate.write(TODAY)).isEqualTo("2026-11-22Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{role_type: '21'}                                                        | true",
        "{role_type: '21', status: {value: 'ACTIVE'}}                             | true",
        "{role_type: '21', status: 'active', expiry_date: '2026-11-22Z'}          | true",
        "{role_type: '21', status: 'ACTIVE', expiry_date: '2026-11-21Z'}          | false",
        "{role_type: '21', status: 'INACTIVE'}                                    | false",
        "{role_type: '21', status: 'PENDING', expiry_date: '2030-01-01Z'}         | false"
      })
  void role_shouldBeValidWhileActiveAndNotExpired(String role, boolean held) {
    assertThat(Role.of(object(role)).isValidOn(TODAY)).isEqualTo(held);
  }

  @Test
  void roles_shouldBeReadWithScopeAndParameters() {
    assertThat(
            user("{user_role: [{role_type: {value: '32', desc: 'Desk'}, scope: {value: 'MAIN'},"
                    + " parameter: [{type: {value: 'B'}, value: {value: '2'}}, {type: 'A', value: '1'}]}, {}]}")
                .roles())
        .containsExactly(
            new Role(
                "32",
                "MAIN",
                true,
                MissingNode.getInstance(),
                List.of(new Role.Parameter("A", "1"), new Role.Parameter("B", "2"))),
            new Role("", "", true, MissingNode.getInstance(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{user_role: 'Ada'}", "{user_role: {a: 1}}", "{user_role: ['Ada']}"})
  void invalidList_shouldFailWithoutQuotingIt(String record) {
    assertThatThrownBy(() -> user(record).roles())
        .isInstanceOf(BrokenRecordException.class)
        .hasMessageStartingWith("user_role ")
        .hasMessageNotContaining("Ada");
  }

  @Test
  void user_toString_shouldNotContainPersonalData() {
    assertThat(user("{primary_id: 's1', first_name: 'Ada'}"))
        .hasToString("user record of 2 fields");
  }

  @Test
  void with_shouldNotModifyUser() {
    User user = user("{first_name: 'Ada'}");
    assertThat(user.with("last_name", object("{}")))
        .isEqualTo(user("{first_name: 'Ada', last_name: {}}"));
    assertThat(user.without("first_name")).isEqualTo(user("{}"));
    assertThat(user).isEqualTo(user("{first_name: 'Ada'}"));
  }

  @Test
  void primaryId_shouldBeComparedWithoutCaseAndKeepSpelling() {
    PrimaryId id = PrimaryId.of(" S1 ");
    assertThat(id).isEqualTo(PrimaryId.of("s1")).hasSameHashCodeAs(PrimaryId.of("s1"));
    assertThat(id).hasToString("S1").isEqualByComparingTo(PrimaryId.of("s1"));
    assertThat(id.key()).isEqualTo("s1");
    assertThat(id).isNotEqualTo(PrimaryId.of("01"));
  }

  @Test
  void validId_shouldHaveOneTo255Characters() {
    assertThat(PrimaryId.of(" ").isValid()).isFalse();
    assertThat(PrimaryId.of("i".repeat(255)).isValid()).isTrue();
    assertThat(PrimaryId.of("i".repeat(256)).isValid()).isFalse();
  }
}
