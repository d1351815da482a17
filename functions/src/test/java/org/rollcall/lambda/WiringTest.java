package org.rollcall.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollcall.aws.LambdaQuota;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

class WiringTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME",
          "users",
          "LINK_TABLE_NAME",
          "links",
          "BUCKET_NAME",
          "bucket",
          "PASSWORD_KEY_ID",
          "key");

  /** The shortest timeout of a function. */
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(10);

  private static final String REGION = "aws.region";

  @BeforeAll
  static void setRegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterAll
  static void resetRegion() {
    System.clearProperty(REGION);
  }

  /** All clients of a wiring, by the name of their component. */
  private static Map<String, SdkClient> clients(Wiring wiring) throws ReflectiveOperationException {
    Map<String, SdkClient> clients = new LinkedHashMap<>();
    for (RecordComponent component : Wiring.class.getRecordComponents()) {
      Object value = component.getAccessor().invoke(wiring);
      Object created =
          value instanceof Supplier<?> supplier
              ? supplier.get()
              : value instanceof LambdaQuota quota ? quota.client().get() : value;
      if (created instanceof SdkClient client) {
        clients.put(component.getName(), client);
      }
    }
    return clients;
  }

  @Test
  void everyClient_shouldHaveTimeLimits() throws ReflectiveOperationException {
    Map<String, SdkClient> clients = clients(Wiring.of(ENVIRONMENT));

    assertThat(clients)
        .containsKeys("dynamoDb", "s3", "ses", "kms", "stepFunctions", "concurrency");
    clients.forEach(
        (name, client) -> {
          ClientOverrideConfiguration limits =
              client.serviceClientConfiguration().overrideConfiguration();
          assertThat(limits.apiCallTimeout()).as(name).isPresent();
          // A letter has no second attempt after a timeout, so its call has one limit.
          if (!name.equals("ses")) {
            assertThat(limits.apiCallAttemptTimeout()).as(name).isPresent();
            assertThat(limits.apiCallAttemptTimeout().get().multipliedBy(2))
                .as("a second attempt of " + name)
                .isLessThanOrEqualTo(limits.apiCallTimeout().get());
          }
        });
  }

  @Test
  void clientsOfFunctionsForWhichPeopleWait_shouldEndBeforeTheFunction()
      throws ReflectiveOperationException {
    Map<String, SdkClient> clients = clients(Wiring.of(ENVIRONMENT));

    for (String name : new String[] {"dynamoDb", "kms"}) {
      assertThat(clients.get(name))
          .satisfies(
              client ->
                  assertThat(
                          client
                              .serviceClientConfiguration()
                              .overrideConfiguration()
                              .apiCallAttemptTimeout())
                      .hasValueSatisfying(limit -> assertThat(limit).isLessThan(MIN_TIMEOUT)));
    }
  }
}
