package org.rollcall.lambda;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static com.fasterxml.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.aws.Usage;
import org.rollcall.delivery.DeliveryRecorder;
import org.rollcall.delivery.InvalidSesEventException;
import org.rollcall.delivery.LetterEvent;
import org.rollcall.delivery.SesMessage;

/** Told by SNS what became of letters that SES has taken: {@link DeliveryRecorder}. */
public final class RecordDelivery implements RequestStreamHandler {

  /** SNS writes its keys with capitals, and may add some. */
  private static final JsonMapper SNS =
      JsonMapper.builder()
          .propertyNamingStrategy(UPPER_CAMEL_CASE)
          .disable(FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(SNSEvent.SNS.class, WithoutTimestamp.class)
          .build();

  private final Wiring wiring;

  /** Made by Lambda. */
  public RecordDelivery() {
    this(Wiring.ofEnvironment());
  }

  public RecordDelivery(Wiring wiring) {
    this.wiring = wiring;
  }

  /** When SNS sent a message is of no interest, and of a type that asks for a module of its own. */
  @JsonIgnoreProperties("Timestamp")
  private interface WithoutTimestamp {}

  /**
   * What was done.
   *
   * @param recorded how many messages told of letters of jobs
   * @param ignored how many told of other mail, or of what is of no interest
   */
  public record Recorded(int recorded, int ignored) {}

  /** Some of the messages are not SES's; the others are recorded all the same. */
  static final class StrayMessages extends RuntimeException {
    StrayMessages(int stray, int all, InvalidSesEventException first) {
      super(stray + " of " + all + " messages: " + first.getMessage(), null, false, false);
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonRequestHandler.answer(in, out, SNS.readerFor(SNSEvent.class), this::record);
  }

  private Recorded record(SNSEvent event) {
    List<String> messages = messages(event);
    List<LetterEvent> letters = new ArrayList<>();
    List<InvalidSesEventException> stray = new ArrayList<>();
    for (String message : messages) {
      try {
        SesMessage.read(message).ifPresent(letters::add);
      } catch (InvalidSesEventException e) {
        stray.add(e);
      }
    }
    Usage work = new Usage();
    int recorded = new DeliveryRecorder(wiring.users(work), wiring.bucket(work)).record(letters);
    if (!stray.isEmpty()) {
      throw new StrayMessages(stray.size(), messages.size(), stray.get(0));
    }
    return new Recorded(recorded, messages.size() - recorded);
  }

  private static List<String> messages(SNSEvent event) {
    return Optional.ofNullable(event.getRecords()).orElse(List.of()).stream()
        .map(
            record -> Optional.ofNullable(record.getSNS()).map(SNSEvent.SNS::getMessage).orElse(""))
        .toList();
  }
}
