package org.rollcall.local.states.services;

import java.io.IOException;

/** The objects in S3 that a distributed Map may read its items from. */
@FunctionalInterface
public interface S3Objects {

  /**
   * Reads an object as a whole. It is held in memory as long as its items are worked on.
   *
   * @throws IOException with a sentence that says why, if the object cannot be read; whatever else
   *     is thrown counts for the same
   */
  byte[] read(String bucket, String key) throws IOException;
}
