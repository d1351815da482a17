package org.rollcall.local.states.execution;

import java.io.IOException;

/** Reads the S3 objects that contain the items of distributed Map states. */
@FunctionalInterface
public interface S3Objects {

  /** The resource of an ItemReader that reads one object. */
  String GET_RESOURCE = "arn:aws:states:::s3:getObject";

  /**
   * Reads an object. The content is kept in memory until all of its items are processed.
   *
   * @throws IOException if the object cannot be read, with a message for the user. Runtime
   *     exceptions are handled in the same way
   */
  byte[] read(String bucket, String key) throws IOException;
}
