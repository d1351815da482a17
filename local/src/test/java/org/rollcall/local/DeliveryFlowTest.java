package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.DeliveryFixture.patronWithMailbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.user.state.Delivery.Kind;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Deliveries, bounces and complaints of letters, and their effect on later letters. */
class DeliveryFlowTest {

  @TempDir static Path folder;
  static DeliveryFixture mail;
  static TestLibrary library;

  @BeforeAll
  static void open() {
    mail = new DeliveryFixture(folder);
    library = mail.library();
  }

  @AfterAll
  static void close() {
    mail.close();
  }

  @Test
  void report_shouldHaveTheDeliveryOfEveryLetter() {
    library.load(
        Patron.internal("ann"),
        patronWithMailbox("success", "sue"),
        patronWithMailbox("bounce", "ben"),
        patronWithMailbox("suppressionlist", "sid"),
        patronWithMailbox("complaint", "cat"),
        patronWithMailbox("ooto", "otto"));
    EndedJob job = mail.sendLettersTo("ann", "sue", "ben", "sid", "cat", "otto", "nobody");
    JsonNode before = job.report();

    mail.recordDeliveries(job);

    assertThat(job.cell("ann", "delivery")).isEqualTo("DELIVERED");
    assertThat(job.cell("sue", "delivery")).isEqualTo("DELIVERED");
    assertThat(job.cell("ben", "delivery")).isEqualTo("BOUNCED");
    assertThat(job.cell("sid", "delivery")).isEqualTo("BOUNCED");
    assertThat(job.cell("cat", "delivery")).isEqualTo("COMPLAINED");
    assertThat(job.cell("otto", "delivery")).isEqualTo("SOFT_BOUNCED");
    assertThat(job.cell("nobody", "delivery")).isEmpty();
    assertThat(job.reason("ben")).isEqualTo("LETTER_BOUNCED");
    assertThat(job.reason("cat")).isEqualTo("LETTER_COMPLAINED");
    assertThat(job.count("letters_sent")).isEqualTo(6);
    assertThat(job.count("letters_delivered")).isEqualTo(2);
    assertThat(job.count("letters_bounced")).isEqualTo(3);
    assertThat(job.count("letters_complained")).isEqualTo(1);
    assertThat(before.path("counters").path("letters_delivered").intValue()).isZero();
    assertThat(job.report().path("ended")).isEqualTo(before.path("ended"));
    assertThat(job.report().path("status")).isEqualTo(before.path("status"));
    assertThat(job.page()).contains("\"BOUNCED\"", "\"COMPLAINED\"");
    assertThat(mail.deliveryKind("ben", job)).contains(Kind.BOUNCED);
    assertThat(mail.deliveryKind("cat", job)).contains(Kind.COMPLAINED);
  }

  @Test
  void eventsOfMoreMessagesThanABatch_shouldAllBeRecorded() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String prefix : List.of("one", "two", "three")) {
      ids.addAll(library.load(prefix, 80));
    }

    EndedJob job = mail.recordDeliveries(mail.sendLettersTo(ids.toArray(String[]::new)));

    assertThat(job.count("letters_delivered")).isEqualTo(240);
    assertThat(mail.inbox().pendingEvents(1, file -> {})).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bounce, hal", "suppressionlist, lil"})
  void addressAfterAPermanentBounce_shouldGetNoLetterUntilItChanges(String mailbox, String id) {
    library.load(patronWithMailbox(mailbox, id));
    mail.sendLettersTo(id);
    library.recordDeliveries();
    library.load(
        patronWithMailbox(mailbox.toUpperCase(Locale.ROOT), id).with("last_name", "Newname"));

    EndedJob second = mail.sendLettersTo(id);
    library.load(Patron.internal(id).email(id + "@example.org"));
    EndedJob third = mail.recordDeliveries(mail.sendLettersTo(id));

    assertThat(second.cell(id, "letter")).isEqualTo("ADDRESS_BOUNCED");
    assertThat(second.reason(id)).isEqualTo("ADDRESS_BOUNCED");
    assertThat(second.count("addresses_bounced")).isEqualTo(1);
    assertThat(second.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(third.cell(id, "letter")).isEqualTo("SENT");
    assertThat(third.cell(id, "delivery")).isEqualTo("DELIVERED");
    assertThat(library.lettersTo(id + "@example.org")).hasSize(1);
    assertThat(library.lettersTo(mailbox + "+" + id + "@simulator.amazonses.com")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"ooto, ola", "complaint, cleo"})
  void addressAfterATransientBounceOrComplaint_shouldGetTheNextLetter(String mailbox, String id) {
    library.load(patronWithMailbox(mailbox, id));
    mail.sendLettersTo(id);
    library.recordDeliveries();

    assertThat(mail.sendLettersTo(id).cell(id, "letter")).isEqualTo("SENT");
  }

  @Test
  void addressThatBouncesBetweenUpdateAndLetter_shouldGetNoLetter() {
    library.load(patronWithMailbox("bounce", "bea"));
    mail.sendLettersTo("bea");
    AtomicInteger writes = new AtomicInteger();

    // The first write of a job without changes is the claim of the letter.
    EndedJob job =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                    library.recordDeliveries();
                  }
                }),
            LetterJobs.NOTIFY.formatted("bea"));

    assertThat(job.cell("bea", "letter")).isEqualTo("ADDRESS_BOUNCED");
    assertThat(library.lettersTo("bounce+bea@simulator.amazonses.com")).hasSize(1);
  }

  @Test
  void testOfLetters_shouldNotRecordDeliveriesForMembers() {
    library.load(Patron.internal("pat"));

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['pat']},
         'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'bounce@simulator.amazonses.com'}}
        """);
    library.recordDeliveries();

    assertThat(library.stored("pat").state().undeliverable()).isEmpty();
    assertThat(mail.sendLettersTo("pat").cell("pat", "letter")).isEqualTo("SENT");
  }

  @Test
  void ledger_shouldContainNoAddress() {
    library.load(patronWithMailbox("bounce", "una"), Patron.internal("ugo"));
    EndedJob job = mail.sendLettersTo("una", "ugo");

    mail.recordDeliveries(job);

    List<String> keys = library.keys("jobs/" + job.id() + "/deliveries/");
    assertThat(keys).hasSize(2);
    assertThat(keys).map(library::object).noneMatch(note -> note.contains("@"));
    assertThat(keys)
        .map(library::object)
        .anyMatch(
            note ->
                note.contains(
                    "\"bounce_type\":\"Permanent\",\"bounce_sub_type\":\"General\",\"status\":\"5.1.1\""));
  }
}
