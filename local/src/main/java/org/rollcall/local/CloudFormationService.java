package org.rollcall.local;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/**
 * A local CloudFormation that has one stack and supports one operation, {@code DescribeStacks}.
 *
 * @param stackName the name of the stack
 * @param parameters the values of the stack's parameters by name
 * @param outputs the values of the stack's outputs by name
 */
public record CloudFormationService(
    String stackName, Map<String, String> parameters, Map<String, String> outputs)
    implements QueryService {

  /** The version of the API. */
  public static final String VERSION = "2010-05-15";

  public CloudFormationService {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  @Override
  public Map<String, ?> call(String action, Map<String, String> form) throws ServiceException {
    if (!action.equals("DescribeStacks")) {
      throw new ServiceException(
          "InvalidAction", "The local CloudFormation does not support %s.".formatted(action));
    }
    @Nullable String requestedName = form.get("StackName");
    if (requestedName != null && !requestedName.equals(stackName)) {
      throw new ServiceException(
          "ValidationError", "Stack with id %s does not exist".formatted(requestedName));
    }
    return Map.of("Stacks", List.of(stack()));
  }

  private Map<String, ?> stack() {
    return Map.of(
        "StackName",
        stackName,
        "StackId",
        "arn:aws:cloudformation:us-east-1:000000000000:stack/" + stackName + "/local",
        "CreationTime",
        "2026-11-22T00:00:00Z",
        "StackStatus",
        "CREATE_COMPLETE",
        "Parameters",
        toKeyValueList(parameters, "ParameterKey", "ParameterValue"),
        "Outputs",
        toKeyValueList(outputs, "OutputKey", "OutputValue"));
  }

  private static List<Map<String, String>> toKeyValueList(
      Map<String, String> values, String keyName, String valueName) {
    return values.entrySet().stream()
        .map(entry -> Map.of(keyName, entry.getKey(), valueName, entry.getValue()))
        .toList();
  }
}
