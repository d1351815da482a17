package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.RecordWarnings;
import org.rollcall.user.User;

/** An address has the same verdict when it is loaded, in a test of letters, and in a job. */
class UnusableAddressFlowTest {

  /** Addresses by the ID of their user. Letters are sent to IDs with {@code ok}. */
  private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

  static {
    ADDRESSES.put("ok.plain", "kim+lib@example.edu");
    ADDRESSES.put("ok.capitals", "Kim.2@Mail.Example.EDU");
    ADDRESSES.put("ok.ends", "\u2060kim3@example.edu\u00a0");
    ADDRESSES.put("ok.domain", "kim4@k\u00f6ln.example");
    ADDRESSES.put("blank", "\u200b");
    ADDRESSES.put("two", "kim@example.edu / kim@example.com");
    ADDRESSES.put("named", "Kim Lee <kim@example.edu>");
    ADDRESSES.put("comment", "kim@example.edu (private)");
    ADDRESSES.put("inside", "kim\u00ad@example.edu");
    ADDRESSES.put("hidden", "kim@exam\u200bple.edu");
    ADDRESSES.put("local", "k\u00eem@example.edu");
    ADDRESSES.put("quoted", "\"kim lee\"@example.edu");
    ADDRESSES.put("dots", "kim..lee@example.edu");
    ADDRESSES.put("dot", "kim@example.edu.");
    ADDRESSES.put("two.encodings", "kim@gro\u00df.example");
    ADDRESSES.put("long", "k".repeat(65) + "@example.edu");
  }

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    ADDRESSES.forEach((id, address) -> library.load(Patron.external(id).email(address)));
  }

  private static EndedJob run(String test) {
    return library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'query': '$exists(contact_info.email) and $not($exists(user_role))'},
         'changes': {'account_type': {'value': 'INTERNAL'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'%s}}
        """
            .formatted(test));
  }

  private static void assertVerdicts(EndedJob job) {
    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.count("letters_failed")).isZero();
    assertThat(job.count("unusable_addresses")).isEqualTo(12);
    ADDRESSES
        .keySet()
        .forEach(
            id -> {
              boolean isUsable = id.startsWith("ok.");
              assertThat(job.reason(id)).as(id).isEqualTo(isUsable ? "" : "UNUSABLE_ADDRESS");
              if (!isUsable) {
                assertThat(job.cell(id, "letter")).as(id).isEqualTo("UNUSABLE_ADDRESS");
              }
            });
  }

  @Test
  void address_shouldHaveTheSameVerdictEverywhere() {
    ADDRESSES
        .keySet()
        .forEach(
            id ->
                assertThat(RecordWarnings.find(new User(library.record(id)), "place"))
                    .as(id)
                    .extracting(Fault::code)
                    .containsExactlyElementsOf(
                        id.startsWith("ok.") ? List.of() : List.of("EMAIL_NOT_USABLE")));

    assertVerdicts(run(", 'test_to': 'tester@example.edu'"));
    assertVerdicts(run(""));

    assertThat(library.letters().stream().map(InboxLetter::to).filter(to -> !to.contains("tester")))
        .containsExactlyInAnyOrder(
            "kim+lib@example.edu",
            "Kim.2@Mail.Example.EDU",
            "kim3@example.edu",
            "kim4@xn--kln-sna.example");
  }
}
