package org.rollcall.preview;

import java.time.Duration;
import java.time.Instant;

/**
 * The seal of a complete preview: the object {@code preview.json} in its folder. On AWS, only
 * {@code PrepareJob} and {@code ReportJob} can write it. It never changes.
 *
 * @param previewSha256 the {@link PreviewDigest}
 * @param sealed when the preview's first complete report was made
 * @param expires the time from which the preview cannot be confirmed
 */
public record PreviewSeal(String previewSha256, Instant sealed, Instant expires) {

  /** A new seal. */
  static PreviewSeal of(String sha256, Instant sealed, int days) {
    return new PreviewSeal(sha256, sealed, sealed.plus(Duration.ofDays(days)));
  }

  /** Whether the preview cannot be confirmed any more at a time. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }
}
