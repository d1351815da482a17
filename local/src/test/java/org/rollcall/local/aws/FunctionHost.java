package org.rollcall.local.aws;

import java.util.Map;

/** Where the functions of a deployment run. */
interface FunctionHost {

  /**
   * Has the functions there.
   *
   * @return their ARNs by their logical names
   */
  Map<String, String> deploy(Deployment deployment);

  /** The place, for whoever reads the test's output. */
  @Override
  String toString();
}
