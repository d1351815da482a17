package org.rollcall.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  private static Optional<String> mailbox(String text) {
    return MailAddress.of(text).map(parsed -> parsed.address().mailbox());
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.edu, ada@example.edu",
    "Ada Byron <ada@example.edu>, ada@example.edu",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "Ada@Example.EDU, Ada@Example.EDU",
    "'\"Byron, Ada\" <ada@example.edu> ', ada@example.edu",
    "ada.b+lib_1@mail.example.edu, ada.b+lib_1@mail.example.edu",
    "o'hara@example.edu, o'hara@example.edu"
  })
  void address_shouldHaveNoDisplayNameAndAnAsciiDomain(String text, String address) {
    assertThat(mailbox(text)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<>",
        "<@example.edu>",
        "ada",
        "ada@",
        "@example.edu",
        "a@example.edu, b@example.edu",
        "a@b@example.edu",
        "Ada <a@example.edu> b",
        "Ada <a(work)@example.edu>",
        "a@example.edu (Ada)",
        "Ada <\"a b\"@example.edu>",
        "Group: a@example.edu;",
        "a@ex ample.edu",
        "a@b\uff20example.edu", // a full-width @, which IDNA mapping turns into @
        "a@b\uff1eexample.edu",
        "élève@example.edu", // Amazon SES allows only ASCII before the @
        "ada@straße.example", // would be delivered to strasse.example
        "ada@localhost",
        "a\u0000b@example.edu",
        "a\u0007@example.edu"
      })
  void invalidAddress_shouldBeRejected(String text) {
    assertThat(MailAddress.of(text)).isEmpty();
  }

  @Test
  void senderWithoutAName_shouldGetTheInstitutionsName() {
    String from = MailAddress.withName("library@example.edu", "Bibliothèque \"du Vexin\", \\ Nord");
    assertThat(mailbox(from)).contains("library@example.edu");
    assertThat(MailAddress.withName("Us <a@example.edu>", "Library"))
        .isEqualTo("Us <a@example.edu>");
  }
}
