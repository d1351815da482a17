package org.rollcall.local.states.history;

/** Receives the events of an execution. Called from many threads. */
public interface History {

  /**
   * Adds an event.
   *
   * @param previous the ID of the preceding event; 0 for the first event of an execution
   * @return the ID of the event. The first event of an execution has ID 1, and IDs are consecutive
   */
  long add(long previous, HistoryEvent event);

  /** Registers the run of a distributed Map. The object is updated while the run continues. */
  void mapRunStarted(MapRun run);

  /** The history for a child execution of a distributed Map. */
  History child(String name);
}
