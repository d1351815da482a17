package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.lambda.StartJob;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.packaged.InvocationResult;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A library whose jobs are started through StartJob. */
final class StartJobFixture implements AutoCloseable {

  static final String MANAGER = "arn:aws:iam::123456789012:user/library/the.manager";
  static final String ADMINISTRATOR =
      "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Librarians_0a1b/admin@example.edu";

  static final String JOB =
      """
      {'job_name': 'Lapsed', 'set': {'members': ['sam']}, 'limits': {'max_users': 5},
       'changes': {'status': {'value': 'INACTIVE'}}}
      """;

  final TestLibrary library;

  StartJobFixture(TestLibrary library) {
    this.library = library;
    library.load(
        identified(TestLibrary.MANAGER, "21", MANAGER),
        identified(TestLibrary.ADMINISTRATOR, "50", ADMINISTRATOR),
        Patron.external("sam"),
        Patron.external("broken")
            .with("expiry_date", "never")
            .withJson("user_identifier", "{'id_type': 'AWS_PRINCIPAL', 'value': ['x']}"),
        Patron.external("odd")
            .withJson(
                "user_identifier",
                "['x', 7, null, {}, {'value': 'x'}, {'id_type': 'AWS_PRINCIPAL', 'value': {}}]"));
    loadInvalidItem();
  }

  private void loadInvalidItem() {
    Wiring wiring = library.wiring();
    wiring
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(wiring.settings().tableName())
                    .item(
                        Map.of(
                            "primary_id", AttributeValue.fromS("strange"),
                            "rollcall", AttributeValue.fromS("strange"),
                            "user_identifier", AttributeValue.fromS("strange"))));
  }

  static Patron identified(String id, String role, String arn) {
    return Patron.withRole(role, id).withJson("user_identifier", identifier(arn, "ACTIVE"));
  }

  static String identifier(String arn, String status) {
    return "[{'id_type': {'value': 'AWS_PRINCIPAL'}, 'value': '%s', 'status': '%s'}]"
        .formatted(arn, status);
  }

  static String naming(String user) {
    return JOB.replaceFirst("\\{", "{'initiated_by': '" + user + "', ");
  }

  static ObjectNode event(String arn, String body) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("version", "2.0").put("rawPath", "/").put("body", body).put("isBase64Encoded", false);
    ObjectNode context = event.putObject("requestContext");
    context.putObject("authorizer").putObject("iam").put("userArn", arn);
    context.putObject("http").put("method", "POST");
    return event;
  }

  /** Starts a job with a body as in {@link Given}. */
  Response start(String arn, String body) {
    return start(library.wiring(), event(arn, Given.jsonText(body)));
  }

  static Response start(Wiring wiring, ObjectNode event) {
    InvocationResult outcome = InvocationResult.invoke(new StartJob(wiring), Json.bytes(event));
    assertThat(outcome.errorType()).as(outcome.text()).isEmpty();
    return Response.of(outcome.json());
  }

  /** The response of the function's URL. */
  record Response(int status, String allow, JsonNode body) {

    static Response of(JsonNode response) {
      assertThat(response.at("/headers/content-type").asText()).isEqualTo("application/json");
      return new Response(
          response.path("statusCode").asInt(),
          response.at("/headers/allow").asText(),
          Given.json(response.path("body").asText()));
    }

    String jobId() {
      assertThat(status).as(body.toString()).isEqualTo(202);
      return body.path("job_id").asText();
    }

    String error() {
      assertThat(body.path("errors")).as(body.toString()).hasSize(1);
      return body.at("/errors/0/path").asText() + ": " + body.at("/errors/0/message").asText();
    }
  }

  @Override
  public void close() {
    library.close();
  }
}
