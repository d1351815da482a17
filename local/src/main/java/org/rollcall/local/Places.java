package org.rollcall.local;

import java.nio.file.Path;

/** Where a stack keeps things, as a person finds them. */
public final class Places {

  private final Path objects;
  private final Path inbox;

  Places(Path objects, Path inbox) {
    this.objects = objects;
    this.inbox = inbox;
  }

  /** Where the object of a key is. */
  public String object(String key) {
    return objects.resolve(key).toString();
  }

  /** Where the letters are. */
  public String inbox() {
    return inbox.toString();
  }
}
