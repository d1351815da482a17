package org.rollcall.local.aws;

import java.util.Map;
import org.rollcall.local.packaged.StackTemplate;

/** Where the functions of a deployment run. */
interface FunctionHost {

  /**
   * Has the functions there.
   *
   * @param environment the variables of their environment
   * @return their ARNs by their logical names
   */
  Map<String, String> deploy(
      Deployment deployment, StackTemplate template, Map<String, String> environment);

  /** The place, for whoever reads the test's output. */
  @Override
  String toString();
}
