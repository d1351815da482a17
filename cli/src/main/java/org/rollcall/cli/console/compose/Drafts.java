package org.rollcall.cli.console.compose;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.rollcall.cli.console.web.Session;

/**
 * The last form that each session has sent, for an operator who has left the page and comes back. A
 * draft is only in memory, and ends with its session.
 */
final class Drafts {

  private final Map<Session, Kept> kept = Collections.synchronizedMap(new WeakHashMap<>());

  /**
   * A draft that was kept.
   *
   * @param from the address at which it was begun, which may name a job or a set
   */
  record Kept(String from, Draft draft) {}

  void keep(Session session, String from, Draft draft) {
    kept.put(session, new Kept(from, draft));
  }

  void drop(Session session) {
    kept.remove(session);
  }

  /** The draft for an address: one that was begun there, or any for the page without a job. */
  Optional<Kept> find(Session session, String address) {
    return Optional.ofNullable(kept.get(session))
        .filter(found -> address.equals(ComposePages.PATH) || address.equals(found.from()));
  }
}
