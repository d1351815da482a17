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
 * Runs concurrent tasks one at a time, in an order that depends only on the seed. At each sleep,
 * which precedes every call of AWS, the next task is chosen at random among those that are awake.
 * If all tasks sleep, virtual time advances to the first wake-up.
 */
final class Interleavings {

  private static final InheritableThreadLocal<@Nullable Task> CURRENT =
      new InheritableThreadLocal<>();

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "interleaved-task");
            thread.setDaemon(true);
            return thread;
          });

  private final Random random;
  private final VirtualTime time;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  /** A task. Its running thread waits here for the task's turn. */
  private static final class Task {
    private final Semaphore turn = new Semaphore(0);
    private Instant wakeTime = Instant.MIN;
  }

  /** The caller's thread becomes the first task. */
  Interleavings(Random random, VirtualTime time) {
    this.random = random;
    this.time = time;
    Task first = new Task();
    tasks.add(first);
    CURRENT.set(first);
  }

  /** Starts a task. It gets its first turn when another task sleeps. */
  synchronized void start(Runnable work) {
    Task task = new Task();
    tasks.add(task);
    THREADS.execute(
        () -> {
          CURRENT.set(task);
          task.turn.acquireUninterruptibly();
          try {
            work.run();
          } catch (RuntimeException | Error e) {
            synchronized (this) {
              failures.add(e);
            }
          } finally {
            CURRENT.remove();
            end(task);
          }
        });
  }

  private void end(Task task) {
    Task next;
    synchronized (this) {
      tasks.remove(task);
      next = next();
    }
    next.turn.release();
  }

  /** Chooses the next task. If all sleep, time advances to the first wake-up. */
  private Task next() {
    Instant first = tasks.stream().map(task -> task.wakeTime).min(naturalOrder()).orElseThrow();
    if (first.isBefore(Instant.MAX)) {
      time.advance(first);
    }
    List<Task> awake =
        tasks.stream()
            .filter(task -> task.wakeTime.equals(first) || !task.wakeTime.isAfter(time.now()))
            .toList();
    return awake.get(random.nextInt(awake.size()));
  }

  /** Sleeps while other tasks run. With a duration of 0, the next task may be any that is awake. */
  void sleep(Duration duration) {
    sleepUntil(time.now().plus(duration));
  }

  private void sleepUntil(Instant wakeTime) {
    Task current = requireNonNull(CURRENT.get(), "this thread belongs to no task");
    Task next;
    synchronized (this) {
      current.wakeTime = wakeTime;
      next = next();
    }
    if (next != current) {
      next.turn.release();
      current.turn.acquireUninterruptibly();
    }
  }

  synchronized boolean hasSingleTask() {
    return tasks.size() == 1;
  }

  /** Waits until all other tasks have ended. */
  void awaitOthers() {
    while (!hasSingleTask()) {
      sleepUntil(Instant.MAX);
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("a task failed", failures.get(0));
    }
  }
}
