package org.rollcall.local.states.history;

/**
 * The events of one strand of an execution: each follows from the one before. An iteration of a Map
 * has a strand of its own.
 */
public final class HistoryRecorder {

  private final History history;
  private long last;

  public HistoryRecorder(History history, long last) {
    this.history = history;
    this.last = last;
  }

  public synchronized long add(HistoryEvent event) {
    last = history.add(last, event);
    return last;
  }

  public synchronized HistoryRecorder branch() {
    return new HistoryRecorder(history, last);
  }

  public History history() {
    return history;
  }
}
