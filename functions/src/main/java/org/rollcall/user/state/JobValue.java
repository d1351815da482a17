package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.id.Sha256;
import org.rollcall.user.ValueText;

/**
 * Marks a field that a job has set or removed, so that a load can tell whether it would revert the
 * job. See D-128.
 *
 * @param jobId the last job that set the field
 * @param digest of the value, the first 16 digits of the {@link Sha256} of its {@link ValueText}
 */
public record JobValue(JobId jobId, String digest) {

  private static final int DIGEST_DIGITS = 16;

  /**
   * Marks a value.
   *
   * @param value empty if the job removed the field
   */
  static JobValue of(JobId jobId, Optional<JsonNode> value) {
    return new JobValue(jobId, digest(value.orElse(MissingNode.getInstance())));
  }

  /** Whether a field has the job's value. A missing node is a removed field. */
  public boolean matches(JsonNode value) {
    return digest.equals(digest(value));
  }

  private static String digest(JsonNode value) {
    byte[] text = ValueText.of(value).getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(text).substring(0, DIGEST_DIGITS);
  }
}
