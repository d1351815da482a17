package org.rollcall.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes the ids of jobs that nobody has named. */
public final class JobId {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final int LONGEST_NAME = 40;
  private static final int VARIANTS = 36 * 36 * 36 * 36;

  private JobId() {}

  /**
   * A new id that says when and what: the time, the name of the job or else of its set, and
   * something that makes it unique, as in {@code 20261122-160202-graduating-patrons-2026-tynj}.
   *
   * @param input the job's input
   */
  public static String of(JsonNode input, Instant now) {
    String name =
        Normalizer.normalize(
                input.path("job_name").asText(input.path("set").asText("job")), Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-");
    String slug =
        name.substring(0, Math.min(LONGEST_NAME, name.length())).replaceAll("^-+|-+$", "");
    String unique = Integer.toString(new SecureRandom().nextInt(VARIANTS), 36);
    return STAMP.format(now) + "-" + (slug.isEmpty() ? "job" : slug) + "-" + unique;
  }
}
