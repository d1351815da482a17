package org.rollcall.letter;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollcall.json.SimilarNames;

/** The time zones of the IANA time zone database, such as {@code Europe/Vienna}. */
public final class TimeZones {

  private static final int MAX_SUGGESTIONS = 5;

  private TimeZones() {}

  /** The zone of a name; empty if it is not exactly an IANA name. */
  public static Optional<ZoneId> parse(String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }

  /** The zone of this machine; UTC if it has no IANA name. */
  public static ZoneId ofMachine() {
    return parse(ZoneId.systemDefault().getId()).orElse(ZoneId.of("UTC"));
  }

  /** The names that are most similar to an unknown one, separated by commas. */
  public static String suggestions(String name) {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted(
            Comparator.<String>comparingInt(zone -> distance(zone, name.replace(' ', '_')))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MAX_SUGGESTIONS)
        .collect(Collectors.joining(", "));
  }

  /** The distance of the whole names and of the cities, so that a city alone is found. */
  private static int distance(String zone, String name) {
    return SimilarNames.distance(zone, name) + SimilarNames.distance(city(zone), city(name));
  }

  private static String city(String zone) {
    return zone.substring(zone.lastIndexOf('/') + 1);
  }
}
