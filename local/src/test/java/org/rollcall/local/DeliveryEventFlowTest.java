package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollcall.local.Correspondence.at;

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
import org.rollcall.aws.Usage;
import org.rollcall.lambda.RecordDelivery;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress;
import org.rollcall.user.state.LetterProgress.State;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** SES's events as they come: twice, late, in the wrong order, about nothing, or not at all. */
class DeliveryEventFlowTest {

  @TempDir static Path folder;
  static Correspondence mail;
  static Library library;

  @BeforeAll
  static void open() {
    mail = new Correspondence(folder);
    library = mail.library();
  }

  @AfterAll
  static void close() {
    mail.close();
  }

  @Test
  void eventThatComesAgain_shouldChangeNothing() {
    library.load(at("bounce", "ida"));
    EndedJob job = mail.writeTo("ida");
    String event = mail.events("ida").get(0);
    library.hearOfLetters();
    StoredUser once = library.stored("ida");
    List<String> keys = library.keys("jobs/" + job.id() + "/deliveries/");

    assertThat(mail.record(event, event)).hasToString("{\"recorded\":2,\"ignored\":0}");

    assertThat(library.stored("ida")).isEqualTo(once);
    assertThat(library.keys("jobs/" + job.id() + "/deliveries/")).isEqualTo(keys).hasSize(1);
  }

  @Test
  void eventsInTheWrongOrder_shouldComeToTheSame() {
    library.load(at("complaint", "uma"));
    EndedJob job = mail.writeTo("uma");
    List<String> events = mail.events("uma");

    mail.record(events.get(1));
    mail.record(events.get(0));

    assertThat(events).hasSize(2);
    assertThat(mail.fate("uma", job)).contains(Kind.COMPLAINED);
    assertThat(mail.heardOf(job).cell("uma", "delivery")).isEqualTo("COMPLAINED");
  }

  @Test
  void letterWhoseSenderDiedBeforeItsMark_shouldBeSentOnceSesTellsOfIt()
      throws UserModifiedException {
    library.load(Patron.internal("kit"));
    EndedJob job = mail.writeTo("kit");
    StoredUser sent = library.stored("kit");
    LetterProgress mark = mail.mark("kit", job);
    library
        .wiring()
        .users(new Usage())
        .replace(
            sent,
            sent.withState(
                sent.state()
                    .withLetter(
                        mark.asSending(library.wiring().clock().instant().plusSeconds(30)))));

    library.hearOfLetters();

    assertThat(mail.mark("kit", job).state()).isEqualTo(State.SENT);
    assertThat(mail.mark("kit", job).messageId()).isEqualTo(mark.messageId());
  }

  @Test
  void letterThatNobodyMarks_shouldStillBeInTheJobsFolder() {
    library.load(at("bounce", "gus"));
    EndedJob job = mail.writeTo("gus");
    library
        .wiring()
        .dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(library.wiring().settings().tableName())
                    .key(Map.of("primary_id", AttributeValue.fromS("gus"))));

    assertThat(mail.heardOf(job).cell("gus", "delivery")).isEqualTo("BOUNCED");
    assertThat(library.everybody()).doesNotContainKey("gus");
  }

  @Test
  void itemThatOthersWriteAtTheSameTime_shouldHaveBoth() {
    library.load(at("bounce", "tom"));
    EndedJob job = mail.writeTo("tom");
    AtomicInteger writes = new AtomicInteger();

    Correspondence.record(
        InTheWay.ofTable(
            library.wiring(),
            request -> {
              if (request instanceof UpdateItemRequest && writes.incrementAndGet() == 1) {
                library.load(at("bounce", "tom").with("last_name", "Newname"));
              }
            }),
        mail.events("tom").get(0));

    assertThat(writes).hasValue(2);
    assertThat(library.record("tom").path("last_name").asText()).isEqualTo("Newname");
    assertThat(mail.fate("tom", job)).contains(Kind.BOUNCED);
  }

  @Test
  void itemThatOthersHaveWrittenOddly_shouldBeMarkedAllTheSame() {
    library.load(at("bounce", "odd"));
    EndedJob job = mail.writeTo("odd");
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

    assertThat(mail.fate("odd", job)).contains(Kind.BOUNCED);
  }

  @Test
  void userWhoseItemCannotBeMarked_shouldNotKeepOthersFromBeingMarked() {
    library.load(at("bounce", "pia"), at("bounce", "pip"), at("bounce", "pom"));
    EndedJob job = mail.writeTo("pia", "pip", "pom");
    var busy =
        InTheWay.ofTable(
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

    assertThatThrownBy(() -> Correspondence.record(busy, events))
        .hasMessageContaining("IllegalStateException");

    assertThat(mail.fate("pia", job)).contains(Kind.BOUNCED);
    assertThat(mail.fate("pip", job)).isEmpty();
    assertThat(mail.fate("pom", job)).contains(Kind.BOUNCED);
  }

  @Test
  void eventOfAJobThatIsNotThere_shouldBeIgnoredAndMakeNoFolder() {
    library.load(at("bounce", "ned"));
    EndedJob job = mail.writeTo("ned");
    String event = mail.events("ned").get(0).replace(job.id(), "job-of-long-ago");
    StoredUser before = library.stored("ned");

    assertThat(mail.record(event, event.replace("job-of-long-ago", "../sets")))
        .hasToString("{\"recorded\":0,\"ignored\":2}");

    assertThat(library.keys("jobs/job-of-long-ago")).isEmpty();
    assertThat(library.stored("ned")).isEqualTo(before);
  }

  @Test
  void messageThatIsNoEvent_shouldBeAnErrorAfterTheOthersAreRecorded() {
    library.load(at("bounce", "vic"));
    EndedJob job = mail.writeTo("vic");
    String event = mail.events("vic").get(0);

    assertThatThrownBy(() -> mail.record("Dear vic@example.edu,", event))
        .hasMessageContaining("1 of 2 messages: not an event of Amazon SES")
        .hasMessageNotContaining("vic");

    assertThat(mail.fate("vic", job)).contains(Kind.BOUNCED);
  }

  @Test
  void whatIsNotOfATopic_shouldBeRefusedWithoutBeingQuoted() {
    assertThatThrownBy(
            () ->
                Library.invoke(
                    new RecordDelivery(library.wiring()), "{'Records': 'vic@example.edu'}"))
        .hasMessage("the request is not a SNSEvent of this function");
  }

  @Test
  void eventsThatTheFunctionFailsOn_shouldBeKeptForTheNextTime() {
    library.load(Patron.internal("max"));
    EndedJob job = mail.writeTo("max");
    new SesEventTopic(
            mail.pending(),
            (function, payload) -> {
              throw new IllegalStateException("no such luck");
            })
        .deliver();
    assertThat(mail.mark("max", job).delivery()).isEmpty();
    library.hearOfLetters();

    assertThat(mail.fate("max", job)).contains(Kind.DELIVERED);
    assertThat(mail.pending().pending(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bounce", "complaint", "delivery"})
  void sampleEvent_shouldBeRecordedOnceItsJobIsThere(String kind) throws IOException {
    library.load(Patron.internal("amelie.daubigne.0172"));
    EndedJob job = mail.writeTo("amelie.daubigne.0172");
    String event =
        Files.readString(Library.HOME.resolve("events/record-delivery-" + kind + ".json"));

    String answer = Library.invoke(new RecordDelivery(library.wiring()), event).toString();
    String again =
        Library.invoke(
                new RecordDelivery(library.wiring()),
                event.replace("20261122-100000-graduating-patrons-2026-a1b2", job.id()))
            .toString();

    assertThat(answer).isEqualTo("{\"recorded\":0,\"ignored\":1}");
    assertThat(again).isEqualTo("{\"recorded\":1,\"ignored\":0}");
  }
}
