package org.rollcall.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;

/**
 * What SES has told so far of a job's letters, from nothing but the names of the objects that hold
 * it: {@code deliveries/SHA256-KIND.json}, with the SHA-256 of the user's primary id in lower case.
 * The id itself would be too long for a file's name.
 */
public final class Deliveries {

  static final String FOLDER = "deliveries/";

  private static final Pattern NAME = Pattern.compile("/([0-9a-f]{64})-([A-Z_]+)\\.json$");

  private final Map<String, Kind> gravest = new HashMap<>();

  private Deliveries() {}

  /** What the keys of the objects say; those of other objects say nothing. */
  public static Deliveries of(List<String> keys) {
    Deliveries deliveries = new Deliveries();
    for (String key : keys) {
      Matcher name = NAME.matcher(key);
      if (name.find()) {
        deliveries.gravest.merge(
            name.group(1),
            Kind.valueOf(name.group(2)),
            (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    return deliveries;
  }

  /** Whether a key is of an object that holds what SES has told. */
  public static boolean isOne(String key) {
    return NAME.matcher(key).find();
  }

  static String name(PrimaryId user, Kind kind) {
    return FOLDER + sha256(user) + "-" + kind + ".json";
  }

  /** The gravest that was told of a user's letter. */
  public Optional<Kind> of(PrimaryId user) {
    return gravest.isEmpty() ? Optional.empty() : Optional.ofNullable(gravest.get(sha256(user)));
  }

  /** Of how many letters this is the gravest that was told. */
  public int count(Kind kind) {
    return Collections.frequency(gravest.values(), kind);
  }

  private static String sha256(PrimaryId user) {
    try {
      byte[] id = user.key().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
