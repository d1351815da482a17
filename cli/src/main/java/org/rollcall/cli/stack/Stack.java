package org.rollcall.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.report.JobReporter;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A stack with its jobs, users and letters, and where a person finds what is in it. */
public interface Stack extends AutoCloseable {

  UserTable users();

  /** Loads and deletes users. */
  UserAdministration userAdministration();

  Bucket bucket();

  /** A client of the state machine, which lives as long as this. */
  SfnClient states();

  String stateMachineArn();

  /**
   * Starts a job.
   *
   * @throws JobRefusedException if it is refused before it has an execution
   */
  StartedJob start(JsonNode input) throws JobRefusedException;

  /** Has the function {@code ReportJob} make a job's report. */
  void report(JobReporter.Request request);

  /** Has it recorded what became of letters by now, where nobody else sees to that. */
  void recordDeliveries();

  /** The same, and drops what was to be told of letters that never went out; no job may run. */
  void settleMail();

  /** Who letters come from that do not say. */
  Optional<String> sender();

  /** How long a temporary password is good. */
  Duration credentialsLast();

  /** Shows how far a job is that has started. */
  JobProgress progress(String executionArn, String jobId);

  /** How long it is left alone between two questions whether a job has ended. */
  Duration patience();

  /** How long functions may still have users in hand after their job was stopped. */
  Duration settling();

  /** Whether a job ends with the program that follows it. */
  boolean endsJobs();

  /** Where the object of a key is, for people. */
  String object(String key);

  /** Where every step of a job is told, errors included, for people. */
  String history(String jobId);

  /** Where the letters are; nothing if they have gone to those whom they are for. */
  Optional<Path> inbox();

  /** Where a page is put that is shown once. */
  Path page();

  /** How this stack is named at the end of a command line, with a blank before it, if need be. */
  String option();

  /**
   * Deletes the letters to somebody that are still here.
   *
   * @param messageIds some of them, by SES's ids
   * @param names what jobs call the person
   * @return how many there were
   */
  int deleteLetters(Set<String> messageIds, Set<PrimaryId> names);

  /** Wipes out what was deleted from the table, as far as that can be done from here. */
  void wipeDeletedUsers();

  /** The data folder behind it, if it is no stack of AWS's but one that is served from a folder. */
  Optional<String> servedFolder();

  /** What keeps something of what was deleted, as sentences without a full stop. */
  List<String> keepers();

  @Override
  void close();
}
