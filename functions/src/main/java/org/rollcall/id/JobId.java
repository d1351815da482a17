package org.rollcall.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ID of a job, which is also the name of its execution and of its folder. It cannot lead out of
 * the folder {@code jobs/}. In JSON it is its text.
 *
 * @param value 1 to {@value #MAX_LENGTH} letters, digits, hyphens and underscores
 */
public record JobId(@JsonValue String value) implements Comparable<JobId> {

  /** The maximum length of an execution's name in Step Functions. */
  public static final int MAX_LENGTH = 80;

  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_LENGTH + "}");

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final int TIMESTAMP_LENGTH = 15;

  /** A generated ID with its name. */
  private static final Pattern GENERATED = Pattern.compile("^\\d{8}-\\d{6}-(.+)-[0-9a-z]{1,4}$");

  /** The keys of an input that name an earlier job. */
  private static final List<String> EARLIER_JOB = List.of("retry", "confirm", "continue", "undo");

  private static final int MAX_NAME_LENGTH = 40;
  private static final int SUFFIX_COUNT = 36 * 36 * 36 * 36;

  /**
   * @throws IllegalArgumentException if the value is not a valid job ID
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public JobId {
    if (!FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a job ID has 1 to " + MAX_LENGTH + " letters, digits, hyphens and underscores");
    }
  }

  /** A job ID from a text; empty if the text is not a valid job ID. */
  public static Optional<JobId> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  /**
   * A new ID that contains the time, the name of the job or of its set, and a random suffix, such
   * as {@code 20261122-160202-graduating-patrons-2026-tynj}. A job that goes on with an earlier one
   * has the name in the earlier job's ID.
   *
   * @param input the job's input
   */
  public static JobId generate(JsonNode input, Instant now) {
    String name =
        Normalizer.normalize(name(input), Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-");
    String slug =
        name.substring(0, Math.min(MAX_NAME_LENGTH, name.length())).replaceAll("^-+|-+$", "");
    String suffix = Integer.toString(new SecureRandom().nextInt(SUFFIX_COUNT), 36);
    return new JobId(TIMESTAMP.format(now) + "-" + (slug.isEmpty() ? "job" : slug) + "-" + suffix);
  }

  private static String name(JsonNode input) {
    String earlier =
        EARLIER_JOB.stream()
            .map(key -> GENERATED.matcher(input.path(key).asText().strip()).replaceFirst("$1"))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse("job");
    return input.path("job_name").asText(input.path("set").asText(earlier));
  }

  /** The time that a generated ID contains; empty for an ID that someone has chosen. */
  public Optional<Instant> generatedAt() {
    try {
      String start = value.substring(0, Math.min(TIMESTAMP_LENGTH, value.length()));
      return Optional.of(TIMESTAMP.parse(start, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
