package org.rollcall.local.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rollcall.aws.Bucket;
import org.rollcall.job.Deliveries;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.report.ReportFiles;
import org.rollcall.user.PrimaryId;

/**
 * Takes one person out of the folders of all jobs. The person's place in each is kept, so that
 * members and counters still agree, under a name that says nothing and without a value.
 */
public final class Erasure {

  private static final String JOBS = "jobs/";

  /** What an entry of a ledger keeps of a person beside what became of them. */
  private static final List<String> VALUES = List.of("changes", "message_id");

  private final Bucket bucket;
  private final Set<PrimaryId> names;
  private final String alias;
  private final Set<String> jobs = new TreeSet<>();
  private final Set<String> started = new TreeSet<>();
  private final Set<String> messageIds = new TreeSet<>();

  private Erasure(Bucket bucket, Set<PrimaryId> names, String alias) {
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.names = Set.copyOf(names);
    this.alias = requireNonNull(alias, "alias is null");
  }

  /**
   * What was done.
   *
   * @param jobs the jobs that had the person as a member, and have no more
   * @param started the jobs that the person started, which still say so
   * @param messageIds SES's ids of the letters that these jobs have written for the person
   */
  public record Erased(Set<String> jobs, Set<String> started, Set<String> messageIds) {}

  /**
   * Takes a person out of all jobs that have ended.
   *
   * @param names what the person is called there: the primary id, and identifiers that a set has
   *     listed, such as {@code BARCODE 0021}
   * @param alias what is to stand there instead, the id of nobody
   */
  public static Erased erase(Bucket bucket, Set<PrimaryId> names, String alias) {
    Erasure erasure = new Erasure(bucket, names, alias);
    bucket.list(JOBS).stream()
        .map(key -> key.split("/", -1)[1])
        .filter(JobFolder.JOB_ID.asMatchPredicate())
        .distinct()
        .forEach(erasure::eraseFrom);
    return new Erased(
        Set.copyOf(erasure.jobs), Set.copyOf(erasure.started), Set.copyOf(erasure.messageIds));
  }

  /**
   * Looks for the person in the ledger, in what SES has told, and in the report, each for itself:
   * an erasure that was broken off may have done with any of them.
   */
  private void eraseFrom(String jobId) {
    JobFolder job = new JobFolder(bucket, jobId);
    boolean isMember = false;
    boolean isHeardOf = false;
    for (String key : bucket.list(job.key(""))) {
      if (Deliveries.isOne(key)) {
        isHeardOf = true;
      } else if (key.endsWith(".json") || key.endsWith(".jsonl")) {
        isMember |= eraseFromObject(jobId, key);
      }
    }
    Optional<Set<String>> letters = new ReportFiles(job).forget(names, alias);
    letters.ifPresent(messageIds::addAll);
    isMember |= letters.isPresent();
    // Of whoever was erased before, SES has told since then: nobody's place is there to have it.
    Optional<PrimaryId> heir = isMember ? Optional.of(PrimaryId.of(alias)) : Optional.empty();
    if (isHeardOf) {
      for (PrimaryId name : names) {
        isMember |= messageIds.addAll(job.removeDeliveries(name, heir));
      }
    }
    if (isMember) {
      jobs.add(jobId);
    }
  }

  private boolean eraseFromObject(String jobId, String key) {
    String text = new String(bucket.get(key).orElseThrow(), StandardCharsets.UTF_8);
    boolean isLines = key.endsWith(".jsonl");
    List<JsonNode> values =
        (isLines ? text.lines() : List.of(text).stream())
            .map(part -> Json.read(part.getBytes(StandardCharsets.UTF_8), JsonNode.class))
            .toList();
    boolean isIn = false;
    for (JsonNode value : values) {
      if (value.path("initiated_by").isTextual() && isNamed(value.path("initiated_by"))) {
        started.add(jobId);
      }
      isIn |= eraseFrom(value);
    }
    if (isIn) {
      bucket.put(
          key,
          isLines
              ? values.stream()
                  .map(value -> Json.text(value) + "\n")
                  .collect(Collectors.joining())
                  .getBytes(StandardCharsets.UTF_8)
              : Json.pretty(values.get(0)),
          isLines ? "application/jsonl" : "application/json");
    }
    return isIn;
  }

  /** Takes the person out of entries and lists of members, however deep they stand. */
  private boolean eraseFrom(JsonNode node) {
    boolean isIn = false;
    if (node instanceof ObjectNode object && isNamed(object.path("primary_id"))) {
      object.put("primary_id", alias);
      if (object.path("message_id").isTextual()) {
        messageIds.add(object.path("message_id").textValue());
      }
      object.remove(VALUES);
      isIn = true;
    }
    if (node.path("members") instanceof ArrayNode members) {
      for (int i = 0; i < members.size(); i++) {
        if (isNamed(members.path(i), node.path("id_type"))) {
          members.set(i, TextNode.valueOf(alias));
          isIn = true;
        }
      }
    }
    for (JsonNode child : node) {
      isIn |= eraseFrom(child);
    }
    return isIn;
  }

  /** A list in a job's input may be of identifiers, all of one type. */
  private boolean isNamed(JsonNode member, JsonNode idType) {
    return isNamed(
        idType.isTextual() && member.isTextual()
            ? TextNode.valueOf(idType.textValue() + " " + member.textValue().strip())
            : member);
  }

  private boolean isNamed(JsonNode name) {
    return name.isTextual() && names.contains(PrimaryId.of(name.textValue()));
  }
}
