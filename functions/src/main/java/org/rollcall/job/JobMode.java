package org.rollcall.job;

/** How a job processes its members. */
public enum JobMode {
  /** It changes users and sends letters. */
  RUN
}
