package org.rollcall.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.change.Changes;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.set.SetSource;
import org.rollcall.user.PrimaryId;

/**
 * What somebody asks for: the input of an execution. A part that had faults is absent, so that the
 * rest can be checked all the same.
 *
 * @param changes empty for a job that only notifies
 * @param notification the letter that the job sends
 */
public record JobInput(
    Optional<String> jobName,
    Optional<PrimaryId> initiatedBy,
    Optional<SetSource> set,
    Mode mode,
    Changes changes,
    Optional<Notification> notification,
    Limits limits) {

  private static final int LONGEST_NAME = 255;

  /**
   * Reads an input, noting every fault that can be seen in it alone.
   *
   * @param codes the institution's code tables
   */
  public static JobInput read(JsonNode input, CodeTables codes, Faults faults) {
    return Fields.of(input, "", faults)
        .map(fields -> read(fields, codes))
        .orElseGet(
            () ->
                new JobInput(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Mode.RUN,
                    Changes.none(),
                    Optional.empty(),
                    Limits.NONE));
  }

  /** Whoever starts the job. */
  static Optional<PrimaryId> initiatedBy(Fields input) {
    return input
        .required("initiated_by", key -> input.line(key, PrimaryId.LONGEST))
        .map(PrimaryId::of);
  }

  private static JobInput read(Fields input, CodeTables codes) {
    Optional<String> jobName = input.line("job_name", LONGEST_NAME);
    Optional<PrimaryId> initiatedBy = initiatedBy(input);
    Optional<SetSource> set = SetSource.read(input);
    Mode mode = input.oneOf("mode", Mode.class).orElse(Mode.RUN);
    Changes changes =
        input.object("changes").map(fields -> Changes.read(fields, codes)).orElse(Changes.none());
    Optional<Notification> notification = input.object("notify").flatMap(Notification::read);
    Limits limits = input.object("limits").map(Limits::read).orElse(Limits.NONE);
    input.refuseOthers();
    if (!input.has("changes") && !input.has("notify")) {
      input.fault("changes", "is missing: a job has changes, or notify, or both");
    }
    return new JobInput(jobName, initiatedBy, set, mode, changes, notification, limits);
  }
}
