package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * What CloudFormation knows of a deployed stack: the template's parameters and outputs.
 *
 * @param parameters their values, by name
 * @param outputs their values, by name
 */
record Deployment(String name, Map<String, String> parameters, Map<String, String> outputs) {

  Deployment {
    requireNonNull(name, "name is null");
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Looks a stack up.
   *
   * @throws StackException if there is none of this name in the account and region
   */
  static Deployment of(CloudFormationClient cloudFormation, String name) {
    Stack stack;
    try {
      stack = cloudFormation.describeStacks(of -> of.stackName(name)).stacks().get(0);
    } catch (CloudFormationException e) {
      throw isMissing(e) ? missing(cloudFormation, name) : e;
    }
    Map<String, String> parameters =
        stack.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
    Map<String, String> outputs =
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    if (outputs.isEmpty()) {
      throw StackException.missing(
          "the stack %s has no outputs; its status is %s. Is it one of Rollcall's, and was it deployed to its end?"
              .formatted(name, stack.stackStatusAsString()));
    }
    return new Deployment(name, parameters, outputs);
  }

  private static boolean isMissing(CloudFormationException e) {
    return "ValidationError".equals(e.awsErrorDetails().errorCode())
        && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist");
  }

  private static StackException missing(CloudFormationClient cloudFormation, String name) {
    return StackException.missing(
        "there is no stack %s in the region %s of the account that your credentials are for. AWS_REGION and AWS_PROFILE choose another; aws cloudformation list-stacks shows what there is."
            .formatted(name, cloudFormation.serviceClientConfiguration().region()));
  }

  /**
   * An output.
   *
   * @throws StackException if the stack has none of this name
   */
  String output(String output) {
    return find(output)
        .orElseThrow(
            () ->
                StackException.missing(
                    "the stack %s has no output %s: it is not one of Rollcall's, or was deployed by another version. Deploy this version's template over it."
                        .formatted(name, output)));
  }

  /** An output that not every stack has. */
  Optional<String> find(String output) {
    return Optional.ofNullable(outputs.get(output));
  }

  Optional<String> parameter(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }
}
