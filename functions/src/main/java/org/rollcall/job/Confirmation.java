package org.rollcall.job;

import org.rollcall.id.JobId;

/**
 * That a job does what a preview has shown. Its retries and continuations have the same value. See
 * D-164.
 *
 * @param previewed what the decisions of the preview depended on
 * @param confirmedBy the primary ID of the operator who confirmed the preview
 * @param byTwoPeople whether another person confirmed the preview than the one who started it
 */
public record Confirmation(DecisionBasis previewed, String confirmedBy, boolean byTwoPeople) {

  /** The ID of the preview. */
  public JobId preview() {
    return previewed.origin().jobId();
  }

  /** The primary ID of the operator who started the preview. */
  public String previewedBy() {
    return previewed.signedBy();
  }
}
