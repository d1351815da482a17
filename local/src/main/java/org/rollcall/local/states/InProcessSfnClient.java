package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.rollcall.aws.UsesAwsSdk;
import org.rollcall.local.endpoint.JsonService;
import org.rollcall.local.endpoint.SdkErrors;
import org.rollcall.local.endpoint.ServiceException;
import org.rollcall.local.states.expression.StateData;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunRequest;
import software.amazon.awssdk.services.sfn.model.DescribeMapRunResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.InvalidNameException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.ListMapRunsRequest;
import software.amazon.awssdk.services.sfn.model.ListMapRunsResponse;
import software.amazon.awssdk.services.sfn.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDeletingException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ValidationException;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A client of Step Functions that calls the service in this process, without HTTP and without
 * retries. It throws the exceptions of the SDK. See D-206.
 *
 * @param service the {@link StepFunctionsService}, or several
 */
@UsesAwsSdk
public record InProcessSfnClient(JsonService service) implements SfnClient {

  private static final int MILLISECOND_DIGITS = 3;

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return call("StartExecution", request, StartExecutionResponse.builder()).build();
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return call("DescribeExecution", request, DescribeExecutionResponse.builder()).build();
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    return call("StopExecution", request, StopExecutionResponse.builder()).build();
  }

  @Override
  public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
    return call("ListExecutions", request, ListExecutionsResponse.builder()).build();
  }

  @Override
  public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
    return call("GetExecutionHistory", request, GetExecutionHistoryResponse.builder()).build();
  }

  @Override
  public ListMapRunsResponse listMapRuns(ListMapRunsRequest request) {
    return call("ListMapRuns", request, ListMapRunsResponse.builder()).build();
  }

  @Override
  public DescribeMapRunResponse describeMapRun(DescribeMapRunRequest request) {
    return call("DescribeMapRun", request, DescribeMapRunResponse.builder()).build();
  }

  private <B extends SdkPojo> B call(String operation, SdkPojo request, B response) {
    ObjectNode members = StateData.object();
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      if (value != null) {
        members.set(field.locationName(), StateData.MAPPER.valueToTree(value));
      }
    }
    try {
      fill(response, service.call(operation, members));
      return response;
    } catch (ServiceException e) {
      throw exception(e);
    } catch (RuntimeException e) {
      // As over HTTP.
      throw exception(
          new ServiceException(
              500, "InternalFailure", Objects.requireNonNullElse(e.getMessage(), e.toString())));
    }
  }

  /** Sets the members of a builder from JSON with the same names. */
  private static void fill(SdkPojo builder, JsonNode json) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode member = json.path(field.locationName());
      if (!member.isMissingNode() && !member.isNull()) {
        field.set(builder, value(field, member));
      }
    }
  }

  private static Object value(SdkField<?> field, JsonNode json) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case INTEGER -> json.intValue();
      case LONG -> json.longValue();
      case FLOAT -> json.floatValue();
      case INSTANT ->
          Instant.ofEpochMilli(json.decimalValue().movePointRight(MILLISECOND_DIGITS).longValue());
      case SDK_POJO -> {
        SdkPojo builder = field.constructor().get();
        fill(builder, json);
        yield ((Buildable) builder).build();
      }
      case LIST -> list(field.getTrait(ListTrait.class, TraitType.LIST_TRAIT), json);
      default -> throw new IllegalArgumentException(field.locationName() + " is not supported");
    };
  }

  private static List<Object> list(ListTrait list, JsonNode json) {
    return json.valueStream().map(item -> value(list.memberFieldInfo(), item)).toList();
  }

  private static SfnException exception(ServiceException e) {
    SfnException.Builder builder =
        switch (e.code()) {
          case "ExecutionAlreadyExists" -> ExecutionAlreadyExistsException.builder();
          case "ExecutionDoesNotExist" -> ExecutionDoesNotExistException.builder();
          case "InvalidExecutionInput" -> InvalidExecutionInputException.builder();
          case "InvalidName" -> InvalidNameException.builder();
          case "InvalidToken" -> InvalidTokenException.builder();
          case "ResourceNotFound" -> ResourceNotFoundException.builder();
          case "StateMachineDeleting" -> StateMachineDeletingException.builder();
          case "StateMachineDoesNotExist" -> StateMachineDoesNotExistException.builder();
          case "ValidationException" -> ValidationException.builder();
          default -> SfnException.builder();
        };
    return (SfnException) SdkErrors.of(builder, "Sfn", e);
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
