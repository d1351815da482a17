package org.rollcall.local.states;

/**
 * The events of one strand of an execution: each follows from the one before. An iteration of a Map
 * has a strand of its own.
 */
final class Trail {

  private final History history;
  private long last;

  Trail(History history, long last) {
    this.history = history;
    this.last = last;
  }

  synchronized long add(HistoryEvent event) {
    last = history.add(last, event);
    return last;
  }

  synchronized Trail branch() {
    return new Trail(history, last);
  }

  History history() {
    return history;
  }
}
