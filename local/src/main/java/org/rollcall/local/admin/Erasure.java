package org.rollcall.local.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rollcall.aws.Bucket;
import org.rollcall.delivery.Deliveries;
import org.rollcall.delivery.JobDeliveries;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.id.JobId;
import org.rollcall.job.Job;
import org.rollcall.job.JobClaim;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.json.Json;
import org.rollcall.preview.PreviewDiscard;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.preview.PreviewLetters;
import org.rollcall.report.ReportFiles;
import org.rollcall.user.CleanText;
import org.rollcall.user.PrimaryId;

/**
 * Erases one person from the folders of all jobs. The person's entries keep their places under an
 * alias and without values, so that the number of members still equals the counters. See D-029.
 */
public final class Erasure {

  private static final String JOBS = "jobs/";

  /** The keys of a ledger entry that may contain personal data. */
  private static final List<String> PERSONAL_KEYS = List.of("changes", "message_id", "recipient");

  private final Bucket bucket;
  private final Set<PrimaryId> names;
  private final String alias;
  private final Instant now;
  private final Erased erased =
      new Erased(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

  private Erasure(Bucket bucket, Set<PrimaryId> names, String alias, Instant now) {
    this.bucket = bucket;
    this.names = Set.copyOf(names);
    this.alias = alias;
    this.now = now;
  }

  /**
   * The result of an erasure.
   *
   * @param jobs the jobs that had the person as a member
   * @param started the jobs that the person started, previewed or confirmed; they keep the person's
   *     name
   * @param messageIds SES's message IDs of these jobs' letters to the person
   * @param damaged the keys of objects that cannot be read and were not changed
   */
  public record Erased(
      Set<JobId> jobs, Set<JobId> started, Set<String> messageIds, Set<String> damaged) {}

  /**
   * Erases a person from all jobs. No job must be running.
   *
   * @param names the person's primary ID, and identifiers from sets, such as {@code BARCODE 0021}
   * @param alias replaces the names; must not be the primary ID of a user
   */
  public static Erased erase(Bucket bucket, Set<PrimaryId> names, String alias, Instant now) {
    Erasure erasure = new Erasure(bucket, names, alias, now);
    bucket.list(JOBS).stream()
        .map(key -> key.split("/", -1)[1])
        .distinct()
        .flatMap(name -> JobId.parse(name).stream())
        .forEach(erasure::eraseFrom);
    PreviewLetters.delete(bucket, names);
    return erasure.erased;
  }

  /**
   * Searches the ledger, the delivery records and the report independently of each other, since an
   * interrupted erasure may already have processed any of them.
   */
  private void eraseFrom(JobId jobId) {
    JobFolder job = new JobFolder(bucket, jobId);
    boolean isMember = false;
    boolean hasDeliveries = false;
    for (String key : bucket.list(job.key(""))) {
      if (Deliveries.isDeliveryKey(key)) {
        hasDeliveries = true;
      } else if (key.endsWith(".json") || key.endsWith(".jsonl")) {
        isMember |= eraseFromObject(jobId, key);
      }
    }
    Optional<Set<String>> letters = new ReportFiles(job).anonymize(names, alias);
    letters.ifPresent(erased.messageIds()::addAll);
    isMember |= letters.isPresent();
    // If the person was erased before, newer delivery records belong to no entry and are deleted.
    Optional<PrimaryId> newOwner = isMember ? Optional.of(PrimaryId.of(alias)) : Optional.empty();
    if (hasDeliveries) {
      for (PrimaryId name : names) {
        isMember |= erased.messageIds().addAll(new JobDeliveries(job).remove(name, newOwner));
      }
    }
    if (isMember) {
      erased.jobs().add(jobId);
      endPreview(jobId, job);
    }
  }

  /**
   * A preview that had the person as a member does not match its seal any more. A preview that was
   * confirmed cannot be confirmed again, and has not expired.
   */
  private void endPreview(JobId jobId, JobFolder folder) {
    try {
      if (folder.findJob().filter(Job::isPreview).isPresent()
          && JobClaim.confirmOf(jobId, bucket).isEmpty()) {
        new PreviewFolder(folder).discard(PreviewDiscard.byErasure(now));
      }
    } catch (JobFolderException e) {
      // A job with a damaged object cannot be confirmed.
    }
  }

  private boolean eraseFromObject(JobId jobId, String key) {
    String text = new String(bucket.get(key).orElseThrow(), StandardCharsets.UTF_8);
    boolean isLines = key.endsWith(".jsonl");
    List<JsonNode> values = new ArrayList<>();
    for (String part : isLines ? text.lines().toList() : List.of(text)) {
      try {
        values.add(Json.read(part.getBytes(StandardCharsets.UTF_8), JsonNode.class));
      } catch (UncheckedIOException e) {
        erased.damaged().add(key);
        return false;
      }
    }
    boolean isErased = false;
    for (JsonNode value : values) {
      if (isNamed(value.path("initiated_by")) || isOperator(value.path("execution"))) {
        erased.started().add(jobId);
      }
      isErased |= eraseFrom(value);
    }
    if (isErased) {
      String lines =
          values.stream().map(value -> Json.text(value) + "\n").collect(Collectors.joining());
      bucket.put(
          key,
          isLines ? lines.getBytes(StandardCharsets.UTF_8) : Json.pretty(values.get(0)),
          isLines ? "application/jsonl" : "application/json");
    }
    return isErased;
  }

  /** Whether the person started the job, or the preview that it confirms. */
  private boolean isOperator(JsonNode execution) {
    return Stream.concat(
            Stream.of(execution.path("initiated_by")),
            StreamSupport.stream(execution.path("basis").path("operators").spliterator(), false))
        .anyMatch(this::isNamed);
  }

  /** Erases the person from entries and lists of members at any depth. */
  private boolean eraseFrom(JsonNode node) {
    boolean isErased = false;
    if (node instanceof ObjectNode object && isNamed(object.path("primary_id"))) {
      object.put("primary_id", alias);
      if (object.path("message_id").isTextual()) {
        erased.messageIds().add(object.path("message_id").textValue());
      }
      object.remove(PERSONAL_KEYS);
      eraseReason(object);
      isErased = true;
    }
    if (node.path("members") instanceof ArrayNode members) {
      for (int i = 0; i < members.size(); i++) {
        if (isNamed(members.path(i), node.path("id_type"))) {
          members.set(i, TextNode.valueOf(alias));
          isErased = true;
        }
      }
    }
    for (JsonNode child : node) {
      isErased |= eraseFrom(child);
    }
    return isErased;
  }

  private static void eraseReason(ObjectNode outcome) {
    String code = outcome.path("reason_code").asText();
    Stream.of(Reason.values())
        .filter(reason -> reason.hasRecordValues() && reason.name().equals(code))
        .forEach(reason -> outcome.put("reason", ReasonText.erased(reason).text()));
  }

  /** A list of members in a job's input may contain identifiers of one type. */
  private boolean isNamed(JsonNode member, JsonNode idType) {
    return isNamed(
        idType.isTextual() && member.isTextual()
            ? TextNode.valueOf(idType.textValue() + " " + CleanText.of(member.textValue()))
            : member);
  }

  private boolean isNamed(JsonNode name) {
    return name.isTextual() && names.contains(PrimaryId.of(name.textValue()));
  }
}
