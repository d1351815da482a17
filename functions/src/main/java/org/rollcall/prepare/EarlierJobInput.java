package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.rollcall.error.Faults;
import org.rollcall.id.JobId;
import org.rollcall.job.JobMode;
import org.rollcall.json.Fields;
import org.rollcall.user.PrimaryId;

/**
 * The input of a job that uses the input of an earlier one, such as a retry.
 *
 * @param initiatedBy the operator
 * @param earlier what the input names as the ID of the earlier job, which may be invalid
 * @param limits only {@code first}, unless the kind allows more
 * @param digest in a confirm: the digest of the preview, if the input has it
 * @param mode in an undo: whether it is only shown
 * @param letterType in an undo: the letter to those who had got the letter of the undone job
 */
record EarlierJobInput(
    JobKind kind,
    Fields fields,
    Optional<PrimaryId> initiatedBy,
    Optional<String> earlier,
    JobLimits limits,
    Optional<String> digest,
    JobMode mode,
    Optional<String> letterType) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_DIGEST_LENGTH = 100;

  /**
   * Reads an input, and adds every error that can be found without the earlier job.
   *
   * @param input an object
   * @param kind a kind that {@linkplain JobKind#hasEarlierJob has an earlier job}
   */
  static EarlierJobInput read(JsonNode input, JobKind kind, Faults faults) {
    Fields fields = Fields.of(input, "", faults).orElseThrow();
    Optional<PrimaryId> initiatedBy = JobInput.initiatedBy(fields);
    Optional<String> earlier =
        fields.required(kind.key(), key -> fields.line(key, JobId.MAX_LENGTH));
    JobLimits limits = JobLimits.NONE;
    if (kind.allows("limits")) {
      limits = fields.object("limits", found -> Optional.of(JobLimits.read(found))).orElse(limits);
    }
    Optional<JobMode> mode =
        kind.allows("mode") ? fields.oneOf("mode", JobMode.class) : Optional.empty();
    Optional<LetterRequest> letter =
        kind.allows("notify") ? fields.object("notify", LetterRequest::read) : Optional.empty();
    Optional<String> digest =
        kind.allows(ConfirmPlanner.DIGEST) ? digest(fields) : Optional.empty();
    kind.rejectOtherKeys(input, fields);
    fields.rejectUnknownKeys();
    return new EarlierJobInput(
        kind,
        fields,
        initiatedBy,
        earlier,
        limits,
        digest,
        mode.orElse(JobMode.RUN),
        letter.map(LetterRequest::type));
  }

  /** How many members the job processes; empty for all. */
  OptionalInt first() {
    return limits.first();
  }

  private static Optional<String> digest(Fields fields) {
    Optional<String> text =
        fields
            .line(ConfirmPlanner.DIGEST, MAX_DIGEST_LENGTH)
            .map(digest -> digest.toLowerCase(Locale.ROOT));
    return text.isEmpty() || DIGEST.matcher(text.get()).matches()
        ? text
        : fields.fault(ConfirmPlanner.DIGEST, JobError.INVALID_DIGEST);
  }
}
