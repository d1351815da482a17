package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.internal;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

class DateChangeTest {

  private static final User WITHOUT = internal("first_name: 'Ada'");

  private static User expiring(String date) {
    return internal("first_name: 'Ada', expiry_date: '" + date + "'");
  }

  @Test
  void value_shouldBeWrittenInAlmasFormat() throws ChangeRefusedException {
    String change = "{expiry_date: {value: '2027-06-30'}}";
    assertThat(ChangesFixture.apply(WITHOUT, change)).isEqualTo(expiring("2027-06-30Z"));
    assertThat(ChangesFixture.apply(expiring("2026-01-01Z"), change))
        .isEqualTo(expiring("2027-06-30Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-06-30Z", "2027-06-30", "2027-06-30+02:00", "2027-06-30T00:00:00Z"})
  void sameDayInOtherFormat_shouldNotChangeUser(String date) throws ChangeRefusedException {
    User user = expiring(date);
    assertThat(ChangesFixture.apply(user, "{expiry_date: {value: '2027-06-30'}}")).isSameAs(user);
  }

  @Test
  void clear_shouldRemoveField() throws ChangeRefusedException {
    String change = "{expiry_date: {clear: true}}";
    assertThat(ChangesFixture.apply(expiring("2026-01-01Z"), change)).isEqualTo(WITHOUT);
    assertThat(ChangesFixture.apply(WITHOUT, change)).isSameAs(WITHOUT);
  }

  @ParameterizedTest(name = "{0} and {1} is {2}")
  @CsvSource({
    "2027-06-30Z, P1Y, 2028-06-30Z",
    "2026-11-22Z, P6M, 2027-05-22Z", // today has not passed
    "2026-11-21Z, P6M, 2027-05-22Z", // yesterday has passed
    "1999-01-01Z, P1D, 2026-11-23Z",
    "2028-02-29Z, P1Y, 2029-02-28Z", // a leap day
    "2028-02-29Z, P4Y, 2032-02-29Z",
    "2027-01-31Z, P1M, 2027-02-28Z",
    "2027-12-31Z, P1Y2M3D, 2029-03-03Z",
    "9999-12-31Z, P1Y, 9999-12-31Z", // the last possible date, which means "never"
    "9950-06-30Z, P100Y, 9999-12-31Z"
  })
  void extendBy_shouldAddToCurrentDateOrToday(String date, String by, String then)
      throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(expiring(date), "{expiry_date: {extend_by: '" + by + "'}}"))
        .isEqualTo(expiring(then));
  }

  @Test
  void extendBy_withoutDate_shouldAddToToday() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(WITHOUT, "{expiry_date: {extend_by: 'P1Y'}}"))
        .isEqualTo(expiring("2027-11-22Z"));
    assertThat(ChangesFixture.apply(expiring(""), "{expiry_date: {extend_by: 'P1Y'}}"))
        .isEqualTo(expiring("2027-11-22Z"));
  }

  @Test
  void ifEmpty_shouldChangeOnlyUsersWithoutDate() throws ChangeRefusedException {
    String change = "{expiry_date: {value: '2027-06-30', condition: 'IF_EMPTY'}}";
    assertThat(ChangesFixture.apply(WITHOUT, change)).isEqualTo(expiring("2027-06-30Z"));
    assertThat(ChangesFixture.apply(expiring(" "), change)).isEqualTo(expiring("2027-06-30Z"));
    User dated = expiring("2026-01-01Z");
    assertThat(ChangesFixture.apply(dated, change)).isSameAs(dated);
  }

  @Test
  void ifNotEmpty_shouldChangeOnlyUsersWithDate() throws ChangeRefusedException {
    String change = "{expiry_date: {extend_by: 'P1Y', condition: 'IF_NOT_EMPTY'}}";
    assertThat(ChangesFixture.apply(expiring("2027-01-01Z"), change))
        .isEqualTo(expiring("2028-01-01Z"));
    assertThat(ChangesFixture.apply(WITHOUT, change)).isSameAs(WITHOUT);
  }

  @Test
  void purgeDate_shouldNotChangeExpiryDate() throws ChangeRefusedException {
    User user = internal("expiry_date: '2027-01-01Z', purge_date: '2028-01-01Z'");
    assertThat(ChangesFixture.apply(user, "{purge_date: {extend_by: 'P1Y'}}"))
        .isEqualTo(internal("expiry_date: '2027-01-01Z', purge_date: '2029-01-01Z'"));
  }

  @Test
  void unreadableDate_shouldNotBeExtendedNorQuoted() {
    assertThatThrownBy(
            () ->
                ChangesFixture.apply(
                    expiring("on Ada Byron day"), "{expiry_date: {extend_by: 'P1Y'}}"))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("expiry_date is not a day such as 2027-06-30");
  }

  @ParameterizedTest
  @ValueSource(strings = {"06/30/2027", "0000-00-00", "30.06.2027"})
  void unreadableDate_shouldBeRepairedByANewValue(String date) throws ChangeRefusedException {
    User user = expiring(date);
    assertThat(ChangesFixture.apply(user, "{expiry_date: {value: '2027-06-30'}}"))
        .isEqualTo(expiring("2027-06-30Z"));
    assertThat(
            ChangesFixture.apply(
                user, "{expiry_date: {value: '2027-06-30', condition: 'IF_NOT_EMPTY'}}"))
        .isEqualTo(expiring("2027-06-30Z"));
    assertThat(
            ChangesFixture.apply(
                user, "{expiry_date: {value: '2027-06-30', condition: 'IF_EMPTY'}}"))
        .isSameAs(user);
    assertThat(
            ChangesFixture.apply(user, "{expiry_date: {clear: true}}").record().has("expiry_date"))
        .isFalse();
  }

  @Test
  void unreadableDate_shouldNotDisturbOtherChanges() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(expiring("soon"), "{user_group: {value: 'ALUMNI'}}")
                .code("user_group"))
        .contains("ALUMNI");
  }

  /** The job is of 22 November 2026. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2027-12-31Z | {purge_date: {from_today: 'P18M'}}          | 2028-05-22Z",
        "            | {purge_date: {from_today: 'P18M'}}          | 2028-05-22Z",
        "2020-01-01Z | {purge_date: {from_today: 'P18M'}}          | 2028-05-22Z",
        "soon        | {purge_date: {from_today: 'P1D'}}           | 2026-11-23Z",
        "2099-01-01Z | {purge_date: {value: 'today'}}              | 2026-11-22Z",
        "            | {purge_date: {from_today: 'P100Y'}}         | 2126-11-22Z",
        "2027-01-01Z | {purge_date: {from_today: 'P1Y', condition: 'IF_EMPTY'}} | 2027-01-01Z"
      })
  void relativeDate_shouldNotDependOnTheOldDate(String before, String change, String after)
      throws ChangeRefusedException {
    User user = internal(before == null ? "first_name: 'Ada'" : "purge_date: '" + before + "'");
    User changed = ChangesFixture.apply(user, change);
    assertThat(changed.text("purge_date")).contains(after);
    assertThat(ChangesFixture.apply(changed, change)).as("second run").isSameAs(changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'today'                | 2026-11-22Z",
        "{from_today: 'P6M'}    | 2027-05-22Z",
        "'2027-06-30'           | 2027-06-30Z"
      })
  void expiryOfRolesAndBlocks_shouldBeRelativeToo(String expiry, String day)
      throws ChangeRefusedException {
    String change =
        "{roles: {add: [{role_type: '200', expiry_date: %1$s}]},"
            + " blocks: {add: [{block_description: 'B', expiry_date: %1$s}]}}";
    User user = ChangesFixture.apply(internal("first_name: 'Ada'"), change.formatted(expiry));
    assertThat(user.list("user_role").get(0).path("expiry_date").asText()).isEqualTo(day);
    assertThat(user.list("user_block").get(0).path("expiry_date").asText()).isEqualTo(day);
    assertThat(ChangesFixture.apply(user, change.formatted(expiry))).isSameAs(user);
  }

  @Test
  void fixedDateInThePast_shouldBeUnexpectedUnlessAllowed() {
    LocalDate today = LocalDate.of(2026, 11, 22);
    String changes =
        """
        {expiry_date: {value: '2026-11-21'%1$s}, purge_date: {value: '2026-11-22'},
         roles: {add: [{role_type: '200', expiry_date: '2025-06-30'%1$s}]},
         blocks: {add: [{block_description: 'B', expiry_date: 'today'},
                        {block_description: 'C', expiry_date: '2001-01-01'%1$s}]}}
        """;
    assertThat(ChangesFixture.changes(changes.formatted("")).days())
        .filteredOn(day -> day.isUnexpectedlyPast(today))
        .extracting(NewDay::path)
        .containsExactly(
            "expiry_date.value", "roles.add[0].expiry_date", "blocks.add[1].expiry_date");
    assertThat(ChangesFixture.changes(changes.formatted(", allow_past: true")).days())
        .noneMatch(day -> day.isUnexpectedlyPast(today));
  }
}
