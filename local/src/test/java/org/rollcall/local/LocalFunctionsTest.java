package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;
import org.rollcall.local.states.execution.StateFailedException;

/** Functions that are running when the stack is closed. */
class LocalFunctionsTest {

  @TempDir Path folder;

  @Test
  void close_shouldWaitForARunningFunctionAndRejectOthers() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (TestLibrary library = TestLibrary.empty(folder)) {
      EndedJob job =
          library.run(
              "{'initiated_by': 'user.manager', 'set': {'members': ['nobody']},"
                  + " 'changes': {'status': {'value': 'ACTIVE'}}}");
      LocalFunctions functions =
          new LocalFunctions(
              FaultyClient.forS3(
                  library.wiring(),
                  request -> {
                    atWork.countDown();
                    await(goOn);
                  }));
      var request = Json.MAPPER.createObjectNode().put("job_id", job.id());
      Thread function = thread(() -> functions.invoke("ReportJob", request));
      atWork.await();
      Thread closing = thread(functions::close);
      Set<Thread.State> still = Set.of(Thread.State.NEW, Thread.State.RUNNABLE);
      while (still.contains(closing.getState())) {
        Thread.onSpinWait();
      }

      assertThat(closing.getState()).isNotEqualTo(Thread.State.TERMINATED);
      goOn.countDown();
      closing.join();
      assertThatThrownBy(() -> functions.invoke("ReportJob", request))
          .isInstanceOf(StateFailedException.class)
          .hasMessageContaining("is closed");
      function.join();
    }
  }

  /** An action that may throw. */
  private interface Action {
    void run() throws Exception;
  }

  private static Thread thread(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
