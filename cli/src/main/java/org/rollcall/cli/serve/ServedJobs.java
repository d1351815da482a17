package org.rollcall.cli.serve;

import java.nio.file.Path;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.StopSignal;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.Stack;
import org.rollcall.local.LocalStack;
import org.rollcall.local.stack.Shell;

/**
 * A data folder whose jobs other programs and the console start while a command keeps it open.
 *
 * @param folder the folder as the user wrote it
 */
record ServedJobs(LocalStack local, Path folder, Console console) {

  private static final long POLL_MILLIS = 100;

  /** The stack for the console. Commands that it shows are for other terminals. */
  Stack stack() {
    return new FolderStack(local, " --stack " + LocalStack.NAME, note -> {});
  }

  /** Records the deliveries of letters until the signal, and then stops the running jobs. */
  void serveUntil(StopSignal stop) {
    DeliveryRecorder deliveries = DeliveryRecorder.start(local);
    try {
      await(stop);
      for (String job : local.stopJobs()) {
        console.note(
            "Stopped the job %1$s. To make its report: ./rollcall report %1$s --rebuild --data %2$s"
                .formatted(job, Shell.quote(folder.toString())));
      }
    } finally {
      deliveries.stop();
    }
  }

  /** Waits for the signal. */
  static void await(StopSignal stop) {
    try {
      while (!stop.isReceived()) {
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
