package org.rollcall.letter.ses;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.user.PrimaryId;

/**
 * The message tags that identify a letter's job and user in events of SES. The primary ID is
 * encoded in base64url and split over several tags, because SES allows few characters and only
 * short values.
 *
 * @param jobId the job that sends the letter
 * @param started when the job started, in milliseconds since 1970; empty in events that do not say
 */
public record LetterTags(JobId jobId, Optional<Long> started, PrimaryId user) {

  /** SES's maximum length of a tag's value, in characters. */
  static final int MAX_VALUE_LENGTH = 256;

  private static final String JOB = "rollcall_job";
  private static final String STARTED = "rollcall_started";
  private static final String USER = "rollcall_user_";

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,18}");

  /** The tags of a letter that a job sends. */
  public static LetterTags ofJob(JobReference job, PrimaryId user) {
    return new LetterTags(job.jobId(), Optional.of(job.started().toEpochMilli()), user);
  }

  /** Whether the letter is of this job, and not of an earlier one that had the same ID. */
  public boolean isOf(JobReference job) {
    return jobId.equals(job.jobId())
        && started.filter(time -> time != job.started().toEpochMilli()).isEmpty();
  }

  /** The tags' values by name. */
  public Map<String, String> toMap() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(JOB, jobId.value());
    started.ifPresent(time -> tags.put(STARTED, time.toString()));
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
    if (job.isEmpty() || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String id =
          new String(Base64.getUrlDecoder().decode(text.toString()), StandardCharsets.UTF_8);
      return Optional.of(new LetterTags(job.get(), started(tags), PrimaryId.of(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> started(Map<String, String> tags) {
    return Optional.ofNullable(tags.get(STARTED))
        .filter(text -> MILLISECONDS.matcher(text).matches())
        .map(Long::valueOf);
  }
}
