package org.rollcall.local;

import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rollcall.lambda.Wiring;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/** Wirings in which a service of AWS fails for one user. */
final class FailingServices {

  private FailingServices() {}

  /** Makes DynamoDB fail for the chunk of a user. */
  static Wiring failing(String id, Wiring wiring) {
    Map<String, AttributeValue> key = Map.of("primary_id", AttributeValue.fromS(id));
    return FaultyClient.forDynamoDb(
        wiring,
        request -> {
          if (request instanceof BatchGetItemRequest read
              && read.requestItems().values().stream()
                  .anyMatch(table -> table.keys().equals(List.of(key)))) {
            throw InternalServerErrorException.builder().statusCode(500).build();
          }
        });
  }

  /** Makes SES unreachable for the letter to a user. */
  static Wiring unsendable(String id, Wiring wiring) {
    return FaultyClient.forSes(
        wiring,
        request -> {
          if (isLetterTo(id, request)) {
            throw SdkClientException.create("no connection", new ConnectException());
          }
        });
  }

  static Wiring refused(String id, Wiring wiring) {
    return FaultyClient.forSes(
        wiring,
        request -> {
          if (isLetterTo(id, request)) {
            throw MessageRejectedException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("MessageRejected").build())
                .statusCode(400)
                .build();
          }
        });
  }

  static boolean isLetterTo(String id, Object request) {
    return request instanceof SendRawEmailRequest mail
        && mail.destinations().contains(id + "@example.edu");
  }

  /** Kills the function between SES's response and the write of the letter's result. */
  static Wiring dyingAfterTheLetterTo(String id, TestLibrary library) {
    return FaultyClient.forDynamoDb(
        library.wiring(),
        request -> {
          if (request instanceof UpdateItemRequest
              && !library.lettersTo(id + "@example.edu").isEmpty()) {
            throw new OutOfMemoryError("killed");
          }
        });
  }

  /** The details of an error with a code. */
  static AwsErrorDetails code(String code) {
    return AwsErrorDetails.builder().errorCode(code).build();
  }

  /** Fails requests of a type. */
  static Consumer<Object> on(Class<?> type, RuntimeException failure) {
    return request -> {
      if (type.isInstance(request)) {
        throw failure;
      }
    };
  }
}
