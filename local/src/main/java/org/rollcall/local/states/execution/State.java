package org.rollcall.local.states.execution;

import java.util.Set;
import org.rollcall.local.states.data.StateFailedException;

/**
 * One state of a flow, read and checked. Each type of state is a class that reads its fields and
 * knows what to do when it is entered.
 */
public interface State {

  /** The type as definitions and events name it, such as {@code Task}. */
  String type();

  /** The states to which this one may lead. */
  Set<String> targets();

  /** The variables that this state may assign. */
  Set<String> assigns();

  /**
   * Does what this state is for.
   *
   * @throws StateFailedException when it fails and does not catch that itself
   * @throws InterruptedException when the execution was stopped
   */
  Transition run(StateExecution visit) throws StateFailedException, InterruptedException;
}
