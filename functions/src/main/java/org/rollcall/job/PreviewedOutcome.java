package org.rollcall.job;

/**
 * A member's outcome in the preview that a job confirms: an entry of {@link
 * JobLedger.Page#PREVIEWED}.
 *
 * @param outcome as in the ledger of the preview
 * @param isProcessed whether an earlier job with the same root has processed the member, whose
 *     letter is not compared with the preview again
 */
public record PreviewedOutcome(Outcome outcome, boolean isProcessed) {}
