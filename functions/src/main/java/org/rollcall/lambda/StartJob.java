package org.rollcall.lambda;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;
import static com.fasterxml.jackson.databind.PropertyNamingStrategies.LOWER_CAMEL_CASE;

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
public final class StartJob extends JsonRequestHandler<StartJob.APIGatewayV2HTTPEvent> {

  /** Ignores the keys of the event that are not needed. */
  private static final JsonMapper HTTP_EVENT =
      Json.MAPPER
          .rebuild()
          .propertyNamingStrategy(LOWER_CAMEL_CASE)
          .disable(FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final JobStarter starter;

  /** For Lambda. */
  public StartJob() {
    this(Wiring.ofEnvironment());
  }

  public StartJob(Wiring wiring) {
    super(HTTP_EVENT, APIGatewayV2HTTPEvent.class);
    this.starter =
        new JobStarter(wiring.users(), wiring.bucket(), wiring.executions(), wiring.clock());
  }

  /** The keys of the URL's event that are needed. */
  record APIGatewayV2HTTPEvent(
      Optional<RequestContext> requestContext, Optional<String> body, boolean isBase64Encoded) {

    record RequestContext(Optional<Http> http, Optional<Authorizer> authorizer) {}

    record Http(Optional<String> method) {}

    record Authorizer(Optional<Iam> iam) {}

    record Iam(Optional<String> userArn) {}

    private boolean isPost() {
      return requestContext
          .flatMap(RequestContext::http)
          .flatMap(Http::method)
          .filter("POST"::equals)
          .isPresent();
    }

    /** The signer's ARN. */
    private Optional<String> caller() {
      return requestContext
          .flatMap(RequestContext::authorizer)
          .flatMap(Authorizer::iam)
          .flatMap(Iam::userArn)
          .filter(arn -> !arn.isBlank());
    }

    private byte[] content() {
      return isBase64Encoded
          ? Base64.getDecoder().decode(body.orElse(""))
          : body.orElse("").getBytes(StandardCharsets.UTF_8);
    }
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
    try {
      if (!event.isPost()) {
        throw StartRefusedException.of("", StartError.NOT_A_POST_REQUEST);
      }
      return HttpResponse.of(202, starter.start(event.caller(), event.content()));
    } catch (StartRefusedException e) {
      return HttpResponse.of(e.status(), Map.of("errors", e.errors()));
    }
  }
}
