package org.rollcall.local.aws;

import java.util.Map;

/** Where the functions of a deployment run. */
interface FunctionHost {

  /**
   * Deploys the functions.
   *
   * @return their ARNs by logical name
   */
  Map<String, String> deploy(Deployment deployment);

  /** The place, for the test's output. */
  @Override
  String toString();
}
