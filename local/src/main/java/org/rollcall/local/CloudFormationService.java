package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollcall.local.endpoint.QueryService;
import org.rollcall.local.endpoint.ServiceException;

/** CloudFormation with one stack and one operation: {@code DescribeStacks}. */
public final class CloudFormationService implements QueryService {

  /** The version of the API. */
  public static final String VERSION = "2010-05-15";

  private final String name;
  private final Map<String, String> parameters;
  private final Map<String, String> outputs;

  /**
   * Creates the service.
   *
   * @param name the name of the stack
   * @param parameters the values of the stack's parameters by name
   * @param outputs the values of the stack's outputs by name
   */
  public CloudFormationService(
      String name, Map<String, String> parameters, Map<String, String> outputs) {
    this.name = requireNonNull(name, "name is null");
    this.parameters = Map.copyOf(parameters);
    this.outputs = Map.copyOf(outputs);
  }

  @Override
  public Map<String, ?> call(String action, Map<String, String> form) throws ServiceException {
    if (!action.equals("DescribeStacks")) {
      throw new ServiceException(
          "InvalidAction", "The local CloudFormation does not support %s.".formatted(action));
    }
    @Nullable String requested = form.get("StackName");
    if (requested != null && !requested.equals(name)) {
      throw new ServiceException(
          "ValidationError", "Stack with id %s does not exist".formatted(requested));
    }
    return Map.of("Stacks", List.of(stack()));
  }

  private Map<String, ?> stack() {
    return Map.of(
        "StackName",
        name,
        "StackId",
        "arn:aws:cloudformation:us-east-1:000000000000:stack/" + name + "/local",
        "CreationTime",
        "2026-11-22T00:00:00Z",
        "StackStatus",
        "CREATE_COMPLETE",
        "Parameters",
        pairs(parameters, "ParameterKey", "ParameterValue"),
        "Outputs",
        pairs(outputs, "OutputKey", "OutputValue"));
  }

  private static List<Map<String, String>> pairs(
      Map<String, String> values, String key, String value) {
    return values.entrySet().stream()
        .map(entry -> Map.of(key, entry.getKey(), value, entry.getValue()))
        .toList();
  }
}
