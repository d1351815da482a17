package org.rollcall.aws;

import java.util.Map;
import java.util.Optional;

/** The memory of the functions, which AWS bills. */
final class FunctionMemory {

  /** The variable in which Lambda passes a function's memory in MB. */
  private static final Optional<String> OF_LAMBDA =
      Optional.ofNullable(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));

  /** The memory in template.yaml, in MB. */
  static final int DEFAULT = 1769;

  /** The functions that have another memory in template.yaml. */
  static final Map<String, Integer> OTHERS = Map.of("PrepareJob", 3008, "ReportJob", 3008);

  private FunctionMemory() {}

  /** Whether this process is a function in Lambda. */
  static boolean isLambda() {
    return OF_LAMBDA.isPresent();
  }

  /** The memory of a function in template.yaml, in MB. */
  static int ofTemplate(String function) {
    return OTHERS.getOrDefault(function, DEFAULT);
  }

  /** The memory of the function in this process, in MB. Outside of Lambda, that of the template. */
  static int ofProcess(String function) {
    return OF_LAMBDA.map(Integer::valueOf).orElseGet(() -> ofTemplate(function));
  }
}
