package org.rollcall.local;

import java.util.Optional;

/**
 * How a local stack serves other programs.
 *
 * @param servicesPort the port of all services except S3 on the loopback address; 0 for any free
 *     port
 * @param s3Port the port of S3; 0 for any free port
 * @param stateMachineFunctions the functions that the state machine invokes; empty for those in
 *     this process
 */
public record ServingOptions(
    int servicesPort, int s3Port, Optional<LambdaEndpoint> stateMachineFunctions) {

  /** Any free ports and the functions in this process. */
  public static final ServingOptions DEFAULT = new ServingOptions(0, 0, Optional.empty());
}
