package org.rollcall.local.states.type;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.Transition;

/**
 * What a state does about errors: try again, as long as a retrier says so; then take the way out
 * that a catcher gives.
 */
public record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  /** The way out for some errors. */
  record Catcher(Set<String> errors, NextState exit) {

    public static Catcher read(DefinitionFields fields) {
      try (fields) {
        return new Catcher(
            ErrorNames.read(fields), NextState.next(fields, DefinitionFields.WITH_ERROR));
      }
    }
  }

  /** One attempt at what a state is for. */
  @FunctionalInterface
  public interface Attempt {
    Transition make() throws StateFailedException, InterruptedException;
  }

  public static ErrorHandling read(DefinitionFields fields) {
    List<Retrier> retriers = fields.objects("Retry").stream().map(Retrier::read).toList();
    List<Catcher> catchers = fields.objects("Catch").stream().map(Catcher::read).toList();
    ErrorNames.requireAllLast(fields, "Retry", retriers.stream().map(Retrier::errors).toList());
    ErrorNames.requireAllLast(fields, "Catch", catchers.stream().map(Catcher::errors).toList());
    return new ErrorHandling(retriers, catchers);
  }

  public Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    catchers.forEach(catcher -> catcher.exit.next().ifPresent(targets::add));
    return targets;
  }

  public Set<String> assigns() {
    Set<String> names = new TreeSet<>();
    catchers.forEach(catcher -> names.addAll(catcher.exit.assign().keySet()));
    return names;
  }

  public Transition guard(StateExecution visit, Attempt attempt)
      throws StateFailedException, InterruptedException {
    int[] made = new int[retriers.size()];
    while (true) {
      try {
        return attempt.make();
      } catch (StateFailedException error) {
        Optional<Retrier> retrier =
            retriers.stream().filter(one -> matches(one.errors(), error)).findFirst();
        int index = retrier.map(retriers::indexOf).orElse(0);
        if (retrier.isEmpty() || made[index] >= retrier.get().attempts()) {
          return caught(visit, error);
        }
        visit.time().sleep(retrier.get().delay(made[index]++, visit.random()));
        visit.retried();
      }
    }
  }

  private Transition caught(StateExecution visit, StateFailedException error)
      throws StateFailedException {
    for (int i = 0; i < catchers.size(); i++) {
      Catcher catcher = catchers.get(i);
      if (matches(catcher.errors, error)) {
        return catcher.exit.leave(
            visit,
            visit.bindingsWith("errorOutput", error.output()),
            error.output(),
            "Catch[" + i + "]/");
      }
    }
    throw error;
  }

  private static boolean matches(Set<String> names, StateFailedException error) {
    return ErrorNames.match(names, error.error().orElse(""));
  }
}
