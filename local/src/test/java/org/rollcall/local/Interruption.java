package org.rollcall.local;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.rollcall.lambda.Wiring;

/** What happens while a job runs. */
interface Interruption {

  /**
   * Does something.
   *
   * @param machine the state machine that runs the job
   * @param job the job's ID
   */
  void run(StateMachineRunner machine, String job);

  /**
   * Runs a job, and something else once before it sends a request.
   *
   * @param moment whether it is that request of DynamoDB or S3
   */
  static EndedJob during(
      TestLibrary library, Predicate<Object> moment, String input, Interruption interruption) {
    AtomicReference<Runnable> once = new AtomicReference<>(() -> {});
    UnaryOperator<Runnable> none = before -> () -> {};
    Wiring wiring =
        FaultyClient.forDynamoDb(
            FaultyClient.forS3(library.wiring(), request -> runOnce(moment, request, once, none)),
            request -> runOnce(moment, request, once, none));
    try (StateMachineRunner machine = library.stateMachine(wiring)) {
      String id = TestLibrary.newJobId();
      once.set(() -> interruption.run(machine, id));
      return machine.run(id, input);
    }
  }

  private static void runOnce(
      Predicate<Object> moment,
      Object request,
      AtomicReference<Runnable> once,
      UnaryOperator<Runnable> none) {
    if (moment.test(request)) {
      once.getAndUpdate(none).run();
    }
  }
}
