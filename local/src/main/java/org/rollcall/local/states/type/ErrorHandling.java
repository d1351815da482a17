package org.rollcall.local.states.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;

/** The retriers and catchers of a state. Catchers are used when no retrier applies any more. */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  /** The transition for certain errors. */
  record Catcher(Set<String> errors, NextState next) {

    public static Catcher read(DefinitionFields fields) {
      try (fields) {
        return new Catcher(
            ErrorNames.read(fields), NextState.readNext(fields, DefinitionFields.WITH_ERROR));
      }
    }
  }

  /** One attempt to run a state. */
  @FunctionalInterface
  public interface Attempt {
    Transition run() throws StateFailedException, InterruptedException;
  }

  public static ErrorHandling read(DefinitionFields fields) {
    List<Retrier> retriers = fields.objects("Retry").stream().map(Retrier::read).toList();
    List<Catcher> catchers = fields.objects("Catch").stream().map(Catcher::read).toList();
    ErrorNames.requireAllLast(fields, "Retry", retriers.stream().map(Retrier::errors).toList());
    ErrorNames.requireAllLast(fields, "Catch", catchers.stream().map(Catcher::errors).toList());
    return new ErrorHandling(retriers, catchers);
  }

  public Set<String> nextStates() {
    Set<String> targets = new TreeSet<>();
    catchers.forEach(catcher -> catcher.next.next().ifPresent(targets::add));
    return targets;
  }

  public Set<String> assignedVariables() {
    Set<String> names = new TreeSet<>();
    catchers.forEach(catcher -> names.addAll(catcher.next.assign().keySet()));
    return names;
  }

  public Transition run(StateExecution execution, Attempt attempt)
      throws StateFailedException, InterruptedException {
    int[] retryCounts = new int[retriers.size()];
    while (true) {
      try {
        return attempt.run();
      } catch (StateFailedException error) {
        Optional<Retrier> retrier =
            retriers.stream().filter(candidate -> matches(candidate.errors(), error)).findFirst();
        int index = retrier.map(retriers::indexOf).orElse(0);
        if (retrier.isEmpty() || retryCounts[index] >= retrier.get().maxAttempts()) {
          return runCatcher(execution, error);
        }
        execution.time().sleep(retrier.get().delay(retryCounts[index]++, execution.random()));
        execution.countRetry();
      }
    }
  }

  private Transition runCatcher(StateExecution execution, StateFailedException error)
      throws StateFailedException {
    for (int i = 0; i < catchers.size(); i++) {
      Catcher catcher = catchers.get(i);
      if (matches(catcher.errors, error)) {
        return catcher.next.transition(
            execution,
            execution.bindingsWith("errorOutput", error.errorOutput()),
            error.errorOutput(),
            "Catch[" + i + "]/");
      }
    }
    throw error;
  }

  private static boolean matches(Set<String> names, StateFailedException error) {
    return ErrorNames.matches(names, error.error().orElse(""));
  }
}
