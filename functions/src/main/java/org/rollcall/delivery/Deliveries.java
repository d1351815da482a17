package org.rollcall.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.id.Sha256;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;

/**
 * The deliveries of a job's letters, read from the names of objects: {@code
 * deliveries/SHA256-KIND.json}, with the SHA-256 of the user's primary ID in lower case. The ID
 * itself can be too long for a file name. See D-063.
 */
public final class Deliveries {

  static final String FOLDER = "deliveries/";

  private static final Pattern NAME = Pattern.compile("/([0-9a-f]{64})-([A-Z_]+)\\.json$");

  private final Map<String, Kind> worst = new HashMap<>();
  private final List<Instant> times = new ArrayList<>();
  private int eventCount;

  private Deliveries() {}

  /**
   * The deliveries in the keys of objects. Other keys are ignored.
   *
   * @param keys the keys, with the times at which the objects were written
   */
  public static Deliveries of(Map<String, Instant> keys) {
    Deliveries deliveries = new Deliveries();
    for (Map.Entry<String, Instant> object : keys.entrySet()) {
      String key = object.getKey();
      Matcher name = NAME.matcher(key);
      if (name.find()) {
        deliveries.eventCount++;
        deliveries.times.add(object.getValue());
        deliveries.worst.merge(
            name.group(1),
            Kind.valueOf(name.group(2)),
            (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    return deliveries;
  }

  /** Whether a key is that of a delivery event. */
  public static boolean isDeliveryKey(String key) {
    return NAME.matcher(key).find();
  }

  static String name(PrimaryId user, Kind kind) {
    return FOLDER + sha256(user) + "-" + kind + ".json";
  }

  /** The worst event of a user's letter; see D-065. */
  public Optional<Kind> find(PrimaryId user) {
    return worst.isEmpty() ? Optional.empty() : Optional.ofNullable(worst.get(sha256(user)));
  }

  /** When the events were recorded. */
  public List<Instant> times() {
    return Collections.unmodifiableList(times);
  }

  /** The number of different events. */
  public int eventCount() {
    return eventCount;
  }

  private static String sha256(PrimaryId user) {
    return Sha256.hex(user.key().getBytes(StandardCharsets.UTF_8));
  }
}
