package org.rollcall.local.states.history;

/** Hears what happens in an execution, from any thread. */
public interface History {

  /**
   * Takes the next event.
   *
   * @param previous the id of the event that led to this one; 0 for an execution's first
   * @return the event's id: 1 for an execution's first, and then one more each time
   */
  long add(long previous, HistoryEvent event);

  /** Hears that a distributed Map has started; what the run says of itself stays up to date. */
  void mapRunStarted(MapRun run);

  /** The history of a child execution of a distributed Map. */
  History child(String name);
}
