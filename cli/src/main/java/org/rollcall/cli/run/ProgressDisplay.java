package org.rollcall.cli.run;

import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.stack.JobProgress;

/** Shows how far a job is: a bar on a terminal, now and then a line elsewhere. */
interface ProgressDisplay extends AutoCloseable {

  void show(JobProgress.Count count);

  @Override
  void close();

  /** A display on standard error. */
  static ProgressDisplay on(Console console) {
    return Boolean.getBoolean("rollcall.terminal") ? new Bar() : new Lines(console);
  }

  /** A bar, with the time that is left. */
  final class Bar implements ProgressDisplay {

    private final ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("Users")
            .setInitialMax(-1)
            .setUnit("", 1)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .setUpdateIntervalMillis(200)
            .clearDisplayOnFinish()
            .build();

    @Override
    public void show(JobProgress.Count count) {
      bar.maxHint(count.members());
      bar.stepTo(count.done());
      bar.setExtraMessage(count.words());
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** Plain lines, for a log. */
  final class Lines implements ProgressDisplay {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Console console;
    private final Instant started = Instant.now();
    private Instant nextLine = started;

    Lines(Console console) {
      this.console = console;
    }

    @Override
    public void show(JobProgress.Count count) {
      Instant now = Instant.now();
      if (now.isBefore(nextLine) || count.done() == 0) {
        return;
      }
      nextLine = now.plus(BETWEEN_LINES);
      long left =
          Duration.between(started, now).toSeconds()
              * (count.members() - count.done())
              / count.done();
      console.note(
          String.format(
              "%d of %d users done, %s, about %d s left",
              count.done(), count.members(), count.words(), left));
    }

    @Override
    public void close() {}
  }
}
