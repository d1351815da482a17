package org.rollcall.local.archive;

import java.time.Instant;
import java.util.Map;

/**
 * A file in an archive.
 *
 * @param path with slashes
 * @param size in bytes
 * @param comment a text that other programs ignore
 * @param attributes the extended attributes of the user, by name
 */
public record TarEntry(
    String path, long size, Instant modified, String comment, Map<String, byte[]> attributes) {

  public TarEntry {
    attributes = Map.copyOf(attributes);
  }
}
