package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.load.LoadRule;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Writes to a table that refuses records. */
class UserLoaderTest {

  /** A DynamoDB client that refuses all records. */
  private static DynamoDbClient refusingClient() {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              throw DynamoDbException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder().errorCode("ValidationException").build())
                  .build();
            });
  }

  @Test
  void record_thatDynamoDbRefuses_shouldBeReportedAlone() {
    StringWriter notes = new StringWriter();
    UserAdministration users = new UserAdministration(refusingClient(), "users");
    UserLoader loader =
        new UserLoader(users, LoadRule.PROTECT, kept -> {}, CommandResult.console(notes));

    for (String id : new String[] {"ann", "bob"}) {
      loader.record(
          "users.json " + id,
          Json.MAPPER.createObjectNode().put("primary_id", id).put("account_type", "INTERNAL"),
          50);
    }

    assertThat(loader.finish()).isEqualTo(new LoadCount(0, 0, 0, 2, 0, 0, 0, 0, 0));
    assertThat(notes.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith("[RECORD_REFUSED_BY_DYNAMODB]"));
  }
}
