package org.rollcall.cli.stack;

import static org.rollcall.local.stack.DataFolderError.FILE_DAMAGED;

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
import java.util.function.Consumer;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.credential.LinkCheck;
import org.rollcall.credential.TemporaryPassword;
import org.rollcall.id.JobId;
import org.rollcall.local.LocalStack;
import org.rollcall.local.StackSettings;
import org.rollcall.local.admin.LinkAdministration;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.FolderFiles;
import org.rollcall.local.stack.JobReadiness;
import org.rollcall.local.stack.ServedFiles;
import org.rollcall.local.stack.Shell;
import org.rollcall.notify.LetterCredentials;
import org.rollcall.print.LetterPrinting;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintRequest;
import org.rollcall.report.Report;
import org.rollcall.time.SystemClock;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The embedded stack on a data folder. */
public final class FolderStack implements Stack {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final LocalStack stack;
  private final String cliFlag;
  private final Consumer<String> notes;

  /**
   * @param stack is closed together with this object
   * @param cliFlag see {@link Stack#cliFlag()}
   * @param notes receives a line for each damaged file of the folder, when the stack is closed
   */
  public FolderStack(LocalStack stack, String cliFlag, Consumer<String> notes) {
    this.stack = stack;
    this.cliFlag = cliFlag;
    this.notes = notes;
  }

  @Override
  public String cliFlag() {
    return cliFlag;
  }

  @Override
  public String title() {
    return stack.dataFolder().path().getFileName().toString();
  }

  /** While this process serves the folder, no other one can open it. */
  @Override
  public Optional<String> setupCommand() {
    Path environment = ServedFiles.environment(stack.dataFolder().path());
    return Files.exists(environment)
        ? Optional.of(". " + Shell.quote(environment.toString()))
        : Optional.empty();
  }

  @Override
  public String consoleFlag() {
    return " --data " + Shell.quote(stack.dataFolder().path().toString());
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
  public LinkAdministration linkAdministration() {
    return stack.linkAdministration();
  }

  @Override
  public String stateMachineArn() {
    return stack.stateMachineArn();
  }

  @Override
  public StartedJob start(JsonNode input) {
    JobReadiness.check(stack.dataFolder());
    return StartedJob.start(states(), stateMachineArn(), input);
  }

  @Override
  public boolean buildReport(JobId jobId) {
    return stack.report(jobId) instanceof Report.Summary;
  }

  @Override
  public PrintAnswer printLetters(PrintRequest request) {
    LetterPrinting printing =
        new LetterPrinting(
            users(),
            bucket(),
            stack.letterCredentials(),
            StackSettings.PRINTED_LINK_LIFETIME,
            SystemClock.INSTANCE);
    return new InvocationUsage("PrintLetters").during(() -> printing.answer(request));
  }

  @Override
  public void recordDeliveries() {
    stack.recordDeliveries();
  }

  @Override
  public Optional<String> sender() {
    return Optional.of(StackSettings.SENDER);
  }

  @Override
  public Duration lifetime(CredentialKind kind) {
    return kind == CredentialKind.LINK
        ? StackSettings.LINK_LIFETIME
        : StackSettings.CREDENTIAL_LIFETIME;
  }

  @Override
  public JobProgress progress(String executionArn, JobId jobId) {
    return new LedgerProgress(stack.bucket(), jobId);
  }

  @Override
  public Duration pollInterval() {
    return POLL_INTERVAL;
  }

  @Override
  public boolean isEphemeral() {
    return true;
  }

  @Override
  public String location(String key) {
    return stack.dataFolder().object(key).toString();
  }

  @Override
  public String executionHistory(JobId jobId) {
    return stack.dataFolder().history(jobId).toString();
  }

  @Override
  public Optional<Path> inbox() {
    return Optional.of(stack.dataFolder().inbox());
  }

  @Override
  public Optional<TemporaryPassword> inboxPasswords() {
    return Optional.of(stack.letterCredentials().passwords());
  }

  @Override
  public Optional<LinkCheck> linkCheck() {
    LetterCredentials credentials = stack.letterCredentials();
    return Optional.of(
        new LinkCheck(users(), credentials.links(), credentials.secrets(), SystemClock.INSTANCE));
  }

  @Override
  public Path tempPage() {
    return stack.dataFolder().preview();
  }

  @Override
  public void processMailEvents() {
    stack.processMailEvents();
  }

  /** Also deletes the page of the last preview, which may show this person's data. */
  @Override
  public int deleteLetters(Set<String> messageIds, Set<PrimaryId> ids) {
    Set<Path> letters = new HashSet<>(InboxLetters.find(ids, stack.dataFolder().inbox()));
    messageIds.forEach(messageId -> letters.add(stack.dataFolder().letter(messageId)));
    messageIds.forEach(messageId -> delete(stack.dataFolder().mailEvents(messageId)));
    delete(stack.dataFolder().preview());
    return (int) letters.stream().filter(FolderStack::delete).count();
  }

  private static boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deleteUnfinishedFiles() {
    new FolderFiles(stack.dataFolder()).deleteUnfinished();
  }

  @Override
  public List<Path> filesWith(Set<String> texts) {
    return new FolderFiles(stack.dataFolder()).with(texts);
  }

  @Override
  public void compactUsersDatabase() {
    stack.compactUsersDatabase();
  }

  @Override
  public Optional<String> fileFailure() {
    return stack.fileFaults().failure().map(DataFolderException::getMessage);
  }

  @Override
  public void close() {
    noteDamagedFiles(stack, notes);
    stack.close();
  }

  /** Prints a warning for each damaged file that was left out since the stack was opened. */
  public static void noteDamagedFiles(LocalStack stack, Consumer<String> notes) {
    stack
        .fileFaults()
        .damaged()
        .forEach(file -> notes.accept("Warning: " + file + ". [" + FILE_DAMAGED.name() + "]"));
  }
}
