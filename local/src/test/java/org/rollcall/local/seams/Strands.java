package org.rollcall.local.seams;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Things that go on at once, of which only one moves at a time: at each call of AWS the schedule
 * says who goes on of those that are not asleep, and when all are asleep, time passes until the
 * first wakes. So what happens at once happens in the same order whenever the seed is the same.
 */
final class Strands {

  private static final InheritableThreadLocal<@Nullable Strand> CURRENT =
      new InheritableThreadLocal<>();

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "strand");
            thread.setDaemon(true);
            return thread;
          });

  private final Random random;
  private final VirtualTime time;
  private final List<Strand> alive = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** One of them; whichever of its threads moves waits here for the strand's turn. */
  private static final class Strand {
    private final Semaphore turn = new Semaphore(0);
    private Instant wakes = Instant.MIN;
  }

  /** The caller's thread is the first strand. */
  Strands(Random random, VirtualTime time) {
    this.random = random;
    this.time = time;
    Strand first = new Strand();
    alive.add(first);
    CURRENT.set(first);
  }

  /** Has something else go on from here at once; it gets its first turn when another sleeps. */
  synchronized void start(Runnable work) {
    Strand strand = new Strand();
    alive.add(strand);
    THREADS.execute(
        () -> {
          CURRENT.set(strand);
          strand.turn.acquireUninterruptibly();
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            synchronized (this) {
              failures.add(e);
            }
          } finally {
            CURRENT.remove();
            end(strand);
          }
        });
  }

  private void end(Strand strand) {
    Strand next;
    synchronized (this) {
      alive.remove(strand);
      next = next();
    }
    next.turn.release();
  }

  /** Whose turn it is; if all are asleep, it is the first's to wake. */
  private Strand next() {
    Instant first = alive.stream().map(strand -> strand.wakes).min(naturalOrder()).orElseThrow();
    if (first.isBefore(Instant.MAX)) {
      time.advance(first);
    }
    List<Strand> awake =
        alive.stream()
            .filter(strand -> strand.wakes.equals(first) || !strand.wakes.isAfter(time.now()))
            .toList();
    return awake.get(random.nextInt(awake.size()));
  }

  /**
   * Goes on when so much time has passed, and others meanwhile; where that is none, the schedule
   * says who goes on.
   */
  void sleep(Duration duration) {
    sleepUntil(time.now().plus(duration));
  }

  private void sleepUntil(Instant moment) {
    Strand here = requireNonNull(CURRENT.get(), "this thread is of no strand");
    Strand next;
    synchronized (this) {
      here.wakes = moment;
      next = next();
    }
    if (next != here) {
      next.turn.release();
      here.turn.acquireUninterruptibly();
    }
  }

  synchronized boolean isAlone() {
    return alive.size() == 1;
  }

  /** Waits until nothing else goes on. */
  void awaitOthers() {
    while (!isAlone()) {
      sleepUntil(Instant.MAX);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("a strand broke", failures.get(0));
    }
  }
}
