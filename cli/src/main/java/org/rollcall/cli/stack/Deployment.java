package org.rollcall.cli.stack;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.cli.command.CommandException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The description of a deployed stack by CloudFormation.
 *
 * @param parameters values of the template's parameters, by name
 * @param outputs values of the template's outputs, by name
 */
record Deployment(String name, Map<String, String> parameters, Map<String, String> outputs) {

  Deployment {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Reads a stack's description.
   *
   * @throws CommandException if the account and region have no stack of this name, or if it has no
   *     outputs
   */
  static Deployment read(CloudFormationClient cloudFormation, String name) {
    Stack stack;
    try {
      stack = cloudFormation.describeStacks(request -> request.stackName(name)).stacks().get(0);
    } catch (CloudFormationException e) {
      throw isMissing(e) ? notFound(cloudFormation, name) : e;
    }
    Map<String, String> parameters =
        stack.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
    Map<String, String> outputs =
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    if (outputs.isEmpty()) {
      throw CommandException.rejected(
          StackError.STACK_HAS_NO_OUTPUTS, name, stack.stackStatusAsString());
    }
    return new Deployment(name, parameters, outputs);
  }

  private static boolean isMissing(CloudFormationException e) {
    return "ValidationError".equals(e.awsErrorDetails().errorCode())
        && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist");
  }

  private static CommandException notFound(CloudFormationClient cloudFormation, String name) {
    return CommandException.rejected(
        StackError.STACK_NOT_FOUND, name, cloudFormation.serviceClientConfiguration().region());
  }

  /**
   * The value of an output.
   *
   * @throws CommandException if the stack has no output of this name
   */
  String output(String output) {
    return findOutput(output)
        .orElseThrow(
            () -> CommandException.rejected(StackError.STACK_OUTPUT_MISSING, name, output));
  }

  Optional<String> findOutput(String output) {
    return Optional.ofNullable(outputs.get(output));
  }

  Optional<String> findParameter(String parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }
}
