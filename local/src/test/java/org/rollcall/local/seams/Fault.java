package org.rollcall.local.seams;

/** What happens to one attempt of a call of AWS. */
enum Fault {
  /** No fault. */
  NONE,
  /** The connection breaks before the request arrives. */
  CONNECTION_LOST_BEFORE,
  /** The request takes effect, and its response is lost. */
  CONNECTION_LOST_AFTER,
  /** The service throttles the request. */
  THROTTLED,
  /** The service returns a server error, and the request has no effect. */
  SERVER_ERROR_BEFORE,
  /** The service returns a server error, and the request has taken effect. */
  SERVER_ERROR_AFTER,
  /** The request arrives twice. The client receives the first response. */
  DUPLICATED,
  /** The client times out, and the request arrives after later ones. */
  DELIVERED_LATE,
  /** The request takes long to arrive. */
  SLOW_BEFORE,
  /** The response takes long to arrive. */
  SLOW_AFTER,
  /** The function is killed before it sends the request. */
  KILLED_BEFORE,
  /** The function is killed before the response arrives. */
  KILLED_AFTER;

  /** Whether the request takes effect without a response to the caller. */
  boolean losesResponse() {
    return this == CONNECTION_LOST_AFTER || this == SERVER_ERROR_AFTER || this == KILLED_AFTER;
  }
}
