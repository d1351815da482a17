package org.rollcall.local.states.execution;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A state machine's name and place, from which all its ARNs are made.
 *
 * @param account twelve digits
 */
public record StateMachineIdentity(String region, String account, String name) {

  public StateMachineIdentity {
    requireNonNull(region, "region is null");
    requireNonNull(account, "account is null");
    requireNonNull(name, "name is null");
  }

  public String stateMachineArn() {
    return arn("stateMachine", name);
  }

  public String executionArn(String execution) {
    return arn("execution", name + ":" + execution);
  }

  /**
   * The name in an execution's ARN; nothing if it is no ARN of an execution of this state machine.
   */
  public Optional<String> executionName(String arn) {
    String start = executionArn("");
    return arn.startsWith(start) && arn.length() > start.length()
        ? Optional.of(arn.substring(start.length()))
        : Optional.empty();
  }

  public String roleArn() {
    return "arn:aws:iam::" + account + ":role/" + name;
  }

  public String mapRunArn(String label, String id) {
    return arn("mapRun", name + "/" + label + ":" + id);
  }

  /** The identity of the state machine that the children of a distributed Map run. */
  public StateMachineIdentity child(String label) {
    return new StateMachineIdentity(region, account, name + "/" + label);
  }

  /** The ARN of an execution of the type EXPRESS, of which each start has an id. */
  public String expressArn(String execution, String id) {
    return arn("express", name + ":" + execution + ":" + id);
  }

  private String arn(String kind, String resource) {
    return "arn:aws:states:" + region + ":" + account + ":" + kind + ":" + resource;
  }
}
