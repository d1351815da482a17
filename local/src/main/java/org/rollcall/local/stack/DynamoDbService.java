package org.rollcall.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * DynamoDB's protocol for clients in other processes: reading and writing items, and describing the
 * table. The mapper of DynamoDB Local converts requests and responses.
 *
 * @param database a client of the database in this process
 */
public record DynamoDbService(DynamoDbClient database) implements JsonService {

  /** The prefix of the operations in {@code X-Amz-Target}. */
  public static final String PREFIX = "DynamoDB_20120810";

  private static final ObjectMapper JSON = new DynamoDbObjectMapper();

  private static final Map<String, Operation<?>> OPERATIONS =
      Map.ofEntries(
          operation("GetItem", GetItemRequest.class, DynamoDbClient::getItem),
          operation("BatchGetItem", BatchGetItemRequest.class, DynamoDbClient::batchGetItem),
          operation("Query", QueryRequest.class, DynamoDbClient::query),
          operation("Scan", ScanRequest.class, DynamoDbClient::scan),
          operation("PutItem", PutItemRequest.class, DynamoDbClient::putItem),
          operation("UpdateItem", UpdateItemRequest.class, DynamoDbClient::updateItem),
          operation("DeleteItem", DeleteItemRequest.class, DynamoDbClient::deleteItem),
          operation("BatchWriteItem", BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem),
          operation(
              "TransactWriteItems",
              TransactWriteItemsRequest.class,
              DynamoDbClient::transactWriteItems),
          operation("DescribeTable", DescribeTableRequest.class, DynamoDbClient::describeTable),
          operation("ListTables", ListTablesRequest.class, DynamoDbClient::listTables));

  @Override
  public ObjectNode call(String name, ObjectNode request) throws ServiceException {
    @Nullable Operation<?> operation = OPERATIONS.get(name);
    if (operation == null) {
      throw new ServiceException(
          "UnknownOperationException", "The local DynamoDB does not support %s.".formatted(name));
    }
    try {
      return operation.call(database, request);
    } catch (DynamoDbException e) {
      ObjectNode details = JSON.createObjectNode();
      if (e instanceof TransactionCanceledException cancelled) {
        details.set("CancellationReasons", JSON.valueToTree(cancelled.cancellationReasons()));
      }
      AwsErrorDetails error = e.awsErrorDetails();
      throw new ServiceException(error.errorCode(), String.valueOf(error.errorMessage()), details);
    } catch (SdkClientException e) {
      throw new ServiceException(500, "InternalServerError", String.valueOf(e.getMessage()));
    } catch (JsonProcessingException e) {
      throw new ServiceException("SerializationException", e.getOriginalMessage());
    }
  }

  private static <Q> Map.Entry<String, Operation<?>> operation(
      String name, Class<Q> request, BiFunction<DynamoDbClient, Q, Object> call) {
    return Map.entry(name, new Operation<>(request, call));
  }

  /** An operation of the API. */
  private record Operation<Q>(Class<Q> request, BiFunction<DynamoDbClient, Q, Object> call) {

    ObjectNode call(DynamoDbClient database, ObjectNode json) throws JsonProcessingException {
      return JSON.valueToTree(call.apply(database, JSON.treeToValue(json, request)));
    }
  }
}
