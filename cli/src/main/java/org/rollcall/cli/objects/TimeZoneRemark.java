package org.rollcall.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;

/** A remark about an {@code institution.json} that would lose its time zone. */
public final class TimeZoneRemark {

  private static final String KEY = "institution.json";
  private static final String TIME_ZONE = "time_zone";

  private TimeZoneRemark() {}

  /**
   * The remark; empty if the new file has a time zone, or replaces no file that has one.
   *
   * @param key the key of the object that is put
   * @param content the new content
   */
  public static Optional<String> find(Bucket bucket, String key, byte[] content) {
    if (!key.equals(KEY) || timeZone(content).isPresent()) {
      return Optional.empty();
    }
    return bucket
        .get(KEY)
        .flatMap(TimeZoneRemark::timeZone)
        .map(
            zone ->
                "the new "
                    + KEY
                    + " has no "
                    + TIME_ZONE
                    + ", so days are now days in UTC. The previous file had \""
                    + TIME_ZONE
                    + "\": \""
                    + zone
                    + "\".");
  }

  private static Optional<String> timeZone(byte[] file) {
    return Json.read(KEY, file, new Faults())
        .map(institution -> institution.path(TIME_ZONE))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue);
  }
}
