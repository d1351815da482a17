package org.rollcall.local.states;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a state does about errors: try again, as long as a retrier says so; then take the way out
 * that a catcher gives.
 */
record ErrorHandling(List<Retrier> retriers, List<Catcher> catchers) {

  /** The way out for some errors. */
  record Catcher(Set<String> errors, Exit exit) {

    static Catcher read(DefinitionFields fields) {
      try (fields) {
        return new Catcher(ErrorNames.read(fields), Exit.next(fields, DefinitionFields.WITH_ERROR));
      }
    }
  }

  /** One attempt at what a state is for. */
  @FunctionalInterface
  interface Attempt {
    Departure make() throws StateError, InterruptedException;
  }

  static ErrorHandling read(DefinitionFields fields) {
    List<Retrier> retriers = fields.objects("Retry").stream().map(Retrier::read).toList();
    List<Catcher> catchers = fields.objects("Catch").stream().map(Catcher::read).toList();
    ErrorNames.requireAllLast(fields, "Retry", retriers.stream().map(Retrier::errors).toList());
    ErrorNames.requireAllLast(fields, "Catch", catchers.stream().map(Catcher::errors).toList());
    return new ErrorHandling(retriers, catchers);
  }

  Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    catchers.forEach(catcher -> catcher.exit.next().ifPresent(targets::add));
    return targets;
  }

  Set<String> assigns() {
    Set<String> names = new TreeSet<>();
    catchers.forEach(catcher -> names.addAll(catcher.exit.assign().keySet()));
    return names;
  }

  Departure guard(Visit visit, Attempt attempt) throws StateError, InterruptedException {
    int[] made = new int[retriers.size()];
    while (true) {
      try {
        return attempt.make();
      } catch (StateError error) {
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

  private Departure caught(Visit visit, StateError error) throws StateError {
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

  private static boolean matches(Set<String> names, StateError error) {
    return ErrorNames.match(names, error.error().orElse(""));
  }
}
