package org.rollcall.local.endpoint.ses;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.SdkErrors;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesRequest;
import software.amazon.awssdk.services.ses.model.GetIdentityVerificationAttributesResponse;
import software.amazon.awssdk.services.ses.model.GetSendQuotaRequest;
import software.amazon.awssdk.services.ses.model.GetSendQuotaResponse;
import software.amazon.awssdk.services.ses.model.IdentityVerificationAttributes;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

/**
 * A client of SES that calls the service in this process, without HTTP. It throws the exceptions of
 * the SDK, and retries by the same rules. It supports what {@link org.rollcall.letter.ses.Mailer}
 * calls. See D-201.
 *
 * @param service the {@link SesService}
 * @param retries the rules of the client on AWS
 * @param sleeper waits before a retry
 */
@UsesAwsSdk
public record InProcessSesClient(
    QueryService service, RetryStrategy retries, Consumer<Duration> sleeper) implements SesClient {

  @Override
  public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put(
        "RawMessage.Data",
        Base64.getEncoder().encodeToString(request.rawMessage().data().asByteArrayUnsafe()));
    put(parameters, "Source", request.source());
    put(parameters, "ConfigurationSetName", request.configurationSetName());
    List<String> destinations = request.destinations();
    for (int i = 0; i < destinations.size(); i++) {
      parameters.put("Destinations.member." + (i + 1), destinations.get(i));
    }
    List<MessageTag> tags = request.tags();
    for (int i = 0; i < tags.size(); i++) {
      put(parameters, "Tags.member.%d.Name".formatted(i + 1), tags.get(i).name());
      put(parameters, "Tags.member.%d.Value".formatted(i + 1), tags.get(i).value());
    }
    Map<String, ?> sent = call("SendRawEmail", parameters);
    return SendRawEmailResponse.builder().messageId((String) sent.get("MessageId")).build();
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  @Override
  public GetSendQuotaResponse getSendQuota(GetSendQuotaRequest request) {
    Map<String, ?> quota = call("GetSendQuota", Map.of());
    return GetSendQuotaResponse.builder()
        .max24HourSend(number(quota, "Max24HourSend"))
        .maxSendRate(number(quota, "MaxSendRate"))
        .sentLast24Hours(number(quota, "SentLast24Hours"))
        .build();
  }

  private static double number(Map<String, ?> result, String name) {
    return Double.parseDouble(String.valueOf(result.get(name)));
  }

  @Override
  public GetIdentityVerificationAttributesResponse getIdentityVerificationAttributes(
      GetIdentityVerificationAttributesRequest request) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < request.identities().size(); i++) {
      parameters.put("Identities.member." + (i + 1), request.identities().get(i));
    }
    Map<String, IdentityVerificationAttributes> statuses = new HashMap<>();
    if (call("GetIdentityVerificationAttributes", parameters).get("VerificationAttributes")
        instanceof QueryService.Entries entries) {
      for (Map<String, ?> entry : entries.values()) {
        if (entry.get("value") instanceof Map<?, ?> value) {
          statuses.put(
              String.valueOf(entry.get("key")),
              IdentityVerificationAttributes.builder()
                  .verificationStatus(String.valueOf(value.get("VerificationStatus")))
                  .build());
        }
      }
    }
    return GetIdentityVerificationAttributesResponse.builder()
        .verificationAttributes(statuses)
        .build();
  }

  private Map<String, ?> call(String action, Map<String, String> parameters) {
    RetryToken token =
        retries.acquireInitialToken(AcquireInitialTokenRequest.create(action)).token();
    while (true) {
      try {
        Map<String, ?> result = service.call(action, parameters);
        InvocationUsage.current().addRequest("Ses", action);
        return result;
      } catch (ServiceException e) {
        token = afterDelay(token, exception(e));
      } catch (RuntimeException e) {
        // As over HTTP: the letter may have been sent.
        throw exception(new ServiceException(500, "InternalFailure", e.toString()));
      }
    }
  }

  /** Waits before a retry; throws the failure if there is none. */
  private RetryToken afterDelay(RetryToken token, SesException failure) {
    RefreshRetryTokenResponse next;
    try {
      next =
          retries.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
    } catch (TokenAcquisitionFailedException e) {
      throw failure;
    }
    sleeper.accept(next.delay());
    return next.token();
  }

  private static SesException exception(ServiceException e) {
    return (SesException) SdkErrors.of(SesException.builder(), "Ses", e);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The service belongs to the stack.
  }
}
