package org.rollcall.local.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.Usage;
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
 * Makes at an endpoint what {@code template.yaml} describes and a job needs, with AWS's own
 * clients: the table, the bucket, the key of passwords, the mail's sender and configuration set, a
 * role, the functions and the state machine; and fills it with the stock letters and the sample
 * institution. What is there for watching and for safety alone (logs, alarms, the schedule,
 * snapshots, each function's own narrow role) is left out.
 */
final class Deployment {

  private static final String SENDER = "library@example.edu";

  /** Few: an emulator may start a container for each chunk that is worked on at once. */
  private static final String LANES = "4";

  private static final String JOBS = "jobs";

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]}}]}
      """;

  private static final String RIGHTS =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*",
       "Action": ["dynamodb:*", "s3:*", "kms:*", "ses:*", "lambda:*", "states:*", "logs:*"]}]}
      """;

  /** What LocalStack's interpreter of definitions says of those that it does not read. */
  private static final String UNREAD = "ASLParserException";

  private final Access access;
  private final Path home;
  private final StackTemplate template;
  private final String stack = "rollcall-" + UUID.randomUUID().toString().substring(0, 8);
  private final Deque<Runnable> ends = new ArrayDeque<>();
  private final Map<String, String> made = new HashMap<>();
  private Definition definition;
  private String role = "";

  private Deployment(Access access, Path home) {
    this.access = requireNonNull(access, "access is null");
    this.home = requireNonNull(home, "home is null");
    this.template = StackTemplate.in(home);
    this.definition = Definition.in(home);
  }

  /**
   * Deploys.
   *
   * @param home the repository
   */
  static DeployedStack to(Access access, Path home, FunctionHost host) {
    Deployment deployment = new Deployment(access, home);
    try {
      return deployment.deploy(host);
    } catch (RuntimeException | Error e) {
      try {
        deployment.end();
      } catch (RuntimeException after) {
        e.addSuppressed(after);
      }
      throw e;
    }
  }

  private DeployedStack deploy(FunctionHost host) {
    made.put("Users", table());
    made.put("Bucket", bucket());
    made.put("PasswordKey", passwordKey());
    made.put("Sender", sender());
    made.put("LetterEvents", configurationSet());
    made.put("MaxConcurrency", LANES);
    role = makeRole();
    made.put("UpdateNotifyUsers", arnToBe(JOBS));
    Wiring wiring = wiring();
    new StackContents(home).putStockFiles(wiring.bucket(new Usage()));
    StackContents.loadSample(
        new UserAdministration(wiring.dynamoDb(), wiring.settings().tableName()),
        wiring.bucket(new Usage()),
        UnaryOperator.identity());
    Map<String, String> functions = host.deploy(this);
    Map<String, String> lacking = new HashMap<>(functions);
    lacking.computeIfPresent("UpdateUser", (name, arn) -> arn + "-that-is-not-there");
    SfnClient states = client(SfnClient.builder());
    DeployedStack deployed =
        new DeployedStack(
            wiring,
            new JobRunner(states, stateMachine(states, JOBS, functions)),
            new JobRunner(states, stateMachine(states, "jobs-without-updates", lacking)),
            this::end);
    System.out.printf("%s is deployed; its functions run %s.%n", stack, host);
    return deployed;
  }

  StackTemplate template() {
    return template;
  }

  /** The variables of a function's environment. */
  Map<String, String> environment(Function function) {
    return template.environment(function, made);
  }

  /** The stack as its functions together know it. */
  Wiring wiring() {
    Map<String, String> all = new HashMap<>();
    template.functions().forEach(function -> all.putAll(environment(function)));
    return access.wiring(Settings.of(all));
  }

  /** The name of one of the stack's things. */
  String name(String thing) {
    return stack + "-" + thing;
  }

  /** The ARN of the role that everything has. */
  String role() {
    return role;
  }

  Access access() {
    return access;
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return access.client(builder);
  }

  /** What takes away again what was made last. */
  void atTheEnd(Runnable end) {
    ends.push(end);
  }

  /** Takes everything away, whatever of it cannot be. */
  private void end() {
    List<RuntimeException> faults = new ArrayList<>();
    for (Runnable end : ends) {
      try {
        end.run();
      } catch (RuntimeException e) {
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      RuntimeException first = faults.remove(0);
      faults.forEach(first::addSuppressed);
      throw first;
    }
  }

  private String table() {
    DynamoDbClient dynamoDb = client(DynamoDbClient.builder());
    String name = name("users");
    JsonNode users = template.resource("Users");
    AttributeDefinition attribute =
        AttributeDefinition.builder()
            .attributeName(users.at("/AttributeDefinitions/0/AttributeName").asText())
            .attributeType(users.at("/AttributeDefinitions/0/AttributeType").asText())
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder()
            .attributeName(users.at("/KeySchema/0/AttributeName").asText())
            .keyType(users.at("/KeySchema/0/KeyType").asText())
            .build();
    dynamoDb.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(users.path("BillingMode").asText())
                .attributeDefinitions(attribute)
                .keySchema(key));
    atTheEnd(() -> dynamoDb.deleteTable(delete -> delete.tableName(name)));
    dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(name));
    return name;
  }

  private String bucket() {
    S3Client s3 = access.s3Client();
    String name = name("bucket");
    s3.createBucket(create -> create.bucket(name));
    atTheEnd(
        () -> {
          Bucket bucket = new Bucket(s3, name, new Usage());
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
    atTheEnd(() -> kms.scheduleKeyDeletion(delete -> delete.keyId(id).pendingWindowInDays(7)));
    return id;
  }

  /** It stays, as it may have been there before. */
  private String sender() {
    client(SesClient.builder()).verifyEmailIdentity(verify -> verify.emailAddress(SENDER));
    return SENDER;
  }

  private String configurationSet() {
    SesClient ses = client(SesClient.builder());
    String name = name("letters");
    ses.createConfigurationSet(create -> create.configurationSet(set -> set.name(name)));
    atTheEnd(() -> ses.deleteConfigurationSet(delete -> delete.configurationSetName(name)));
    return name;
  }

  private String makeRole() {
    IamClient iam = client(IamClient.builder());
    String name = name("role");
    String arn =
        iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(TRUST))
            .role()
            .arn();
    atTheEnd(() -> iam.deleteRole(delete -> delete.roleName(name)));
    iam.putRolePolicy(put -> put.roleName(name).policyName("everything").policyDocument(RIGHTS));
    atTheEnd(() -> iam.deleteRolePolicy(delete -> delete.roleName(name).policyName("everything")));
    return arn;
  }

  /** A state machine's, which a function is told before there is one. */
  private String arnToBe(String thing) {
    String account = role.split(":", -1)[4];
    return "arn:aws:states:%s:%s:stateMachine:%s".formatted(access.region(), account, name(thing));
  }

  private String stateMachine(SfnClient states, String thing, Map<String, String> functions) {
    String arn;
    try {
      arn = create(states, thing, functions);
    } catch (SfnException e) {
      if (!String.valueOf(e.getMessage()).contains(UNREAD)) {
        throw e;
      }
      System.out.printf(
          "Step Functions is given the definition in the form for LocalStack, since it says: %s%n",
          e.awsErrorDetails().errorMessage());
      definition = definition.forLocalStack();
      arn = create(states, thing, functions);
    }
    String made = arn;
    atTheEnd(() -> states.deleteStateMachine(delete -> delete.stateMachineArn(made)));
    return made;
  }

  private String create(SfnClient states, String thing, Map<String, String> functions) {
    return states
        .createStateMachine(
            create ->
                create
                    .name(name(thing))
                    .roleArn(role)
                    .definition(definition.with(Definition.substitutions(functions))))
        .stateMachineArn();
  }
}
