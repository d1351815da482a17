package org.rollcall.lambda;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.rollcall.json.Json;
import org.rollcall.start.JobStarter;
import org.rollcall.start.StartError;
import org.rollcall.start.StartRefusedException;

/**
 * Starts a job for the caller of the function's URL: {@link JobStarter}. AWS has verified the
 * request's signature, and passes the signer's ARN.
 */
public final class StartJob extends JsonRequestHandler<APIGatewayV2HTTPEvent> {

  /** Ignores the keys of the event that are not needed. */
  private static final JsonMapper HTTP_EVENT =
      JsonMapper.builder().disable(FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final JobStarter starter;

  /** For Lambda. */
  public StartJob() {
    this(Wiring.ofEnvironment());
  }

  public StartJob(Wiring wiring) {
    super(HTTP_EVENT, APIGatewayV2HTTPEvent.class);
    this.starter =
        new JobStarter(
            wiring.users().readOnly(), wiring.bucket(), wiring.executions(), wiring.clock());
  }

  private record Headers(@JsonProperty("content-type") String contentType, String allow) {}

  /** The response of the URL, in Lambda's format. */
  private record HttpResponse(
      @JsonProperty("statusCode") int statusCode, Headers headers, String body) {

    static HttpResponse of(int status, Object body) {
      return new HttpResponse(
          status, new Headers("application/json", "POST"), Json.text(body) + "\n");
    }
  }

  @Override
  Object handle(APIGatewayV2HTTPEvent event) {
    Optional<RequestContext> context = Optional.ofNullable(event.getRequestContext());
    try {
      if (context.map(RequestContext::getHttp).filter(StartJob::isPost).isEmpty()) {
        throw StartRefusedException.of("", StartError.NOT_A_POST_REQUEST);
      }
      return HttpResponse.of(202, starter.start(context.flatMap(StartJob::caller), body(event)));
    } catch (StartRefusedException e) {
      return HttpResponse.of(e.status(), Map.of("errors", e.errors()));
    }
  }

  private static boolean isPost(RequestContext.Http http) {
    return "POST".equals(http.getMethod());
  }

  /** The signer's ARN. */
  private static Optional<String> caller(RequestContext context) {
    return Optional.ofNullable(context.getAuthorizer())
        .map(Authorizer::getIam)
        .map(RequestContext.IAM::getUserArn)
        .filter(arn -> !arn.isBlank());
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    String body = Optional.ofNullable(event.getBody()).orElse("");
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }
}
