package org.rollcall.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.start.Executions;

/** The locations of a stack on AWS. */
record DeployedLocations(String stackName, String bucketName, String stateMachineArn)
    implements StackLocations {

  @Override
  public String object(String key) {
    return "s3://" + bucketName + "/" + key;
  }

  @Override
  public String executionHistory(JobId jobId) {
    return "aws stepfunctions get-execution-history --execution-arn "
        + Executions.arn(stateMachineArn, jobId);
  }

  @Override
  public Optional<Path> inbox() {
    return Optional.empty();
  }

  @Override
  public Path tempPage() {
    try {
      return Files.createTempFile("rollcall-letter-", ".html");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String cliFlag() {
    return " --stack " + stackName;
  }
}
