package org.rollcall.prepare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rollcall.job.JobMode;
import org.rollcall.json.Fields;

/**
 * A kind of job, with the keys that its input may have. The table in {@code docs/job-input.md} has
 * the same content. A key in an object has a path, such as {@code limits.max_users}. See D-162.
 */
@SuppressWarnings("ImmutableEnumChecker") // The sets are made with Set.of.
enum JobKind {
  /** The remaining members of an earlier job, with that job's input. */
  RETRY("retry", Optional.of(JobError.NOT_WITH_RETRY), Set.of("initiated_by", "retry"), Set.of()),
  /** The held-back members of an earlier job, with that job's input. */
  CONTINUATION(
      "continue",
      Optional.of(JobError.NOT_WITH_CONTINUE),
      Set.of("initiated_by", "continue"),
      Set.of("limits", "limits.first")),
  /** What a preview has shown. */
  CONFIRM(
      "confirm",
      Optional.of(JobError.NOT_WITH_CONFIRM),
      Set.of("initiated_by", "confirm"),
      Set.of("sha256", "limits", "limits.first")),
  /** Undoes what an earlier job did. With the mode PREVIEW, it only shows that. */
  UNDO(
      "undo",
      Optional.of(JobError.NOT_WITH_UNDO),
      Set.of("initiated_by", "undo"),
      Set.of(
          "mode",
          "notify",
          "limits",
          "limits.max_failures_percent",
          "limits.include_staff",
          "limits.first")),
  /** What a run would do. */
  PREVIEW(
      "mode",
      Optional.of(JobError.NOT_WITH_PREVIEW),
      Set.of("initiated_by", "set", "mode"),
      Set.of(
          "job_name",
          "changes",
          "notify",
          "limits",
          "limits.max_users",
          "limits.max_failures_percent",
          "limits.include_staff")) {
    @Override
    boolean isKindOf(JsonNode input) {
      return input.path("mode").asText().equals(JobMode.PREVIEW.name());
    }
  },
  /** A test of letters, which changes no user. */
  TEST(
      "notify.test_to",
      Optional.of(JobError.NOT_WITH_TEST),
      Set.of("initiated_by", "set", "notify", "notify.test_to"),
      Set.of(
          "job_name",
          "mode",
          "changes",
          "limits",
          "limits.max_users",
          "limits.max_failures_percent",
          "limits.include_staff")),
  /** A job with an input of its own. It has none of the keys that begin the other kinds. */
  RUN(
      "run",
      Optional.empty(),
      Set.of("initiated_by", "set"),
      Set.of(
          "job_name",
          "mode",
          "changes",
          "notify",
          "limits",
          "limits.max_users",
          "limits.max_failures_percent",
          "limits.include_staff",
          "limits.first"));

  /** The keys of all kinds, in the order of the document. An object is before its keys. */
  static final List<String> KEYS =
      List.of(
          "initiated_by",
          "job_name",
          "set",
          "mode",
          "changes",
          "notify",
          "notify.test_to",
          "limits",
          "limits.max_users",
          "limits.max_failures_percent",
          "limits.include_staff",
          "limits.first",
          "retry",
          "continue",
          "confirm",
          "sha256",
          "undo");

  private final String key;
  private final Optional<JobError> fault;
  private final Set<String> required;
  private final Set<String> optional;

  /**
   * A kind of job.
   *
   * @param key the key that makes an input one of this kind
   * @param fault the error of a key that this kind may not have, if another kind has it
   */
  JobKind(String key, Optional<JobError> fault, Set<String> required, Set<String> optional) {
    this.key = key;
    this.fault = fault;
    this.required = required;
    this.optional = optional;
  }

  /** The kind of an input. If it has the keys of several kinds, the first kind counts. */
  static JobKind of(JsonNode input) {
    return Arrays.stream(values()).filter(kind -> kind.isKindOf(input)).findFirst().orElse(RUN);
  }

  /** Whether an input has the key of this kind. */
  boolean isKindOf(JsonNode input) {
    return has(input, key);
  }

  /** Whether the job uses the request of an earlier one. */
  boolean hasEarlierJob() {
    return this == RETRY || this == CONTINUATION || this == CONFIRM || this == UNDO;
  }

  /** The key that makes an input one of this kind. No input has that of {@link #RUN}. */
  String key() {
    return key;
  }

  boolean requires(String path) {
    return required.contains(path);
  }

  boolean allows(String path) {
    return required.contains(path) || optional.contains(path);
  }

  /**
   * Adds an error for each key that this kind may not have, but another kind.
   *
   * @param input the node of the fields
   */
  void rejectOtherKeys(JsonNode input, Fields fields) {
    Predicate<String> isRejected = path -> has(input, path) && !allows(path);
    for (String path : KEYS) {
      String parent = path.replaceFirst("[.]?[^.]*$", "");
      if (isRejected.test(path) && (parent.isEmpty() || allows(parent))) {
        fault.ifPresent(
            code -> {
              fields.markAsRead(path);
              fields.fault(path, code);
            });
      }
    }
  }

  private static boolean has(JsonNode input, String path) {
    return !input.at("/" + path.replace('.', '/')).isMissingNode();
  }
}
