package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.json.Json;
import picocli.CommandLine.Option;

/** The option {@code --as}, which names the operator of a job. */
final class OperatorOption {

  @Option(
      names = "--as",
      paramLabel = "OPERATOR",
      description =
          "Start the job in the name of this user, by primary ID. A stack that identifies you needs"
              + " no name.")
  private Optional<String> operator = Optional.empty();

  /**
   * A job's input with the operator, and with nothing else yet.
   *
   * @throws CommandException if no operator is given, and the stack does not identify its caller
   */
  ObjectNode newInput(Stack stack) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    if (operator.isEmpty() && !stack.identifiesOperator()) {
      throw CommandException.rejected(CommandError.OPERATOR_MISSING);
    }
    addTo(input);
    return input;
  }

  /** Adds the operator, if one is given, to an input that may name another one. */
  void addTo(ObjectNode input) {
    operator.ifPresent(id -> input.put("initiated_by", id));
  }
}
