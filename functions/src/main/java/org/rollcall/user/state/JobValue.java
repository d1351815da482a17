package org.rollcall.user.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.id.JobReference;
import org.rollcall.id.Sha256;
import org.rollcall.json.Json;
import org.rollcall.user.User;
import org.rollcall.user.ValueText;

/**
 * Marks a field that a job has set or removed, so that a load can tell whether it would revert the
 * job. See D-128.
 *
 * @param job the last job that set the field
 * @param digest of the value, the first 16 digits of the {@link Sha256} of its {@link ValueText}
 */
public record JobValue(JobReference job, String digest) {

  private static final int DIGEST_DIGITS = 16;

  /**
   * Marks the value of a field.
   *
   * @param value empty if the job removed the field
   */
  static JobValue of(JobReference job, String field, Optional<JsonNode> value) {
    ObjectNode record = Json.MAPPER.createObjectNode();
    value.ifPresent(present -> record.set(field, present));
    return new JobValue(job, digest(new User(record), field));
  }

  /** Whether a user has the job's value in a field. */
  boolean matches(User user, String field) {
    return digest.equals(digest(user, field));
  }

  private static String digest(User user, String field) {
    String text = ValueText.of(user.normalized().get(field));
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_DIGITS);
  }
}
