package org.rollcall.cli.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.stack.Stack;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.letter.Institution;
import org.rollcall.prepare.OperatorCheck;
import org.rollcall.start.CallerUser;
import org.rollcall.start.StartRefusedException;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;

/** Finds out whether a user may use the console, as the start of a job does. */
public record Operators(Stack stack) {

  /**
   * The operator of a console.
   *
   * @param given the primary ID that the user gave at the start
   * @return empty if a page must ask
   * @throws CommandException if the user may not run jobs, or the stack only accepts the user of
   *     the caller's AWS identity
   */
  public Optional<PrimaryId> known(Optional<String> given) {
    Optional<String> caller = stack.requiredCaller();
    if (caller.isEmpty()) {
      return given.map(this::require);
    }
    if (given.isPresent()) {
      throw CommandException.rejected(CommandError.OPERATOR_IS_IDENTITY);
    }
    return Optional.of(require(userOf(caller.get())));
  }

  private String userOf(String caller) {
    try {
      return new CallerUser(stack.users()).findCaller(caller).toString();
    } catch (StartRefusedException e) {
      throw CommandException.rejected(CommandError.OPERATOR_REFUSED, text(e.errors()));
    }
  }

  /**
   * The operator with an ID, in the spelling of the record.
   *
   * @throws CommandException if the user may not run jobs
   */
  PrimaryId require(String id) {
    Faults faults = new Faults();
    Optional<PrimaryId> user = check(id, faults);
    if (!faults.isEmpty()) {
      throw CommandException.rejected(CommandError.OPERATOR_REFUSED, text(faults.found()));
    }
    return user.orElseThrow();
  }

  /** Why a user may not run jobs; empty if the user may. */
  List<Fault> problems(String id) {
    Faults faults = new Faults();
    check(id, faults);
    return faults.found();
  }

  private Optional<PrimaryId> check(String id, Faults faults) {
    return Institution.read(stack.bucket(), faults)
        .flatMap(
            institution ->
                new OperatorCheck(
                        stack.users(),
                        institution.code(),
                        LocalDate.ofInstant(SystemClock.INSTANCE.instant(), institution.timeZone()))
                    .check(PrimaryId.of(id), faults));
  }

  private static String text(List<Fault> faults) {
    return faults.stream()
        .map(fault -> fault.message() + " [" + fault.code() + "]")
        .collect(Collectors.joining("; "));
  }
}
