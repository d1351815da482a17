package org.rollcall.local.endpoint.ses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.json.Json;
import software.amazon.awssdk.services.ses.model.MessageTag;

class SesEventTest extends SesServiceFixture {

  @ParameterizedTest
  @CsvSource({
    "zoe@example.org, Delivery",
    "success@simulator.amazonses.com, Delivery",
    "success+week.1@simulator.amazonses.com, Delivery",
    "bounce@simulator.amazonses.com, Bounce Permanent General",
    "Bounce+label@Simulator.AmazonSES.com, Bounce Permanent General",
    "suppressionlist@simulator.amazonses.com, Bounce Permanent Suppressed",
    "complaint+x@simulator.amazonses.com, Delivery Complaint",
    "ooto@simulator.amazonses.com, Delivery Bounce Transient General",
    "bounce@example.org, Delivery"
  })
  void letterWithAConfigurationSet_shouldHaveTheEventsOfItsAddress(String to, String expected)
      throws IOException {
    String id = send(request -> letter(request).destinations(to).configurationSetName("news"));

    Inbox.MessageEvents pending = pending().get(0);
    assertThat(pending.id()).isEqualTo(id);
    assertThat(pending.events().stream().map(SesEventTest::summary))
        .containsExactlyElementsOf(
            Pattern.compile(" (?=Complaint|Bounce)").splitAsStream(expected).toList());
  }

  /** An event's type and, for a bounce, its types. */
  private static String summary(String event) {
    JsonNode json = Json.read(event.getBytes(UTF_8), JsonNode.class);
    JsonNode bounce = json.path("bounce");
    return String.join(
            " ",
            json.path("eventType").asText(),
            bounce.path("bounceType").asText(),
            bounce.path("bounceSubType").asText())
        .strip();
  }

  private List<Inbox.MessageEvents> pending() throws IOException {
    return new Inbox(inbox, events).pendingEvents(100);
  }

  @Test
  void event_shouldHaveMessageIdAndTags() throws IOException {
    String id =
        send(
            request ->
                letter(request).configurationSetName("news").tags(tag("a", "1"), tag("b", "2")));

    JsonNode mail =
        Json.read(pending().get(0).events().get(0).getBytes(UTF_8), JsonNode.class).path("mail");
    assertThat(mail.path("messageId").asText()).isEqualTo(id);
    assertThat(mail.path("destination").path(0).asText()).isEqualTo("zoe@example.org");
    assertThat(mail.path("tags"))
        .hasToString("{\"ses:configuration-set\":[\"news\"],\"a\":[\"1\"],\"b\":[\"2\"]}");
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }

  @Test
  void letterWithoutAConfigurationSet_shouldHaveNoEvents() throws IOException {
    send(LETTER);

    assertThat(pending()).isEmpty();
  }

  @Test
  void eventsOfALetterThatWasNotWritten_shouldNotBePublished() throws IOException {
    String id = send(request -> letter(request).configurationSetName("news"));
    Files.delete(new Inbox(inbox, inbox).messageFile(id));

    assertThat(pending()).isEmpty();
  }

  @Test
  void publishedEvents_shouldBeDeleted() throws IOException {
    send(request -> letter(request).configurationSetName("news"));

    new Inbox(inbox, events).deleteEvents(pending());

    assertThat(pending()).isEmpty();
  }

  @Test
  void partialFilesOfAKilledProcess_shouldBeDeleted() throws IOException {
    Files.writeString(inbox.resolve("0000-1.part"), "half a let");
    Files.writeString(events.resolve("0000-1.json"), "[]");

    new Inbox(inbox, events).deleteUnsent();

    assertThat(filesInInbox()).isEmpty();
    assertThat(events).isEmptyDirectory();
  }
}
