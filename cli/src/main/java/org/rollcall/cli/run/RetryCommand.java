package org.rollcall.cli.run;

import picocli.CommandLine.Command;

/** {@code rollcall retry}: starts a job with the remaining members of an earlier job. */
@Command(
    name = "retry",
    description =
        "Runs a job again for the members that failed, were not reached, or are owed a letter.",
    mixinStandardHelpOptions = true)
public final class RetryCommand extends EarlierJobCommand {

  @Override
  EarlierJobRequest request(String jobId) {
    return EarlierJobRequest.retry(jobId);
  }
}
