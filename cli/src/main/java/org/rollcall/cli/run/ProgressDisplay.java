package org.rollcall.cli.run;

import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.JobProgress;
import org.rollcall.time.SystemClock;

/** Shows a job's progress on standard error. */
interface ProgressDisplay extends AutoCloseable {

  void show(JobProgress.Count count);

  @Override
  void close();

  /** A bar on a terminal, and occasional lines elsewhere. */
  static ProgressDisplay create(Console console) {
    return Boolean.getBoolean("rollcall.terminal") ? new Bar() : new Lines(console);
  }

  /** A progress bar with the remaining time. */
  final class Bar implements ProgressDisplay {

    private static final int UPDATE_MILLIS = 200;

    private final ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Users")
            .setInitialMax(-1)
            .setUnit("", 1)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .clearDisplayOnFinish()
            .build();

    @Override
    public void show(JobProgress.Count count) {
      bar.maxHint(count.members());
      bar.stepTo(count.done());
      bar.setExtraMessage(count.details());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Plain lines, for a log. */
  final class Lines implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Console console;
    private final Instant started = SystemClock.INSTANCE.instant();
    private Instant nextLine = started;

    Lines(Console console) {
      this.console = console;
    }

    @Override
    public void show(JobProgress.Count count) {
      Instant now = SystemClock.INSTANCE.instant();
      if (now.isBefore(nextLine) || count.done() == 0) {
        return;
      }
      nextLine = now.plus(INTERVAL);
      long secondsLeft =
          Duration.between(started, now).toSeconds()
              * (count.members() - count.done())
              / count.done();
      console.note(
          String.format(
              "%d of %d users done, %s, about %d s left",
              count.done(), count.members(), count.details(), secondsLeft));
    }

    @Override
    public void close() {}
  }
}
