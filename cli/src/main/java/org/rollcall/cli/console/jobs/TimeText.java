package org.rollcall.cli.console.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.letter.Institution;

/**
 * A time for a page.
 *
 * @param iso for programs
 * @param text for people, in the institution's time zone
 */
public record TimeText(String iso, String text) {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss z", Locale.UK);

  public static TimeText of(Instant time, ZoneId zone) {
    return new TimeText(time.toString(), TEXT.format(time.atZone(zone)));
  }

  /** The institution's time zone; UTC if {@code institution.json} cannot be used. */
  public static ZoneId zone(Bucket bucket) {
    return Institution.read(bucket, new Faults())
        .map(Institution::timeZone)
        .orElse(ZoneId.of("UTC"));
  }

  /** A duration in words, rounded. */
  public static String of(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    if (seconds < 90) {
      return seconds + " s";
    }
    return seconds < 5400 ? (seconds + 30) / 60 + " min" : (seconds + 1800) / 3600 + " h";
  }
}
