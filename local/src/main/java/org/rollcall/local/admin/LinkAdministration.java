package org.rollcall.local.admin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.credential.LinkTable;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Deletes items of the table of sign-in links. A link without an item is not accepted. */
@UsesAwsSdk
public record LinkAdministration(DynamoDbClient client, String table) {

  /**
   * Deletes the links of a user, also those that were superseded.
   *
   * @return how many there were
   */
  public int deleteOf(PrimaryId user) {
    return delete("primary_id = :value", AttributeValue.fromS(user.key()));
  }

  /** Deletes the links that DynamoDB deletes by itself on AWS. */
  public void deleteExpired(Instant now) {
    delete(
        LinkTable.DELETE_AFTER + " < :value",
        AttributeValue.fromN(Long.toString(now.getEpochSecond())));
  }

  private int delete(String filter, AttributeValue value) {
    List<AttributeValue> locators =
        client
            .scanPaginator(
                scan ->
                    scan.tableName(table)
                        .consistentRead(true)
                        .filterExpression(filter)
                        .expressionAttributeValues(Map.of(":value", value)))
            .items()
            .stream()
            .map(item -> requireNonNull(item.get(LinkTable.KEY), "a link has no locator"))
            .toList();
    locators.forEach(
        locator ->
            client.deleteItem(
                delete -> delete.tableName(table).key(Map.of(LinkTable.KEY, locator))));
    return locators.size();
  }
}
