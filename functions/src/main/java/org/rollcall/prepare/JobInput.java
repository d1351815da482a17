package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.change.ChangeKinds;
import org.rollcall.change.Changes;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.job.JobMode;
import org.rollcall.json.Fields;
import org.rollcall.set.SetSource;
import org.rollcall.user.PrimaryId;

/**
 * The input of an execution that starts a new job. Parts with errors are empty, so that the other
 * parts can still be checked.
 *
 * @param initiatedBy the operator
 * @param changes the changes; none for a job that only sends letters
 * @param notification the letter that the job sends
 */
public record JobInput(
    Optional<String> jobName,
    Optional<PrimaryId> initiatedBy,
    Optional<SetSource> set,
    JobMode mode,
    Changes changes,
    Optional<LetterRequest> notification,
    JobLimits limits) {

  private static final int MAX_NAME_LENGTH = 255;

  /**
   * Reads an input, and adds every error that can be found without users, sets and letters.
   *
   * @param codes the institution's code tables
   */
  public static JobInput read(JsonNode input, CodeTables codes, Faults faults) {
    Optional<Fields> object =
        AlmaPayload.matches(input)
            ? faults.add("", JobError.ALMA_PAYLOAD)
            : Fields.of(input, "", faults);
    return object
        .map(fields -> read(input, fields, codes))
        .orElseGet(
            () ->
                new JobInput(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    JobMode.RUN,
                    Changes.none(),
                    Optional.empty(),
                    JobLimits.NONE));
  }

  /** Reads the operator's primary ID. */
  static Optional<PrimaryId> initiatedBy(Fields input) {
    return input
        .required("initiated_by", key -> input.line(key, PrimaryId.MAX_LENGTH))
        .map(PrimaryId::of);
  }

  static JobInput read(JsonNode node, Fields input, CodeTables codes) {
    Optional<String> jobName = input.line("job_name", MAX_NAME_LENGTH);
    Optional<PrimaryId> initiatedBy = initiatedBy(input);
    Optional<SetSource> set = SetSource.read(input);
    JobMode mode = input.oneOf("mode", JobMode.class).orElse(JobMode.RUN);
    Changes changes =
        input
            .object("changes", fields -> Optional.of(ChangeKinds.read(fields, codes)))
            .orElse(Changes.none());
    Optional<LetterRequest> notification = input.object("notify", LetterRequest::read);
    JobLimits limits =
        input
            .object("limits", fields -> Optional.of(JobLimits.read(fields)))
            .orElse(JobLimits.NONE);
    JobKind.of(node).rejectOtherKeys(node, input);
    input.rejectUnknownKeys(key -> hint(input, key));
    if (!input.has("changes") && !input.has("notify")) {
      input.fault("changes", JobError.NO_CHANGES_AND_NO_NOTIFY);
    }
    return new JobInput(jobName, initiatedBy, set, mode, changes, notification, limits);
  }

  /** What to do with an unknown key that is a change, or contains the input. */
  private static Optional<String> hint(Fields input, String key) {
    JsonNode value = input.node(key);
    if (value.has("initiated_by") || value.has("set") || value.has("changes")) {
      return Optional.of("; the input must be only the object in this key");
    }
    return ChangeKinds.hasKey(key)
        ? Optional.of("; write {\"changes\": {\"" + key + "\": …}}")
        : Optional.empty();
  }
}
