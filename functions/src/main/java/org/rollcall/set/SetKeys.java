package org.rollcall.set;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the objects that contain sets, such as {@code sets/leavers.csv}. */
public final class SetKeys {

  /** The first part of all keys. */
  public static final String FOLDER = "sets/";

  private static final List<String> FORMATS = List.of(".csv", ".txt", ".xlsx", ".json");

  private SetKeys() {}

  /** The set's name in a key; empty if the key is not that of a set. */
  public static Optional<String> name(String key) {
    return FORMATS.stream()
        .filter(format -> key.startsWith(FOLDER))
        .filter(format -> key.toLowerCase(Locale.ROOT).endsWith(format))
        .map(format -> key.substring(FOLDER.length(), key.length() - format.length()))
        .filter(name -> !name.isEmpty())
        .findFirst();
  }
}
