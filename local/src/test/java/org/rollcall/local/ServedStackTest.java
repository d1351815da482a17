package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.aws.Bucket;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.packaged.FunctionEnvironment;
import org.rollcall.local.packaged.StackTemplate;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserModifiedException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A served local stack, used through the SDK's clients and HTTP. */
class ServedStackTest {

  @TempDir static Path folder;
  static TestLibrary library;
  static ServedStack served;

  @BeforeAll
  static void serve() {
    library = TestLibrary.empty(folder);
    served = library.serve();
  }

  @AfterAll
  static void close() {
    library.close();
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI address) {
    return builder
        .endpointOverride(address)
        .region(Region.US_EAST_1)
        .credentialsProvider(served.key().credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.builder(), served.services());
  }

  private static LambdaClient lambda() {
    return client(LambdaClient.builder(), served.services());
  }

  private static CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.builder(), served.services());
  }

  private static String output(String name) {
    try (CloudFormationClient cloudFormation = cloudFormation()) {
      Stack stack =
          cloudFormation.describeStacks(of -> of.stackName(LocalStack.NAME)).stacks().get(0);
      return stack.outputs().stream()
          .filter(output -> output.outputKey().equals(name))
          .map(Output::outputValue)
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void usersTable_shouldWorkInAnotherProgram() throws UserModifiedException {
    try (DynamoDbClient client = dynamoDb()) {
      UserTable table = new UserTable(client, output("TableName"));
      UserAdministration administration = new UserAdministration(client, output("TableName"));
      List<User> users =
          IntStream.range(0, UserAdministration.MAX_BATCH_USERS)
              .mapToObj(number -> Patron.internal("Élan " + number).toUser())
              .toList();
      administration.load(users);
      StoredUser before = table.find(PrimaryId.of("élan 7")).orElseThrow();
      assertThat(before.user().record()).isEqualTo(users.get(7).record());

      table.saveState(before, before.state());
      assertThatExceptionOfType(UserModifiedException.class)
          .isThrownBy(() -> table.saveState(before, before.state()));
      assertThat(administration.delete(PrimaryId.of("Élan 7"))).isTrue();
      assertThat(library.users()).containsKey("élan 8").doesNotContainKey("élan 7");
    }
  }

  @Test
  void tableErrors_shouldBeTypedExceptionsInTheSdk() {
    try (DynamoDbClient client = dynamoDb()) {
      String table = output("TableName");
      TransactWriteItem put =
          TransactWriteItem.builder()
              .put(
                  item ->
                      item.tableName(table)
                          .item(Map.of("primary_id", AttributeValue.fromS("x")))
                          .conditionExpression("attribute_exists(primary_id)"))
              .build();
      assertThatExceptionOfType(TransactionCanceledException.class)
          .isThrownBy(() -> client.transactWriteItems(request -> request.transactItems(put)))
          .satisfies(
              e ->
                  assertThat(e.cancellationReasons())
                      .singleElement()
                      .satisfies(
                          reason -> assertThat(reason.code()).isEqualTo("ConditionalCheckFailed")));
      assertThatExceptionOfType(DynamoDbException.class)
          .isThrownBy(() -> client.deleteTable(request -> request.tableName(table)))
          .satisfies(
              e ->
                  assertThat(e.awsErrorDetails().errorMessage())
                      .isEqualTo("The local DynamoDB does not support DeleteTable."));
    }
  }

  @Test
  void functions_shouldHaveTheVariablesOfTheTemplate() {
    StackTemplate template = StackTemplate.read(TestLibrary.HOME);
    assertThat(template.functions())
        .allSatisfy(
            function ->
                assertThat(StackSettings.functionVariables())
                    .containsAllEntriesOf(
                        template.environment(
                            function, FunctionEnvironment.resources(library.wiring().settings()))));
  }

  @Test
  void jobStartedByAnotherProgram_shouldRun() {
    library.load(Patron.external("zoe"));
    try (SfnClient states = client(SfnClient.builder(), served.services());
        S3Client s3 = client(S3Client.builder().forcePathStyle(true), served.s3())) {
      EndedJob job =
          library.run(
              states,
              """
              {"initiated_by": "user.manager", "set": {"members": ["zoe"]},
               "changes": {"account_type": {"value": "INTERNAL"}}}
              """);
      assertThat(job.execution().stateMachineArn()).isEqualTo(output("StateMachineArn"));
      Bucket bucket = new Bucket(s3, output("BucketName"));
      assertThat(bucket.get("jobs/" + job.id() + "/report.json")).isPresent();
    }
  }

  @Test
  void function_shouldReturnResultsAndErrorsAsInLambda() {
    try (LambdaClient lambda = lambda()) {
      String checkCredential = output("CheckCredentialFunctionArn");
      InvokeResponse answer =
          invoke(lambda, checkCredential + ":live", "{\"primary_id\":\"me\",\"password\":\"p\"}");
      assertThat(answer.functionError()).isNull();
      assertThat(answer.payload().asUtf8String()).contains("\"verdict\"");

      InvokeResponse failure = invoke(lambda, "ReportJob", "{\"job_id\": \"unknown-job\"}");
      assertThat(failure.functionError()).isEqualTo("Unhandled");
      assertThat(failure.payload().asUtf8String()).contains("errorType", "errorMessage");

      assertThatExceptionOfType(ResourceNotFoundException.class)
          .isThrownBy(() -> invoke(lambda, "RepportJob", "{}"))
          .withMessageContaining("Function not found: RepportJob")
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    }
  }

  private static InvokeResponse invoke(LambdaClient lambda, String function, String payload) {
    return lambda.invoke(
        request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  void describeStacks_shouldReturnOnlyThisStack() {
    assertThat(output("ReportJobFunctionArn")).endsWith(":function:ReportJob");
    assertThat(output("DataFolder")).isEqualTo(folder.toAbsolutePath().toString());
    try (CloudFormationClient cloudFormation = cloudFormation()) {
      assertThat(cloudFormation.describeStacks().stacks())
          .singleElement()
          .satisfies(
              stack ->
                  assertThat(stack.parameters())
                      .anySatisfy(
                          parameter -> {
                            assertThat(parameter.parameterKey()).isEqualTo("Sender");
                            assertThat(parameter.parameterValue()).isEqualTo("library@example.edu");
                          }));
      assertThatExceptionOfType(CloudFormationException.class)
          .as("the stack name in the README")
          .isThrownBy(() -> cloudFormation.describeStacks(of -> of.stackName("rollcall")))
          .withMessageContaining("Stack with id rollcall does not exist");
    }
  }
}
