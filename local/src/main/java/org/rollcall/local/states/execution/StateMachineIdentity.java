package org.rollcall.local.states.execution;

import java.util.Optional;

/**
 * The name, region and account of a state machine, from which its ARNs are formed.
 *
 * @param account twelve digits
 */
public record StateMachineIdentity(String region, String account, String name) {

  public String stateMachineArn() {
    return arn("stateMachine", name);
  }

  public String executionArn(String execution) {
    return arn("execution", name + ":" + execution);
  }

  /** The name in the ARN of an execution; empty if the ARN is not of this state machine. */
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

  /** The identity of the state machine of the children of a distributed Map. */
  public StateMachineIdentity child(String label) {
    return new StateMachineIdentity(region, account, name + "/" + label);
  }

  /**
   * The ARN of an EXPRESS execution.
   *
   * @param id a unique ID of the start
   */
  public String expressArn(String execution, String id) {
    return arn("express", name + ":" + execution + ":" + id);
  }

  private String arn(String kind, String resource) {
    return "arn:aws:states:" + region + ":" + account + ":" + kind + ":" + resource;
  }
}
