package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.report.JobReporter;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A stack with its users, objects and jobs: on AWS, or on a data folder. */
public interface Stack extends AutoCloseable {

  UserTable users();

  /** Loads and deletes users. */
  UserAdministration userAdministration();

  Bucket bucket();

  /** A Step Functions client, which is valid until the stack is closed. */
  SfnClient states();

  String stateMachineArn();

  /**
   * Starts a job.
   *
   * @throws JobRefusedException if the job is refused before an execution starts
   */
  StartedJob start(JsonNode input) throws JobRefusedException;

  /** Creates a job's report with the function {@code ReportJob}, and waits for it. */
  void buildReport(JobReporter.Request request);

  /** Records pending delivery events of letters, unless another process records them. */
  void recordDeliveries();

  /** The default sender of letters. */
  Optional<String> sender();

  /** How long temporary passwords are valid. */
  Duration passwordLifetime();

  /** Reads the progress of a job that was started. */
  JobProgress progress(String executionArn, JobId jobId);

  /** The interval at which a job's execution is polled. */
  Duration pollInterval();

  /** The time for which functions may continue to process users after their job was stopped. */
  Duration drainTime();

  /** Whether jobs end when the process that opened the stack ends. */
  boolean isEphemeral();

  /** Where users of the command line find the stack's data. */
  StackLocations locations();

  /** Deletes a person's data from this stack. */
  StackErasure erasure();

  @Override
  void close();
}
