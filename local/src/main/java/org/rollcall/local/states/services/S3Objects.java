package org.rollcall.local.states.services;

import java.io.IOException;

/** The S3 objects from which a distributed Map can read its items. */
@FunctionalInterface
public interface S3Objects {

  /**
   * Reads an object. The content is kept in memory until all of its items are processed.
   *
   * @throws IOException if the object cannot be read, with a message for the user. A runtime
   *     exception is treated in the same way
   */
  byte[] read(String bucket, String key) throws IOException;
}
