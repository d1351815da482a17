package org.rollcall.local.seams;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.rollcall.credential.LinkTable;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

/**
 * The users' table in an in-memory DynamoDB Local, behind DynamoDB's protocol. The request is
 * passed to DynamoDB Local as the SDK's object. The response is serialised as JSON, so that the
 * client's unmarshalling, errors and retries are the real ones.
 */
final class InMemoryUsersTable implements InMemoryService {

  static final String TABLE = "rollcall-users";
  static final String KEY = "primary_id";

  /** The name of the table of sign-in links. */
  static final String LINKS = "rollcall-links";

  private static final String JSON = "application/x-amz-json-1.0";
  private static final String ERRORS = "com.amazonaws.dynamodb.v20120810#";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Strong references: java.util.logging discards the settings of unreferenced loggers. */
  private static final List<Logger> SILENCED =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"));

  private final DynamoDbClient database;

  InMemoryUsersTable() {
    SILENCED.forEach(logger -> logger.setUseParentHandlers(false));
    initialize();
    var jobsRegister =
        new JobsRegister(
            Executors.newCachedThreadPool(
                work -> {
                  Thread thread = new Thread(work, "users-table");
                  thread.setDaemon(true);
                  return thread;
                }),
            false);
    database = new LocalDBClient(new SQLiteDBAccess(), jobsRegister).dynamoDbClient();
    createTable(TABLE, KEY);
    createTable(LINKS, LinkTable.KEY);
  }

  private void createTable(String name, String key) {
    database.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName(key).keyType(KeyType.HASH).build()));
  }

  private static void initialize() {
    try {
      SQLiteLibraryLoader.initialize();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local cannot load its library", e);
    }
  }

  /** Replaces all items. */
  void reset(Map<String, Map<String, AttributeValue>> items) {
    for (String key : items().keySet()) {
      if (!items.containsKey(key)) {
        database.deleteItem(
            delete -> delete.tableName(TABLE).key(Map.of(KEY, AttributeValue.fromS(key))));
      }
    }
    items.values().forEach(item -> database.putItem(put -> put.tableName(TABLE).item(item)));
  }

  /** The primary key in the attributes of an item or of a request. */
  static String keyOf(Map<String, AttributeValue> attributes) {
    return requireNonNull(attributes.get(KEY), "no key").s();
  }

  /** All items, by key. */
  Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    database
        .scan(scan -> scan.tableName(TABLE).consistentRead(true))
        .items()
        .forEach(item -> items.put(keyOf(item), item));
    return items;
  }

  /** A user; empty if there is none. */
  Optional<StoredUser> find(String id) {
    Map<String, AttributeValue> item =
        database.getItem(get -> get.tableName(TABLE).key(key(id)).consistentRead(true)).item();
    return Optional.of(item).filter(found -> !found.isEmpty()).map(UserItem::read);
  }

  /** Sets a field, as a program that does not know Rollcall does. */
  void set(String id, String field, JsonNode value) {
    database.updateItem(
        update ->
            update
                .tableName(TABLE)
                .key(key(id))
                .updateExpression("SET #f = :v")
                .expressionAttributeNames(Map.of("#f", field))
                .expressionAttributeValues(Map.of(":v", attribute(id, field, value))));
  }

  private static AttributeValue attribute(String id, String field, JsonNode value) {
    ObjectNode record = NODES.objectNode().put(KEY, id);
    record.set(field, value);
    StoredUser user = new StoredUser(new User(record), RollcallState.initial(PrimaryId.of(id)));
    return requireNonNull(UserItem.of(user).get(field));
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of(KEY, AttributeValue.fromS(id));
  }

  /** The jobs whose letters to a user an undo has withdrawn. */
  Set<String> withdrawnLetters(String id) {
    Map<String, AttributeValue> item =
        database.getItem(get -> get.tableName(TABLE).key(key(id)).consistentRead(true)).item();
    if (item.isEmpty()) {
      return Set.of();
    }
    return UserItem.read(item).state().letters().stream()
        .filter(letter -> letter.state().isWithdrawn())
        .map(letter -> letter.job().toString())
        .collect(Collectors.toSet());
  }

  @Override
  public Response handle(Request request) {
    try {
      return Response.text(200, JSON, Json.text(json(call(request.origin()))));
    } catch (DynamoDBLocalServiceException e) {
      return error(e.statusCode(), e.awsErrorDetails().errorCode());
    }
  }

  private SdkPojo call(SdkRequest request) {
    if (request instanceof UpdateItemRequest update) {
      return database.updateItem(update);
    }
    if (request instanceof BatchGetItemRequest get) {
      return database.batchGetItem(get);
    }
    if (request instanceof GetItemRequest get) {
      return database.getItem(get);
    }
    if (request instanceof ScanRequest scan) {
      return database.scan(scan);
    }
    if (request instanceof TransactWriteItemsRequest write) {
      return database.transactWriteItems(write);
    }
    throw new UnsupportedOperationException("unsupported: " + request.getClass().getSimpleName());
  }

  @Override
  public Response throttled(Request request) {
    return error(400, "ProvisionedThroughputExceededException");
  }

  @Override
  public Response serverError(Request request) {
    return error(500, "InternalServerError");
  }

  private static Response error(int status, String code) {
    return Response.text(
        status,
        JSON,
        NODES.objectNode().put("__type", ERRORS + code).put("message", code).toString());
  }

  private static ObjectNode json(SdkPojo object) {
    ObjectNode json = NODES.objectNode();
    for (SdkField<?> field : object.sdkFields()) {
      Object value = field.getValueOrDefault(object);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        json.set(field.locationName(), node(value));
      }
    }
    return json;
  }

  private static JsonNode node(Object value) {
    if (value instanceof SdkPojo object) {
      return json(object);
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((name, member) -> object.set(String.valueOf(name), node(member)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    if (value instanceof SdkBytes bytes) {
      return NODES.textNode(Base64.getEncoder().encodeToString(bytes.asByteArray()));
    }
    return Json.MAPPER.valueToTree(value);
  }
}
