package org.rollcall.job;

/** What a job does with what it has worked out. */
public enum JobMode {
  /** It does it. */
  RUN
}
