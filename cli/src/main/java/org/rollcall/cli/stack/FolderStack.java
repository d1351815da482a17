package org.rollcall.cli.stack;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollcall.aws.Bucket;
import org.rollcall.local.LocalStack;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.report.JobReporter;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The embedded stack on a data folder. */
public final class FolderStack implements Stack {

  private final LocalStack stack;
  private final String option;

  /**
   * @param stack which is closed with this
   * @param option how the folder is named at the end of a command line
   */
  public FolderStack(LocalStack stack, String option) {
    this.stack = requireNonNull(stack, "stack is null");
    this.option = requireNonNull(option, "option is null");
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
    return StartedJob.execution(states(), stateMachineArn(), input);
  }

  @Override
  public void report(JobReporter.Request request) {
    stack.report(request);
  }

  @Override
  public void recordDeliveries() {
    stack.recordDeliveries();
  }

  @Override
  public void settleMail() {
    stack.settleMailEvents();
  }

  @Override
  public Optional<String> sender() {
    return Optional.of(stack.sender());
  }

  @Override
  public Duration credentialsLast() {
    return stack.credentialLifetime();
  }

  @Override
  public JobProgress progress(String executionArn, String jobId) {
    return new LedgerProgress(stack.bucket(), jobId);
  }

  @Override
  public Duration patience() {
    return Duration.ofMillis(100);
  }

  /** Whoever has a report made here waits for them. */
  @Override
  public Duration settling() {
    return Duration.ZERO;
  }

  @Override
  public boolean endsJobs() {
    return true;
  }

  @Override
  public String object(String key) {
    return stack.dataPaths().object(key);
  }

  @Override
  public String history(String jobId) {
    return stack.dataPaths().history(jobId);
  }

  @Override
  public Optional<Path> inbox() {
    return Optional.of(stack.dataPaths().inbox());
  }

  @Override
  public Path page() {
    return stack.dataPaths().preview();
  }

  @Override
  public String option() {
    return option;
  }

  /** Deletes the page as well that was shown last, whoever it was of. */
  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> names) {
    Set<Path> letters = new HashSet<>(InboxLetters.person(names, stack.dataPaths().inbox()));
    messageIds.forEach(message -> letters.add(stack.dataPaths().letter(message)));
    isDeleted(stack.dataPaths().preview());
    return (int) letters.stream().filter(FolderStack::isDeleted).count();
  }

  private static boolean isDeleted(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void wipeDeletedUsers() {
    stack.compactUsersDatabase();
  }

  @Override
  public Optional<String> servedFolder() {
    return Optional.empty();
  }

  @Override
  public List<String> keepers() {
    return List.of();
  }

  @Override
  public void close() {
    stack.close();
  }
}
