package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.local.DeliveryFixture.patronWithMailbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** SES events that are repeated, late, out of order, invalid or missing. */
class DeliveryEventFlowTest {

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
  void repeatedEvent_shouldChangeNothing() {
    library.load(patronWithMailbox("bounce", "ida"));
    EndedJob job = mail.sendLettersTo("ida");
    String event = mail.events("ida").get(0);
    library.recordDeliveries();
    StoredUser once = library.stored("ida");
    List<String> keys = library.keys("jobs/" + job.id() + "/deliveries/");

    assertThat(mail.record(event, event)).hasToString("{\"recorded\":2,\"ignored\":0}");

    assertThat(library.stored("ida")).isEqualTo(once);
    assertThat(library.keys("jobs/" + job.id() + "/deliveries/")).isEqualTo(keys).hasSize(1);
  }

  @Test
  void eventsInTheWrongOrder_shouldHaveTheSameResult() {
    library.load(patronWithMailbox("complaint", "uma"));
    EndedJob job = mail.sendLettersTo("uma");
    List<String> events = mail.events("uma");

    mail.record(events.get(1));
    mail.record(events.get(0));

    assertThat(events).hasSize(2);
    assertThat(mail.deliveryKind("uma", job)).contains(Kind.COMPLAINED);
    assertThat(mail.recordDeliveries(job).cell("uma", "delivery")).isEqualTo("COMPLAINED");
  }

  @Test
  void complaintThatIsNone_shouldBeReportedForWhatItIs() {
    library.load(patronWithMailbox("complaint", "ulla"), patronWithMailbox("complaint", "uwe"));
    EndedJob job = mail.sendLettersTo("ulla", "uwe");
    String abuse = "\"complaintFeedbackType\":\"abuse\"";
    String suppressed = "\"complaintSubType\":\"OnAccountSuppressionList\"";

    mail.record(mail.events("ulla").get(1).replace(abuse, suppressed));
    mail.record(mail.events("uwe").get(1).replace("\"abuse\"", "\"not-spam\""));
    library.reportAgain(job);

    assertThat(job.cell("ulla", "delivery")).isEqualTo("SUPPRESSED");
    assertThat(job.cell("ulla", "reason")).contains("suppression list of the account");
    assertThat(job.cell("uwe", "delivery")).isEmpty();
    assertThat(job.count("letters_complained")).isZero();
    assertThat(job.count("letters_bounced")).isEqualTo(1);
    assertThat(library.stored("ulla").state().undeliverable()).isEmpty();
  }

  @Test
  void letterOfAKilledSender_shouldBeSentAfterItsDeliveryEvent() throws UserModifiedException {
    library.load(Patron.internal("kit"));
    EndedJob job = mail.sendLettersTo("kit");
    StoredUser sent = library.stored("kit");
    LetterProgress mark = mail.letter("kit", job);
    library
        .wiring()
        .users()
        .replace(
            sent,
            sent.withState(
                sent.state()
                    .withLetter(
                        LetterProgress.of(mark.job(), mark.attempt(), mark.type(), State.DUE)
                            .asSending(library.wiring().clock().instant().plusSeconds(30)))));

    library.recordDeliveries();

    assertThat(mail.letter("kit", job).state()).isEqualTo(State.SENT);
    assertThat(mail.letter("kit", job).messageId()).isEqualTo(mark.messageId());
  }

  @Test
  void letterMissingFromTheItem_shouldBeInTheJobsFolder() {
    library.load(patronWithMailbox("bounce", "gus"));
    EndedJob job = mail.sendLettersTo("gus");
    library
        .wiring()
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(library.wiring().settings().tableName())
                    .key(Map.of("primary_id", AttributeValue.fromS("gus"))));

    assertThat(mail.recordDeliveries(job).cell("gus", "delivery")).isEqualTo("BOUNCED");
    assertThat(library.users()).doesNotContainKey("gus");
  }

  @Test
  void itemWrittenConcurrently_shouldHaveBothChanges() {
    library.load(patronWithMailbox("bounce", "tom"));
    EndedJob job = mail.sendLettersTo("tom");
    AtomicInteger writes = new AtomicInteger();

    DeliveryFixture.record(
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                library.load(patronWithMailbox("bounce", "tom").with("last_name", "Newname"));
              }
            }),
        mail.events("tom").get(0));

    assertThat(writes).hasValue(2);
    assertThat(library.record("tom").path("last_name").asText()).isEqualTo("Newname");
    assertThat(mail.deliveryKind("tom", job)).contains(Kind.BOUNCED);
  }

  @Test
  void itemWithInvalidState_shouldGetTheDelivery() {
    library.load(patronWithMailbox("bounce", "odd"));
    EndedJob job = mail.sendLettersTo("odd");
    library
        .wiring()
        .dynamoDb()
        .updateItem(
            update ->
                update
                    .tableName(library.wiring().settings().tableName())
                    .key(Map.of("primary_id", AttributeValue.fromS("odd")))
                    .updateExpression("SET contact_info.tags = :tags")
                    .expressionAttributeValues(
                        Map.of(":tags", AttributeValue.fromSs(List.of("b", "a")))));

    mail.record(mail.events("odd").get(0));

    assertThat(mail.deliveryKind("odd", job)).contains(Kind.BOUNCED);
  }

  @Test
  void itemThatCannotBeWritten_shouldNotAffectOtherItems() {
    library.load(
        patronWithMailbox("bounce", "pia"),
        patronWithMailbox("bounce", "pip"),
        patronWithMailbox("bounce", "pom"));
    EndedJob job = mail.sendLettersTo("pia", "pip", "pom");
    var busy =
        FaultyClient.forDynamoDb(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest update
                  && Map.of("primary_id", AttributeValue.fromS("pip")).equals(update.key())) {
                throw ConditionalCheckFailedException.builder().build();
              }
            });
    String[] events =
        List.of("pia", "pip", "pom").stream()
            .map(user -> mail.events(user).get(0))
            .toArray(String[]::new);

    assertThatThrownBy(() -> DeliveryFixture.record(busy, events))
        .hasMessageContaining("IllegalStateException");

    assertThat(mail.deliveryKind("pia", job)).contains(Kind.BOUNCED);
    assertThat(mail.deliveryKind("pip", job)).isEmpty();
    assertThat(mail.deliveryKind("pom", job)).contains(Kind.BOUNCED);
  }

  @Test
  void eventOfADeletedJob_shouldBeIgnored() {
    library.load(patronWithMailbox("bounce", "ned"));
    EndedJob job = mail.sendLettersTo("ned");
    String event = mail.events("ned").get(0).replace(job.id(), "job-of-long-ago");
    StoredUser before = library.stored("ned");

    assertThat(mail.record(event, event.replace("job-of-long-ago", "../sets")))
        .hasToString("{\"recorded\":0,\"ignored\":2}");

    assertThat(library.keys("jobs/job-of-long-ago")).isEmpty();
    assertThat(library.stored("ned")).isEqualTo(before);
  }

  @Test
  void invalidMessage_shouldBeAnErrorAfterTheOthersAreRecorded() {
    library.load(patronWithMailbox("bounce", "vic"));
    EndedJob job = mail.sendLettersTo("vic");
    String event = mail.events("vic").get(0);

    assertThatThrownBy(() -> mail.record("Dear vic@example.edu,", event))
        .hasMessageContaining("invalid messages: 1 of 2; the first: not an event of Amazon SES")
        .hasMessageNotContaining("vic");

    assertThat(mail.deliveryKind("vic", job)).contains(Kind.BOUNCED);
  }

  @Test
  void invalidSnsEvent_shouldBeRejectedWithoutQuotingIt() {
    assertThatThrownBy(
            () ->
                TestLibrary.invoke(
                    new RecordDelivery(library.wiring()), "{'Records': 'vic@example.edu'}"))
        .hasMessage("the request is not a valid SNSEvent of this function");
  }

  @Test
  void eventsOfAFailedInvocation_shouldBeKept() throws IOException {
    library.load(Patron.internal("max"));
    EndedJob job = mail.sendLettersTo("max");
    new SesEventTopic(
            mail.inbox(),
            (function, payload) -> {
              throw new IllegalStateException("no such luck");
            },
            new org.rollcall.local.stack.FileFaults())
        .deliver();
    assertThat(mail.letter("max", job).delivery()).isEmpty();
    library.recordDeliveries();

    assertThat(mail.deliveryKind("max", job)).contains(Kind.DELIVERED);
    assertThat(mail.inbox().pendingEvents(1, file -> {})).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounce", "complaint", "delivery"})
  void sampleEvent_shouldBeRecordedForAnExistingJob(String kind) throws IOException {
    library.load(Patron.internal("amelie.daubigne.0172"));
    EndedJob job = mail.sendLettersTo("amelie.daubigne.0172");
    String event =
        Files.readString(TestLibrary.HOME.resolve("events/record-delivery-" + kind + ".json"));

    String answer = TestLibrary.invoke(new RecordDelivery(library.wiring()), event).toString();
    String again =
        TestLibrary.invoke(
                new RecordDelivery(library.wiring()),
                event.replace("20261122-100000-graduating-patrons-2026-a1b2", job.id()))
            .toString();

    assertThat(answer).isEqualTo("{\"recorded\":0,\"ignored\":1}");
    assertThat(again).isEqualTo("{\"recorded\":1,\"ignored\":0}");
  }
}
