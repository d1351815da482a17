package org.rollcall.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.rollcall.aws.Bucket;
import org.rollcall.lambda.Settings;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.StackContents;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.packaged.StackTemplate;
import org.rollcall.local.packaged.StackTemplate.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * Deploys those resources of {@code template.yaml} that a job needs, with clients of the SDK: the
 * table, the bucket, the password key, the sender and configuration set of letters, a role, the
 * functions and the state machine. Then it loads the stock letters and the sample institution. It
 * does not deploy logs, alarms, the schedule, snapshots and separate roles of the functions.
 */
final class Deployment {

  private static final String SENDER = "library@example.edu";

  /** Small, because an emulator may start a container for each concurrent chunk. */
  private static final String MAX_CONCURRENCY = "4";

  private static final String JOBS = "jobs";

  private static final String TRUST_POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]}}]}
      """;

  private static final String PERMISSIONS =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
       "Action": ["dynamodb:*", "s3:*", "kms:*", "ses:*", "lambda:*", "states:*", "logs:*"]}]}
      """;

  /** The error of LocalStack's interpreter for a definition that it cannot parse. */
  private static final String PARSER_ERROR = "ASLParserException";

  private final AwsConnection connection;
  private final Path home;
  private final StackTemplate template;
  private final String stack = "rollcall-" + UUID.randomUUID().toString().substring(0, 8);
  private final Deque<Runnable> cleanups = new ArrayDeque<>();
  private final Map<String, String> resources = new HashMap<>();
  private StateMachineDefinition definition;
  private String role = "";

  private Deployment(AwsConnection connection, Path home) {
    this.connection = connection;
    this.home = home;
    this.template = StackTemplate.read(home);
    this.definition = StateMachineDefinition.read(home);
  }

  /**
   * Deploys a stack.
   *
   * @param home the repository
   */
  static DeployedStack deploy(AwsConnection connection, Path home, FunctionHost host) {
    Deployment deployment = new Deployment(connection, home);
    try {
      return deployment.deploy(host);
    } catch (RuntimeException | Error e) {
      try {
        deployment.delete();
      } catch (RuntimeException after) {
        e.addSuppressed(after);
      }
      throw e;
    }
  }

  private DeployedStack deploy(FunctionHost host) {
    resources.put("Users", table("Users"));
    resources.put("Links", table("Links"));
    resources.put("Bucket", bucket());
    resources.put("PasswordKey", passwordKey());
    resources.put("Sender", sender());
    resources.put("LetterEvents", configurationSet());
    resources.put("MaxConcurrency", MAX_CONCURRENCY);
    role = createRole();
    resources.put("UpdateNotifyUsers", stateMachineArn());
    Wiring wiring = wiring();
    StackContents.putStockFiles(home, wiring.bucket(), ZoneId.of("UTC"));
    StackContents.loadSample(
        new UserAdministration(wiring.dynamoDb(), wiring.settings().tableName()),
        wiring.bucket(),
        UnaryOperator.identity());
    Map<String, String> functions = host.deploy(this);
    Map<String, String> withoutUpdates = new HashMap<>(functions);
    withoutUpdates.computeIfPresent("UpdateUser", (name, arn) -> arn + "-that-does-not-exist");
    SfnClient states = client(SfnClient.builder());
    String jobs = stateMachine(states, functions);
    DeployedStack deployed =
        new DeployedStack(
            wiring,
            new JobRunner(states, jobs, () -> redefine(states, jobs, functions)),
            new JobRunner(states, jobs, () -> redefine(states, jobs, withoutUpdates)),
            this::delete);
    System.out.printf("%s is deployed; its functions run %s.%n", stack, host);
    return deployed;
  }

  StackTemplate template() {
    return template;
  }

  /** The variables of a function's environment. */
  Map<String, String> environment(Function function) {
    return template.environment(function, resources);
  }

  /** The wiring with the environments of all functions. */
  Wiring wiring() {
    Map<String, String> all = new HashMap<>();
    template.functions().forEach(function -> all.putAll(environment(function)));
    return connection.wiring(Settings.of(all));
  }

  /** The name of one of the stack's resources. */
  String name(String resource) {
    return stack + "-" + resource;
  }

  /** The ARN of the role of all functions and of the state machine. */
  String role() {
    return role;
  }

  AwsConnection connection() {
    return connection;
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return connection.client(builder);
  }

  /** Adds an action that deletes a resource. The actions run in reverse order. */
  void addCleanup(Runnable cleanup) {
    cleanups.push(cleanup);
  }

  /** Deletes all resources. Continues if one cannot be deleted. */
  private void delete() {
    List<RuntimeException> failures = new ArrayList<>();
    for (Runnable cleanup : cleanups) {
      try {
        cleanup.run();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.remove(0);
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private String table(String resource) {
    DynamoDbClient dynamoDb = client(DynamoDbClient.builder());
    String name = name(resource.toLowerCase(Locale.ROOT));
    JsonNode table = template.resource(resource);
    AttributeDefinition attribute =
        AttributeDefinition.builder()
            .attributeName(table.at("/AttributeDefinitions/0/AttributeName").asText())
            .attributeType(table.at("/AttributeDefinitions/0/AttributeType").asText())
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder()
            .attributeName(table.at("/KeySchema/0/AttributeName").asText())
            .keyType(table.at("/KeySchema/0/KeyType").asText())
            .build();
    dynamoDb.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(table.path("BillingMode").asText())
                .attributeDefinitions(attribute)
                .keySchema(key));
    addCleanup(() -> dynamoDb.deleteTable(delete -> delete.tableName(name)));
    dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(name));
    return name;
  }

  private String bucket() {
    S3Client s3 = connection.s3Client();
    String name = name("bucket");
    s3.createBucket(create -> create.bucket(name));
    addCleanup(
        () -> {
          Bucket bucket = new Bucket(s3, name);
          bucket.list("").forEach(bucket::delete);
          s3.deleteBucket(delete -> delete.bucket(name));
        });
    return name;
  }

  private String passwordKey() {
    KmsClient kms = client(KmsClient.builder());
    JsonNode key = template.resource("PasswordKey");
    String id =
        kms.createKey(
                create ->
                    create
                        .keySpec(key.path("KeySpec").asText())
                        .keyUsage(key.path("KeyUsage").asText()))
            .keyMetadata()
            .keyId();
    addCleanup(() -> kms.scheduleKeyDeletion(delete -> delete.keyId(id).pendingWindowInDays(7)));
    return id;
  }

  /** The sender is not deleted, because it may have existed before. */
  private String sender() {
    client(SesClient.builder()).verifyEmailIdentity(verify -> verify.emailAddress(SENDER));
    return SENDER;
  }

  private String configurationSet() {
    SesClient ses = client(SesClient.builder());
    String name = name("letters");
    ses.createConfigurationSet(create -> create.configurationSet(set -> set.name(name)));
    addCleanup(() -> ses.deleteConfigurationSet(delete -> delete.configurationSetName(name)));
    return name;
  }

  private String createRole() {
    IamClient iam = client(IamClient.builder());
    String name = name("role");
    String arn =
        iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(TRUST_POLICY))
            .role()
            .arn();
    addCleanup(() -> iam.deleteRole(delete -> delete.roleName(name)));
    iam.putRolePolicy(
        put -> put.roleName(name).policyName("all-services").policyDocument(PERMISSIONS));
    addCleanup(
        () -> iam.deleteRolePolicy(delete -> delete.roleName(name).policyName("all-services")));
    return arn;
  }

  /** The ARN of a state machine that is created later. A function's environment needs it before. */
  private String stateMachineArn() {
    String account = role.split(":", -1)[4];
    return "arn:aws:states:%s:%s:stateMachine:%s"
        .formatted(connection.region(), account, name(JOBS));
  }

  /** Changes the functions that a state machine calls. */
  private void redefine(SfnClient states, String arn, Map<String, String> functions) {
    states.updateStateMachine(
        update ->
            update
                .stateMachineArn(arn)
                .definition(definition.with(StateMachineDefinition.substitutions(functions))));
  }

  private String stateMachine(SfnClient states, Map<String, String> functions) {
    String arn;
    try {
      arn = create(states, functions);
    } catch (SfnException e) {
      if (!String.valueOf(e.getMessage()).contains(PARSER_ERROR)) {
        throw e;
      }
      System.out.printf(
          "The definition is adapted for LocalStack, because Step Functions rejects it: %s%n",
          e.awsErrorDetails().errorMessage());
      definition = definition.forLocalStack();
      arn = create(states, functions);
    }
    String created = arn;
    addCleanup(() -> states.deleteStateMachine(delete -> delete.stateMachineArn(created)));
    return created;
  }

  private String create(SfnClient states, Map<String, String> functions) {
    return states
        .createStateMachine(
            create ->
                create
                    .name(name(JOBS))
                    .roleArn(role)
                    .definition(definition.with(StateMachineDefinition.substitutions(functions))))
        .stateMachineArn();
  }
}
