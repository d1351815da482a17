package org.rollcall.cli.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall continue}: starts a job with the members that an earlier job held back. */
@Command(
    name = "continue",
    description = "Processes the members that a job has held back, or the next of them.",
    mixinStandardHelpOptions = true)
public final class ContinueCommand extends EarlierJobCommand {

  @Mixin private FirstOption first;

  @Override
  EarlierJobRequest request(String jobId) {
    return EarlierJobRequest.continuation(jobId, first.count());
  }
}
