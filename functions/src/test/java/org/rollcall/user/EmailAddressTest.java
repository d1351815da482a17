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

  @Test
  void address_toString_shouldNotContainLocalPart() {
    assertThat(EmailAddress.of("Ada.Byron@example.edu").orElseThrow())
        .hasToString("an address at example.edu");
  }
}
