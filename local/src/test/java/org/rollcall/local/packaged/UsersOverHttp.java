package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceError;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * DynamoDB's protocol in front of the database of this process, for clients in another one: what
 * the functions' rights let them ask of their table, no more. Requests and answers are put into
 * objects and back by DynamoDB Local's own mapper.
 */
final class UsersOverHttp implements JsonService {

  /** What stands before the operation's name in {@code X-Amz-Target}. */
  static final String PREFIX = "DynamoDB_20120810";

  private static final ObjectMapper JSON = new DynamoDbObjectMapper();

  private final DynamoDbClient database;

  UsersOverHttp(DynamoDbClient database) {
    this.database = requireNonNull(database, "database is null");
  }

  @Override
  public ObjectNode call(String operation, ObjectNode request) throws ServiceError {
    try {
      return JSON.valueToTree(answer(operation, request));
    } catch (DynamoDbException e) {
      throw new ServiceError(e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage());
    } catch (JsonProcessingException e) {
      throw new ServiceError("SerializationException", e.getOriginalMessage());
    }
  }

  private Object answer(String operation, ObjectNode request)
      throws ServiceError, JsonProcessingException {
    return switch (operation) {
      case "BatchGetItem" ->
          database.batchGetItem(JSON.treeToValue(request, BatchGetItemRequest.class));
      case "Scan" -> database.scan(JSON.treeToValue(request, ScanRequest.class));
      case "UpdateItem" -> database.updateItem(JSON.treeToValue(request, UpdateItemRequest.class));
      default ->
          throw new ServiceError("UnknownOperationException", "no function may " + operation);
    };
  }
}
