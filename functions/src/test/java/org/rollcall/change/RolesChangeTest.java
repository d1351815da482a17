package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rollcall.change.ChangesFixture.internal;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.Role;
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
  void roleWithoutScope_shouldGetInstitutionAsScope() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(internal("first_name: 'Ada'"), PATRON))
        .isEqualTo(
            internal(
                "first_name: 'Ada', user_role: [{"
                    + ACTIVE
                    + ", "
                    + HERE
                    + ", role_type: {value: '200'}}]"));
  }

  @Test
  void role_shouldBeAddedWithAllDetails() throws ChangeRefusedException {
    User after =
        ChangesFixture.apply(
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
  void activeRole_shouldNotBeAddedTwice(String expiry) throws ChangeRefusedException {
    User user = holding(patron("ACTIVE", expiry));
    assertThat(ChangesFixture.apply(user, PATRON)).isSameAs(user);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INACTIVE", "ACTIVE"})
  void activeRole_nextToExpiredOne_shouldNotBeAddedTwice(String status)
      throws ChangeRefusedException {
    User user = holding(patron(status, ", expiry_date: '2020-01-01Z'"), patron("ACTIVE", ""));
    assertThat(ChangesFixture.apply(user, PATRON)).isSameAs(user);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{role_type: '201'}",
        "{role_type: '200', scope: 'MAIN'}",
        "{role_type: '200', parameters: [{type: 'CirculationDesk', value: 'MAIN'}]}"
      })
  void roleOfOtherTypeScopeOrParameter_shouldBeAdded(String role) throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(holding(patron("ACTIVE", "")), "{roles: {add: [" + role + "]}}")
                .list("user_role"))
        .hasSize(2);
  }

  @Test
  void parametersInOtherOrder_shouldBeSameRole() throws ChangeRefusedException {
    User user =
        holding(
            patron(
                "ACTIVE",
                ", parameter: [{type: 'B', value: '2'}, {type: {value: 'A'}, value: '1'}]"));
    assertThat(
            ChangesFixture.apply(
                user,
                """
                {roles: {add: [{role_type: '200',
                  parameters: [{type: 'A', value: '1'}, {type: 'B', value: '2'}]}]}}
                """))
        .isSameAs(user);
  }

  @Test
  void inactiveRole_shouldBecomeActiveAndKeepDetails() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
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
  void expiredRole_shouldLoseExpiryDate() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(holding(patron("ACTIVE", ", expiry_date: '2026-11-21Z'")), PATRON))
        .isEqualTo(holding(patron("ACTIVE", "")));
  }

  @Test
  void existingRole_shouldGetGivenExpiryDate() throws ChangeRefusedException {
    String change = "{roles: {add: [{role_type: '200', expiry_date: '2028-06-30'}]}}";
    User then = holding(patron("ACTIVE", ", expiry_date: '2028-06-30Z'"));
    assertThat(ChangesFixture.apply(holding(patron("ACTIVE", "")), change)).isEqualTo(then);
    assertThat(
            ChangesFixture.apply(holding(patron("ACTIVE", ", expiry_date: '2020-01-01Z'")), change))
        .isEqualTo(then);
    assertThat(
            ChangesFixture.apply(holding(patron("ACTIVE", ", expiry_date: '2030-01-01Z'")), change))
        .isEqualTo(then);
    assertThat(ChangesFixture.apply(then, change)).isSameAs(then);
  }

  @Test
  void roles_shouldListAddedAndRemovedRolesWithPaths() {
    assertThat(
            ChangesFixture.changes(
                    "{roles: {remove: [{role_type: '21'}], add: [{role_type: '50'}, {role_type: '200'}]}}")
                .roles())
        .extracting(RequestedRole::path, RequestedRole::type)
        .containsExactly(
            tuple("roles.add[0].role_type", "50"),
            tuple("roles.add[1].role_type", "200"),
            tuple("roles.remove[0].role_type", "21"));
    assertThat(ChangesFixture.changes("{status: {value: 'ACTIVE'}}").roles()).isEmpty();
  }

  @Test
  void removal_shouldRemoveAllRolesOfType() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                holding(
                    patron("ACTIVE", ""),
                    "{role_type: '32'}",
                    patron("INACTIVE", ", expiry_date: '2020-01-01Z'"),
                    "{role_type: '200', scope: 'LAW', parameter: [{type: 'A', value: '1'}]}"),
                "{roles: {remove: [{role_type: '200'}]}}"))
        .isEqualTo(holding("{role_type: '32'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scope: 'LAW' | 2, 3",
        "scope: 'LAW', parameters: [{type: 'B', value: '2'}, {type: 'A', value: '1'}] | 3",
        "parameters: [] | 0, 2",
        "parameters: [{type: 'A', value: '1'}] | 1",
        "scope: 'OTHER' | none"
      })
  void removal_shouldRemoveOnlyRolesWithScopeAndParameters(String keys, String taken)
      throws ChangeRefusedException {
    User user =
        holding(
            patron("ACTIVE", ", n: 0"),
            patron("ACTIVE", ", n: 1, parameter: [{type: {value: 'A'}, value: {value: '1'}}]"),
            "{role_type: '200', scope: 'LAW', n: 2}",
            "{role_type: '200', scope: 'LAW', n: 3, parameter: [{type: 'A', value: '1'}, {type: 'B', value: '2'}]}");
    assertThat(
            ChangesFixture.apply(user, "{roles: {remove: [{role_type: '200', " + keys + "}]}}")
                .list("user_role"))
        .extracting(role -> role.path("n").asText())
        .containsExactlyElementsOf(
            Stream.of("0", "1", "2", "3").filter(n -> !taken.contains(n)).toList());
  }

  @Test
  void addedRole_shouldNotBeRemoved() throws ChangeRefusedException {
    String move =
        "{roles: {remove: [{role_type: '200'}], add: [{role_type: '200', scope: 'LAW'}]}}";
    User moved = ChangesFixture.apply(holding(patron("ACTIVE", "")), move);
    assertThat(moved.roles()).extracting(Role::scope).containsExactly("LAW");
    assertThat(ChangesFixture.apply(moved, move)).isSameAs(moved);
  }

  @Test
  void removalWithoutMatch_shouldChangeNothing() throws ChangeRefusedException {
    User user = holding(patron("ACTIVE", ""), "{}");
    assertThat(ChangesFixture.apply(user, "{roles: {remove: [{role_type: '21'}]}}")).isSameAs(user);
  }
}
