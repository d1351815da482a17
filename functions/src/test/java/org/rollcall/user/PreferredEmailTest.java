package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.PreferredEmail.Status;

class PreferredEmailTest {

  private static final String MARKED = "{email_address: 'a@example.edu', preferred: true}";

  private static PreferredEmail preferred(String emails) {
    return user("{contact_info: {email: [" + emails + "]}}").preferredEmail();
  }

  @Test
  void markedAddress_shouldBeUsedWithoutInvisibleCharactersAtItsEnds() {
    PreferredEmail email =
        preferred(
            "{email_address: 'b@example.edu', preferred: false}, {email_address: 'c@example.edu'},"
                + " {email_address: '\u200b D.E@Example.edu\u00a0', preferred: true}");

    assertThat(email.status()).isEqualTo(Status.USABLE);
    assertThat(email.address().map(EmailAddress::mailbox)).contains("D.E@Example.edu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{contact_info: null}",
        "{contact_info: {email: 'a@example.edu'}}",
        "{contact_info: {email: []}}",
        "{contact_info: {email: [{email_address: 'a@example.edu'}]}}"
      })
  void recordWithoutAMarkedAddress_shouldHaveNone(String record) {
    assertThat(user(record).preferredEmail().status()).isEqualTo(Status.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{email_address: 'b@example.edu', preferred: true} | SEVERAL",
        "{email_address: 'b', preferred: true}             | SEVERAL",
        "{email_address: ' ', preferred: true}             | USABLE",
        "{preferred: true}                                 | USABLE"
      })
  void severalMarkedAddresses_shouldBeSeveralUnlessTheyAreBlank(String other, Status status) {
    assertThat(preferred(MARKED + ", " + other).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u200b", "ada", "Ada <a@example.edu>", "a@example.edu, b@x.edu"})
  void markedTextThatIsNotOneAddress_shouldBeUnusable(String text) {
    PreferredEmail email = preferred("{email_address: '" + text + "', preferred: true}");

    assertThat(email.status()).isEqualTo(Status.UNUSABLE);
    assertThat(email.address()).isEmpty();
  }
}
