package org.rollcall.lambda;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static com.fasterxml.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.delivery.DeliveryRecorder;
import org.rollcall.delivery.InvalidSesEventException;
import org.rollcall.delivery.LetterEvent;
import org.rollcall.delivery.SesMessage;

/** Records the deliveries of sent letters, which SES reports by SNS: {@link DeliveryRecorder}. */
public final class RecordDelivery extends JsonRequestHandler<SNSEvent> {

  /** For {@link SnapshotPriming}. */
  static final String EXAMPLE =
      """
      {"Records": [{"Sns": {"Message": "{}"}}]}
      """;

  /** SNS writes keys in upper camel case and may add new keys. */
  private static final JsonMapper SNS =
      JsonMapper.builder()
          .propertyNamingStrategy(UPPER_CAMEL_CASE)
          .disable(FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(SNSEvent.SNS.class, WithoutTimestamp.class)
          .build();

  private final Wiring wiring;

  /** For Lambda. */
  public RecordDelivery() {
    this(Wiring.ofEnvironment());
    SnapshotPriming.register(RecordDelivery::new, EXAMPLE);
  }

  public RecordDelivery(Wiring wiring) {
    super(SNS, SNSEvent.class);
    this.wiring = wiring;
  }

  /** Leaves out the time stamp, which is not needed and whose type requires a Jackson module. */
  @JsonIgnoreProperties("Timestamp")
  private interface WithoutTimestamp {}

  /**
   * The function's result.
   *
   * @param recorded the number of messages about letters of jobs
   * @param ignored the number of messages about other mail, or of other types
   */
  public record Recorded(int recorded, int ignored) {}

  /** Some messages are not from SES. The others were recorded. */
  static final class InvalidMessagesException extends RuntimeException {
    InvalidMessagesException(int invalid, int all, InvalidSesEventException first) {
      super(
          "invalid messages: " + invalid + " of " + all + "; the first: " + first.getMessage(),
          null,
          false,
          false);
    }
  }

  @Override
  Object handle(SNSEvent event) {
    List<String> messages = messages(event);
    List<LetterEvent> letters = new ArrayList<>();
    List<InvalidSesEventException> invalid = new ArrayList<>();
    for (String message : messages) {
      try {
        SesMessage.read(message).ifPresent(letters::add);
      } catch (InvalidSesEventException e) {
        invalid.add(e);
      }
    }
    int recorded = new DeliveryRecorder(wiring.users(), wiring.bucket()).record(letters);
    if (!invalid.isEmpty()) {
      throw new InvalidMessagesException(invalid.size(), messages.size(), invalid.get(0));
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
