package org.rollcall.letter.ses;

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
 * The message tags that identify a letter's job and user in events of SES. The primary ID is
 * encoded in base64url and split over several tags, because SES allows few characters and only
 * short values.
 *
 * @param jobId the job that sends the letter
 * @param root the job under whose ID the user's item keeps the letter's state. See D-013.
 */
public record LetterTags(JobId jobId, JobId root, PrimaryId user) {

  /** SES's maximum length of a tag's value, in characters. */
  static final int MAX_VALUE_LENGTH = 256;

  private static final String JOB = "rollcall_job";
  private static final String ROOT = "rollcall_root";
  private static final String USER = "rollcall_user_";

  /** The tags' values by name. */
  public Map<String, String> toMap() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(JOB, jobId.value());
    tags.put(ROOT, root.value());
    List<String> parts = userParts();
    for (int i = 0; i < parts.size(); i++) {
      tags.put(USER + (i + 1), parts.get(i));
    }
    return tags;
  }

  private List<String> userParts() {
    byte[] id = user.toString().getBytes(StandardCharsets.UTF_8);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < text.length(); start += MAX_VALUE_LENGTH) {
      parts.add(text.substring(start, Math.min(start + MAX_VALUE_LENGTH, text.length())));
    }
    return parts;
  }

  /** Reads a message's tags by name; empty if the message is not a job's letter. */
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
