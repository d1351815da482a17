package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.change.ChangesFixture.internal;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.User;

class EmailChangeTest {

  private static final String MOVE =
      "{email: {replace_domain: {from: 'old.edu', to: 'new.example.edu'}}}";

  private static User mailing(String... addresses) {
    return internal(
        "contact_info: {email: ["
            + String.join(
                ", ", List.of(addresses).stream().map(a -> "{email_address: '" + a + "'}").toList())
            + "]}");
  }

  @Test
  void address_ofDomain_shouldKeepOtherProperties() throws ChangeRefusedException {
    String rest =
        ", preferred: true, segment_type: 'External', email_type: [{value: 'school'}]}, {}], phone: []}";
    assertThat(
            ChangesFixture.apply(
                internal("contact_info: {email: [{email_address: 'Ada.B@old.edu'" + rest), MOVE))
        .isEqualTo(
            internal("contact_info: {email: [{email_address: 'Ada.B@new.example.edu'" + rest));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@OLD.Edu, ada@new.example.edu",
    "' ada@old.edu ', ada@new.example.edu",
    "ada+loans@old.edu, ada+loans@new.example.edu"
  })
  void domain_shouldBeComparedWithoutCase(String before, String after)
      throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(mailing(before), MOVE)).isEqualTo(mailing(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@library.old.edu",
        "ada@old.edu.org",
        "ada@bold.edu",
        "old.edu",
        "@old.edu",
        "ada@old.edu@old.edu",
        "Ada <ada@old.edu>",
        "ada@example.edu, bob@old.edu",
        ""
      })
  void address_ofOtherDomain_shouldStay(String address) throws ChangeRefusedException {
    User user = mailing(address);
    assertThat(ChangesFixture.apply(user, MOVE)).isSameAs(user);
  }

  @Test
  void nonAsciiDomain_shouldMatchEncodedForm() throws ChangeRefusedException {
    String toMunich = "{email: {replace_domain: {from: 'BÜCHER.example', to: 'münchen.example'}}}";
    assertThat(
            ChangesFixture.apply(mailing("a@bücher.example", "b@xn--bcher-kva.example"), toMunich))
        .isEqualTo(mailing("a@xn--mnchen-3ya.example", "b@xn--mnchen-3ya.example"));
  }

  @Test
  void equalAddresses_shouldBothBeKept() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(mailing("ada@old.edu", "ada@new.example.edu"), MOVE))
        .isEqualTo(mailing("ada@new.example.edu", "ada@new.example.edu"));
  }

  @Test
  void condition_shouldCheckAllAddresses() throws ChangeRefusedException {
    String move = "{email: {replace_domain: {from: 'old.edu', to: 'new.edu'}, condition: '%s'}}";
    User user = mailing("ada@old.edu");
    assertThat(ChangesFixture.apply(user, move.formatted("IF_EMPTY"))).isSameAs(user);
    assertThat(ChangesFixture.apply(user, move.formatted("IF_NOT_EMPTY")))
        .isEqualTo(mailing("ada@new.edu"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_name: 'Ada'", "contact_info: null", "contact_info: {email: []}"})
  void userWithoutAddresses_shouldNotBeChanged(String fields) throws ChangeRefusedException {
    User user = internal(fields);
    assertThat(ChangesFixture.apply(user, MOVE)).isSameAs(user);
  }

  @Test
  void invalidContactInfo_shouldFailWithoutQuotingIt() {
    assertThatThrownBy(
            () -> ChangesFixture.apply(internal("contact_info: {email: 'ada@old.edu'}"), MOVE))
        .isInstanceOf(BrokenRecordException.class)
        .hasMessage("contact_info.email is not a list");
  }
}
