package org.rollcall.local.seams;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Things that go on at once, of which only one moves at a time: at each call of AWS the schedule
 * says who goes on. So what happens at once happens in the same order whenever the seed is the
 * same.
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
  private final List<Strand> alive = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** One of them; whichever of its threads moves waits here for the strand's turn. */
  private static final class Strand {
    private final Semaphore turn = new Semaphore(0);
  }

  /** The caller's thread is the first strand. */
  Strands(Random random) {
    this.random = random;
    Strand first = new Strand();
    alive.add(first);
    CURRENT.set(first);
  }

  /** Has something else go on from here at once; it gets its first turn from {@link #pass}. */
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
      next = alive.get(random.nextInt(alive.size()));
    }
    next.turn.release();
  }

  /** Lets the schedule say who goes on. */
  void pass() {
    Strand here = CURRENT.get();
    Strand next;
    synchronized (this) {
      if (alive.size() == 1 || here == null) {
        return;
      }
      next = alive.get(random.nextInt(alive.size()));
    }
    if (next != here) {
      next.turn.release();
      here.turn.acquireUninterruptibly();
    }
  }

  boolean isAlone() {
    synchronized (this) {
      return alive.size() == 1;
    }
  }

  /** Waits until nothing else goes on. */
  void awaitOthers() {
    while (!isAlone()) {
      pass();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("a strand broke", failures.get(0));
    }
  }
}
