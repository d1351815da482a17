package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.credential.LinkCheck;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.local.admin.LinkAdministration;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintRequest;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A stack with its users, objects and jobs: on AWS, or on a data folder. */
public interface Stack extends AutoCloseable {

  UserTable users();

  /** Loads and deletes users. */
  UserAdministration userAdministration();

  /** The operations that delete sign-in links. */
  LinkAdministration linkAdministration();

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

  /** Whether a job that names no operator is started in the name of the caller. */
  default boolean identifiesOperator() {
    return false;
  }

  /**
   * The ARN of the caller, if jobs are only started in the name of the user to which it belongs.
   * Empty if an operator can be named.
   */
  default Optional<String> requiredCaller() {
    return Optional.empty();
  }

  /**
   * Creates a job's report with the function {@code ReportJob}, and waits for it.
   *
   * @return false if there is no report, because the job is still running
   */
  boolean buildReport(JobId jobId);

  /**
   * Reads a page of a job's owed letters for printing, or marks letters as printed, with the
   * function {@code PrintLetters}.
   */
  PrintAnswer printLetters(PrintRequest request);

  /**
   * Records pending delivery events of letters. Does nothing on AWS, where SNS calls the function
   * {@code RecordDelivery}.
   */
  default void recordDeliveries() {}

  /** The default sender of letters. */
  Optional<String> sender();

  /** How long temporary passwords or sign-in links are valid. */
  Duration lifetime(CredentialKind kind);

  /** Reads the progress of a job that was started. */
  JobProgress progress(String executionArn, JobId jobId);

  /** The interval at which a job's execution is polled. */
  Duration pollInterval();

  /** Whether jobs end when the process that opened the stack ends. */
  default boolean isEphemeral() {
    return false;
  }

  /** The file or URL of an object, for people to read or copy. */
  String location(String key);

  /** The file with a job's execution history, or the command that prints it. */
  String executionHistory(JobId jobId);

  /** The folder with the sent letters; empty if they are sent to their recipients. */
  default Optional<Path> inbox() {
    return Optional.empty();
  }

  /** Derives the passwords in the letters of the inbox; empty if there is none. */
  default Optional<TemporaryPassword> inboxPasswords() {
    return Optional.empty();
  }

  /** Checks the sign-in links of letters; empty on AWS, where a sign-in service does so. */
  default Optional<LinkCheck> linkCheck() {
    return Optional.empty();
  }

  /** The path of a temporary file for an HTML page. */
  Path tempPage();

  /**
   * The command-line option that selects this stack, with a leading space; empty for the default
   * data folder.
   */
  String cliFlag();

  /** The stack's name for people, such as {@code rollcall on AWS}. */
  String title();

  /** The command that another terminal needs before {@link #cliFlag}; empty if it needs none. */
  default Optional<String> setupCommand() {
    return Optional.empty();
  }

  /** The command-line option, with a leading space, by which another console opens the stack. */
  default String consoleFlag() {
    return cliFlag();
  }

  /**
   * The data folder of another process that serves this stack with {@code serve}; empty if no other
   * process serves it.
   */
  default Optional<String> servingFolder() {
    return Optional.empty();
  }

  /**
   * Records pending delivery events of sent letters, and deletes events of letters that were not
   * sent. Must not be called while a job is running.
   */
  default void processMailEvents() {}

  /**
   * Deletes the letters to a person that are stored as files.
   *
   * @param messageIds the SES message IDs of letters to the person
   * @param ids the IDs of the person in jobs: the primary ID, and identifiers that a set listed
   * @return the number of deleted letters
   */
  default int deleteLetters(Set<String> messageIds, Set<PrimaryId> ids) {
    return 0;
  }

  /** Deletes what killed processes have left of unfinished writes. No job may be running. */
  default void deleteUnfinishedFiles() {}

  /**
   * The files of the stack that contain one of several texts as a whole word.
   *
   * @return paths relative to the data folder; empty on AWS
   */
  default List<Path> filesWith(Set<String> texts) {
    return List.of();
  }

  /** Removes deleted records from the file of the users' database, if the stack has one. */
  default void compactUsersDatabase() {}

  /**
   * The first failure of a file of the data folder since the stack was opened, such as a full disk;
   * empty if there was none, and on AWS.
   */
  default Optional<String> fileFailure() {
    return Optional.empty();
  }

  /** Sentences without a full stop, each about a place where deleted data remains for some time. */
  default List<String> retentionNotes() {
    return List.of();
  }

  @Override
  void close();
}
