package org.rollcall.local.states.history;

/**
 * Adds the events of one branch of an execution to its history, each with the ID of the preceding
 * event. Each iteration of a Map is a separate branch.
 */
public final class HistoryRecorder {

  private final History history;
  private long lastId;

  public HistoryRecorder(History history, long lastId) {
    this.history = history;
    this.lastId = lastId;
  }

  public synchronized long add(HistoryEvent event) {
    lastId = history.add(lastId, event);
    return lastId;
  }

  public synchronized HistoryRecorder branch() {
    return new HistoryRecorder(history, lastId);
  }

  public History history() {
    return history;
  }
}
