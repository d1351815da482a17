package org.rollcall.user;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "Example.EDU, example.edu",
    "mail-1.example.edu, mail-1.example.edu",
    "bücher.example, xn--bcher-kva.example",
    "BÜCHER.example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "図書館.example, xn--lcss68aj21b.example",
    "1.example.3a, 1.example.3a"
  })
  void hostName_shouldBeInAsciiAndLowerCase(String given, String name) {
    assertThat(HostName.of(given).map(HostName::toString)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "edu",
        "@example.edu",
        "ada@example.edu",
        "example..edu",
        ".example.edu",
        "example.edu.",
        "exam ple.edu",
        "exam_ple.edu",
        "-example.edu",
        "example-.edu",
        "192.0.2.1",
        "[192.0.2.1]",
        "https://example.edu",
        "example.edu/mail",
        "straße.example",
        "exam\u200bple.edu", // nameprep drops the zero-width space
        "exam\u00adple.edu",
        "\u200bexample.edu",
        "\uff45xample.edu", // a full-width letter
        "example\u3002edu", // an ideographic full stop
        "a234567890123456789012345678901234567890123456789012345678901234.edu"
      })
  void invalidHostName_shouldBeRejected(String given) {
    assertThat(HostName.of(given)).isEmpty();
  }

  @Test
  void hostName_ofMoreThan253Characters_shouldBeRejected() {
    assertThat(HostName.of("a.".repeat(125) + "edu")).isPresent();
    assertThat(HostName.of("a.".repeat(126) + "edu")).isEmpty();
  }

  @Property
  void hostName_parsedAgain_shouldBeEqual(@ForAll String text) {
    HostName.of(text).ifPresent(host -> assertThat(HostName.of(host.toString())).contains(host));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.edu, ada@example.edu",
    "Ada.Byron+lib@Mail.Example.EDU, Ada.Byron+lib@Mail.Example.EDU",
    "o'hara@example.edu, o'hara@example.edu",
    "a%b!c#$&*/=?^_`{|}~-@example.edu, a%b!c#$&*/=?^_`{|}~-@example.edu",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "ada@BU\u0308CHER.example, ada@xn--bcher-kva.example",
    "ada@xn--bcher-kva.example, ada@xn--bcher-kva.example",
    "\u202aada@example.edu\u202c, ada@example.edu",
  })
  void address_shouldBeSentToAsWritten(String text, String mailbox) {
    assertThat(EmailAddress.of(text).map(EmailAddress::mailbox)).contains(mailbox);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@example.edu",
        "a@b@example.edu",
        "a@straße.example",
        "a@exam_ple.edu",
        "a@localhost",
        "a@[192.0.2.7]",
        "a@192.0.2.7",
        "a@example.edu.",
        "a@example..edu",
        "a@.example.edu",
        "a@ example.edu",
        "a @example.edu",
        "a b@example.edu",
        "a@example.edu b@example.edu",
        "a@example.edu, b@example.edu",
        "a@example.edu;b@example.edu",
        "a@example.edu/b@example.edu",
        "Ada <a@example.edu>",
        "<a@example.edu>",
        "a(work)@example.edu",
        "a@example.edu (work)",
        "mailto:a@example.edu",
        "\"a b\"@example.edu",
        "\"a\"@example.edu",
        "a\\@example.edu",
        ".a@example.edu",
        "a.@example.edu",
        "a..b@example.edu",
        "a[b]@example.edu",
        "a@example.edu\r\nBcc: b@example.edu",
        "a\u0000@example.edu",
        "a\u200bb@example.edu",
        "a@exam\u200dple.edu",
        "a@\u00a0example.edu",
        "zoë@example.edu",
        "\uff41da@example.edu",
        "ada\uff20example.edu",
      })
  void textThatMailCannotBeSentToAsWritten_shouldBeRejected(String text) {
    assertThat(EmailAddress.of(text)).isEmpty();
  }

  @Test
  void address_shouldHaveAtMost64CharactersBeforeTheAtAnd254InTotal() {
    String domain = "abcdefghi.".repeat(18) + "example.edu"; // 191 characters
    assertThat(EmailAddress.of("a".repeat(62) + "@" + domain)).isPresent();
    assertThat(EmailAddress.of("a".repeat(63) + "@" + domain)).isEmpty();
    assertThat(EmailAddress.of("a".repeat(64) + "@example.edu")).isPresent();
    assertThat(EmailAddress.of("a".repeat(65) + "@example.edu")).isEmpty();
  }

  @Test
  void address_toString_shouldNotContainLocalPart() {
    assertThat(EmailAddress.of("Ada.Byron@example.edu").orElseThrow())
        .hasToString("an address at example.edu");
  }
}
