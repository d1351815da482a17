package org.rollcall.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

class AwsClientsTest {

  private static final String REGION = "aws.region";

  @BeforeAll
  static void setRegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterAll
  static void resetRegion() {
    System.clearProperty(REGION);
  }

  @Test
  void everyClient_shouldHaveATimeLimit() throws ReflectiveOperationException {
    List<String> checked = new ArrayList<>();
    try (AwsClients clients = new AwsClients()) {
      for (Method method : AwsClients.class.getDeclaredMethods()) {
        if (SdkClient.class.isAssignableFrom(method.getReturnType())
            && method.getParameterCount() == 0) {
          try (SdkClient client = (SdkClient) method.invoke(clients)) {
            assertThat(client.serviceClientConfiguration().overrideConfiguration().apiCallTimeout())
                .as(method.getName())
                .isPresent();
          }
          checked.add(method.getName());
        }
      }
    }
    assertThat(checked).contains("cloudFormation", "dynamoDb", "lambda", "s3", "states");
  }
}
