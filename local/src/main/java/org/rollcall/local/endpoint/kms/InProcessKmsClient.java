package org.rollcall.local.endpoint.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.SdkErrors;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * A client of KMS that calls the service in this process, without HTTP. It throws the exceptions of
 * the SDK. It supports {@code GenerateMac}. See D-201.
 *
 * @param service the {@link KmsService}
 */
@UsesAwsSdk
public record InProcessKmsClient(JsonService service) implements KmsClient {

  @Override
  public GenerateMacResponse generateMac(GenerateMacRequest request) {
    ObjectNode parameters =
        JsonNodeFactory.instance
            .objectNode()
            .put("KeyId", request.keyId())
            .put("MacAlgorithm", request.macAlgorithmAsString())
            .put("Message", Base64.getEncoder().encodeToString(request.message().asByteArray()));
    try {
      ObjectNode result = service.call("GenerateMac", parameters);
      return GenerateMacResponse.builder()
          .keyId(result.path("KeyId").asText())
          .macAlgorithm(result.path("MacAlgorithm").asText())
          .mac(SdkBytes.fromByteArray(Base64.getDecoder().decode(result.path("Mac").asText())))
          .build();
    } catch (ServiceException e) {
      throw SdkErrors.of(KmsException.builder(), "Kms", e);
    } finally {
      // All answers are billed, as those of AWS are.
      InvocationUsage.current().addRequest("Kms", "GenerateMac");
    }
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
