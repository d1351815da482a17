package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.report.JobReporter;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The embedded stack on a data folder. */
public final class FolderStack implements Stack {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final LocalStack stack;
  private final String cliFlag;

  /**
   * @param stack is closed together with this object
   * @param cliFlag see {@link StackLocations#cliFlag()}
   */
  public FolderStack(LocalStack stack, String cliFlag) {
    this.stack = stack;
    this.cliFlag = cliFlag;
  }

  @Override
  public UserTable users() {
    return stack.users();
  }

  @Override
  public UserAdministration userAdministration() {
    return stack.userAdministration();
  }

  @Override
  public Bucket bucket() {
    return stack.bucket();
  }

  @Override
  public SfnClient states() {
    return stack.stepFunctions();
  }

  @Override
  public String stateMachineArn() {
    return stack.stateMachineArn();
  }

  @Override
  public StartedJob start(JsonNode input) {
    return StartedJob.start(states(), stateMachineArn(), input);
  }

  @Override
  public void buildReport(JobReporter.Request request) {
    stack.report(request);
  }

  @Override
  public void recordDeliveries() {
    stack.recordDeliveries();
  }

  @Override
  public Optional<String> sender() {
    return Optional.of(stack.sender());
  }

  @Override
  public Duration passwordLifetime() {
    return stack.credentialLifetime();
  }

  @Override
  public JobProgress progress(String executionArn, JobId jobId) {
    return new LedgerProgress(stack.bucket(), jobId);
  }

  @Override
  public Duration pollInterval() {
    return POLL_INTERVAL;
  }

  /** Zero, because {@link LocalStack#report} waits until all functions have ended. */
  @Override
  public Duration drainTime() {
    return Duration.ZERO;
  }

  @Override
  public boolean isEphemeral() {
    return true;
  }

  @Override
  public StackLocations locations() {
    return new FolderLocations(stack.dataPaths(), cliFlag);
  }

  @Override
  public StackErasure erasure() {
    return new FolderErasure(stack);
  }

  @Override
  public void close() {
    stack.close();
  }
}
