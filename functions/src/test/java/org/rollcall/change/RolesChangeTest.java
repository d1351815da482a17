package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.Asked.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.User;

class RolesChangeTest {

  private static final String PATRON = "{roles: {add: [{role_type: '200'}]}}";
  private static final String ACTIVE = "status: {value: 'ACTIVE', desc: 'Active'}";
  private static final String HERE = "scope: {value: '01RC_INST'}";

  private static User holding(String... roles) {
    return internal("user_role: [" + String.join(", ", roles) + "]");
  }

  private static String patron(String status, String rest) {
    return "{status: {value: '"
        + status
        + "'}, "
        + HERE
        + ", role_type: {value: '200'}"
        + rest
        + "}";
  }

  @Test
  void roleWithoutScope_shouldBeGivenForTheInstitution() throws ChangeRefused {
    assertThat(Asked.of(internal("first_name: 'Ada'"), PATRON))
        .isEqualTo(
            internal(
                "first_name: 'Ada', user_role: [{"
                    + ACTIVE
                    + ", "
                    + HERE
                    + ", role_type: {value: '200'}}]"));
  }

  @Test
  void role_shouldBeGivenWithAllThatTheJobSays() throws ChangeRefused {
    User after =
        Asked.of(
            holding("{role_type: {value: '21'}}"),
            """
            {roles: {add: [{role_type: '32', scope: 'MAIN', expiry_date: '2028-06-30',
              parameters: [{type: 'ServiceUnit', value: 'B'}, {type: 'CirculationDesk', value: 'A'}]}]}}
            """);
    assertThat(after)
        .isEqualTo(
            holding(
                "{role_type: {value: '21'}}",
                "{"
                    + ACTIVE
                    + ", scope: {value: 'MAIN'}, role_type: {value: '32'},"
                    + " expiry_date: '2028-06-30Z', parameter: ["
                    + "{type: {value: 'CirculationDesk'}, value: {value: 'A'}},"
                    + "{type: {value: 'ServiceUnit'}, value: {value: 'B'}}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", expiry_date: '2026-11-22Z'", ", expiry_date: '2028-01-01Z'"})
  void roleThatIsHeld_shouldNotBeGivenTwice(String expiry) throws ChangeRefused {
    User user = holding(patron("ACTIVE", expiry));
    assertThat(Asked.of(user, PATRON)).isSameAs(user);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{role_type: '201'}",
        "{role_type: '200', scope: 'MAIN'}",
        "{role_type: '200', parameters: [{type: 'CirculationDesk', value: 'MAIN'}]}"
      })
  void roleOfAnotherTypeScopeOrParameter_shouldBeAnotherRole(String role) throws ChangeRefused {
    assertThat(
            Asked.of(holding(patron("ACTIVE", "")), "{roles: {add: [" + role + "]}}")
                .list("user_role"))
        .hasSize(2);
  }

  @Test
  void parametersInAnotherOrder_shouldBeTheSameRole() throws ChangeRefused {
    User user =
        holding(
            patron(
                "ACTIVE",
                ", parameter: [{type: 'B', value: '2'}, {type: {value: 'A'}, value: '1'}]"));
    assertThat(
            Asked.of(
                user,
                """
                {roles: {add: [{role_type: '200',
                  parameters: [{type: 'A', value: '1'}, {type: 'B', value: '2'}]}]}}
                """))
        .isSameAs(user);
  }

  @Test
  void inactiveRole_shouldBeMadeActiveAndKeepWhatItHas() throws ChangeRefused {
    assertThat(
            Asked.of(
                holding(patron("INACTIVE", ", expiry_date: '2028-01-01Z', note: 'kept'")), PATRON))
        .isEqualTo(
            internal(
                "user_role: [{"
                    + ACTIVE
                    + ", "
                    + HERE
                    + ", role_type: {value: '200'}, expiry_date: '2028-01-01Z', note: 'kept'}]"));
  }

  @Test
  void expiredRole_shouldCountAgainWithoutItsExpiryDate() throws ChangeRefused {
    assertThat(Asked.of(holding(patron("ACTIVE", ", expiry_date: '2026-11-21Z'")), PATRON))
        .isEqualTo(holding(patron("ACTIVE", "")));
  }

  @Test
  void expiryDate_shouldBeTakenOverIfOneIsGiven() throws ChangeRefused {
    String change = "{roles: {add: [{role_type: '200', expiry_date: '2028-06-30'}]}}";
    User then = holding(patron("ACTIVE", ", expiry_date: '2028-06-30Z'"));
    assertThat(Asked.of(holding(patron("ACTIVE", "")), change)).isEqualTo(then);
    assertThat(Asked.of(holding(patron("ACTIVE", ", expiry_date: '2020-01-01Z'")), change))
        .isEqualTo(then);
    assertThat(Asked.of(holding(patron("ACTIVE", ", expiry_date: '2030-01-01Z'")), change))
        .isEqualTo(then);
    assertThat(Asked.of(then, change)).isSameAs(then);
  }

  @Test
  void grants_shouldBeTheRoleTypesThatTheJobGives() {
    assertThat(Asked.changes("{roles: {add: [{role_type: '50'}, {role_type: '200'}]}}").grants())
        .containsExactly("50", "200");
    assertThat(Asked.changes("{status: {value: 'ACTIVE'}}").grants()).isEmpty();
  }
}
