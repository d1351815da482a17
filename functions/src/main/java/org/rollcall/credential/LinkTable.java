package org.rollcall.credential;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * The table of sign-in links in DynamoDB, with one item for each link, under its locator. An item
 * says whose link it is, because a link does not name its user. DynamoDB deletes it some time after
 * the link has expired. Every method throws {@link LinkTableException} if DynamoDB fails. See
 * D-191.
 */
@UsesAwsSdk
public final class LinkTable {

  /** The attribute that is the table's key. */
  public static final String KEY = "locator";

  /** The attribute with the second of the epoch after which DynamoDB deletes the item. */
  public static final String DELETE_AFTER = "delete_after";

  /**
   * How long an item is kept after its link has expired, to tell an expired link from a wrong one.
   */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String USER = "primary_id";
  private static final String JOB_ID = "job_id";
  private static final String STARTED = "started";
  private static final String ISSUED = "issued";
  private static final String EXPIRES = "expires";

  private final DynamoDbClient client;
  private final String table;

  public LinkTable(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /** Writes the item of a link. If there is one, only its expiry changes. */
  public void put(IssuedLink link) {
    try {
      client.updateItem(
          request ->
              request
                  .tableName(table)
                  .key(key(link.locator()))
                  .updateExpression(
                      "SET primary_id = :user, job_id = :job, started = :started,"
                          + " issued = :issued, expires = :expires, delete_after = :delete")
                  .expressionAttributeValues(
                      Map.of(
                          ":user", AttributeValue.fromS(link.user().key()),
                          ":job", AttributeValue.fromS(link.job().jobId().value()),
                          ":started", AttributeValue.fromS(link.job().started().toString()),
                          ":issued", AttributeValue.fromS(link.issued().toString()),
                          ":expires", AttributeValue.fromS(link.expires().toString()),
                          ":delete", AttributeValue.fromN(deleteAfter(link))))
                  .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    } catch (SdkException e) {
      throw new LinkTableException(e);
    }
  }

  private static String deleteAfter(IssuedLink link) {
    return Long.toString(link.expires().plus(KEPT).getEpochSecond());
  }

  /** Finds a link with a consistent read. */
  public Optional<IssuedLink> find(String locator) {
    try {
      Map<String, AttributeValue> item =
          client
              .getItem(
                  request ->
                      request
                          .tableName(table)
                          .key(key(locator))
                          .consistentRead(true)
                          .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
              .item();
      return Optional.of(item).filter(found -> !found.isEmpty()).map(LinkTable::link);
    } catch (SdkException e) {
      throw new LinkTableException(e);
    }
  }

  private static Map<String, AttributeValue> key(String locator) {
    return Map.of(KEY, AttributeValue.fromS(locator));
  }

  private static IssuedLink link(Map<String, AttributeValue> item) {
    return new IssuedLink(
        text(item, KEY),
        PrimaryId.of(text(item, USER)),
        new JobReference(new JobId(text(item, JOB_ID)), Instant.parse(text(item, STARTED))),
        Instant.parse(text(item, ISSUED)),
        Instant.parse(text(item, EXPIRES)));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), "an item of the links lacks an attribute").s();
  }
}
