package org.rollcall.letter;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.user.PrimaryId;

/**
 * Whose letter a message is, as SES is told when it takes the message and tells when it hears of it
 * again. The user's primary id stands there in base64url, in as many tags as it needs, since SES
 * takes few characters and no long values.
 *
 * @param jobId the job that sends the letter
 * @param root the job that owes it, by which the user's item knows it
 */
public record LetterTags(JobId jobId, JobId root, PrimaryId user) {

  /** SES's bound on a tag's value, in characters. */
  static final int LONGEST_VALUE = 256;

  private static final String JOB = "rollcall_job";
  private static final String ROOT = "rollcall_root";
  private static final String USER = "rollcall_user_";

  public LetterTags {
    requireNonNull(jobId, "jobId is null");
    requireNonNull(root, "root is null");
    requireNonNull(user, "user is null");
  }

  /** The tags by name. */
  public Map<String, String> toMap() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(JOB, jobId.value());
    tags.put(ROOT, root.value());
    List<String> parts = parts();
    for (int i = 0; i < parts.size(); i++) {
      tags.put(USER + (i + 1), parts.get(i));
    }
    return tags;
  }

  private List<String> parts() {
    byte[] id = user.toString().getBytes(StandardCharsets.UTF_8);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < text.length(); start += LONGEST_VALUE) {
      parts.add(text.substring(start, Math.min(start + LONGEST_VALUE, text.length())));
    }
    return parts;
  }

  /** Reads a message's tags by name; nothing if they are not those of a job's letter. */
  public static Optional<LetterTags> of(Map<String, String> tags) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; tags.containsKey(USER + i); i++) {
      text.append(tags.get(USER + i));
    }
    Optional<JobId> job = Optional.ofNullable(tags.get(JOB)).flatMap(JobId::parse);
    Optional<JobId> root = Optional.ofNullable(tags.get(ROOT)).flatMap(JobId::parse);
    if (job.isEmpty() || root.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String id =
          new String(Base64.getUrlDecoder().decode(text.toString()), StandardCharsets.UTF_8);
      return Optional.of(new LetterTags(job.get(), root.get(), PrimaryId.of(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
