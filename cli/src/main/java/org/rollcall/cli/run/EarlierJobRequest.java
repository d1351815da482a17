package org.rollcall.cli.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.rollcall.job.JobMode;
import org.rollcall.json.Json;

/**
 * The input of a job that goes on with an earlier one, as the commands and the console make it.
 *
 * @param key the key of the input that names the earlier job
 * @param jobId the ID of the earlier job, which may be invalid
 * @param digest in a confirm: the digest of the preview
 * @param first how many members to process; empty for all
 * @param isPreview in an undo: whether it is only shown
 * @param letterType in an undo: the letter to those who had got the letter of the undone job
 * @param includesStaff in an undo: whether staff is processed too
 */
public record EarlierJobRequest(
    String key,
    String jobId,
    Optional<String> digest,
    Optional<Integer> first,
    boolean isPreview,
    Optional<String> letterType,
    boolean includesStaff) {

  private static EarlierJobRequest of(String key, String jobId, Optional<Integer> first) {
    return new EarlierJobRequest(
        key, jobId, Optional.empty(), first, false, Optional.empty(), false);
  }

  /** The job processes the remaining members of an earlier one. */
  public static EarlierJobRequest retry(String jobId) {
    return of("retry", jobId, Optional.empty());
  }

  /** The job processes the members that an earlier one has held back. */
  public static EarlierJobRequest continuation(String jobId, Optional<Integer> first) {
    return of("continue", jobId, first);
  }

  /** The job does what a preview has shown. */
  public static EarlierJobRequest confirm(
      String jobId, Optional<String> digest, Optional<Integer> first) {
    return new EarlierJobRequest("confirm", jobId, digest, first, false, Optional.empty(), false);
  }

  /** The job undoes an earlier one. */
  public static EarlierJobRequest undo(
      String jobId,
      Optional<Integer> first,
      boolean isPreview,
      Optional<String> letterType,
      boolean includesStaff) {
    return new EarlierJobRequest(
        "undo", jobId, Optional.empty(), first, isPreview, letterType, includesStaff);
  }

  /** The input in the name of an operator. */
  public ObjectNode input(String operator) {
    ObjectNode input = Json.MAPPER.createObjectNode().put("initiated_by", operator);
    addTo(input);
    return input;
  }

  /** Adds all keys except the operator. */
  void addTo(ObjectNode input) {
    input.put(key, jobId);
    if (isPreview) {
      input.put("mode", JobMode.PREVIEW.name());
    }
    digest.ifPresent(given -> input.put("sha256", given));
    letterType.ifPresent(type -> input.putObject("notify").put("type", type));
    first.ifPresent(count -> input.withObject("/limits").put("first", count));
    if (includesStaff) {
      input.withObject("/limits").put("include_staff", true);
    }
  }
}
