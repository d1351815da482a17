package org.rollcall.job;

/** How a job processes its members. */
public enum JobMode {
  /** It changes users and sends letters. */
  RUN,
  /** It decides what a run would do, and neither changes users nor sends letters. See D-160. */
  PREVIEW
}
