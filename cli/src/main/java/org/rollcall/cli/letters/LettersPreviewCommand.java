package org.rollcall.cli.letters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rollcall.cli.command.Browser;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.json.SimilarNames;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CredentialKind;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall letters preview}: shows the letter that a user would receive. */
@Command(
    name = "preview",
    description = {
      "Shows the letter that a user would receive, with bullets for the password.",
      "With --job, it is the letter that a member of a preview would get, and TYPE is left out."
    },
    mixinStandardHelpOptions = true)
final class LettersPreviewCommand extends StackCommand {

  @Parameters(
      index = "0",
      paramLabel = "TYPE",
      description = "This is the letter type. The command letters list shows all types.")
  private String first;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PRIMARY_ID",
      description = "This is the user's primary ID, in upper or lower case.")
  private Optional<String> second = Optional.empty();

  @Option(
      names = "--job",
      paramLabel = "JOB_ID",
      description = "Show the letter of this preview, as it would read after the job's changes.")
  private Optional<String> job;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "Show this language of the letter instead of the user's.")
  private Optional<String> language;

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "Use this job name in the letter. The default is Preview. Not with --job.")
  private Optional<String> jobName = Optional.empty();

  @Option(
      names = "--credential",
      paramLabel = "KIND",
      description =
          "Show the letter with a PASSWORD or a LINK. The default is that of institution.json. Not"
              + " with --job.")
  private Optional<CredentialKind> credential = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the letter's HTML to this file.")
  private Optional<Path> html;

  @Option(names = "--open", description = "Show the letter's HTML in the browser.")
  private boolean open;

  @Option(names = "--json", description = "Print the letter as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  protected int run(Stack stack, Console console) {
    LetterPreview preview =
        job.isPresent()
            ? ofJob(stack, job.get())
            : ofType(stack, second.orElseThrow(() -> usage("PRIMARY_ID is missing")));
    Optional<Path> page = open ? html.or(() -> Optional.of(stack.tempPage())) : html;
    if (json) {
      console.printJson(preview.json());
    } else {
      preview.lines().forEach(console::print);
    }
    page.ifPresent(file -> write(preview, file, console));
    if (open) {
      Browser.open(page.orElseThrow(), console);
    }
    return ExitCode.DONE;
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  private LetterPreview ofJob(Stack stack, String jobId) {
    if (second.isPresent()) {
      throw usage("with --job there is no TYPE, because the job has one");
    }
    if (jobName.isPresent()) {
      throw usage("--job-name is not valid with --job");
    }
    if (credential.isPresent()) {
      throw usage("--credential is not valid with --job");
    }
    PreviewedLetter previewed = PreviewedLetter.find(stack, jobId, user(stack.users(), first));
    try {
      return previewed.preview(
          language.map(name -> LetterPreview.requireLanguage(previewed.letter(), name)));
    } catch (BrokenRecordException e) {
      throw LetterPreview.notPossible(previewed.user().user().primaryId(), e);
    }
  }

  private LetterPreview ofType(Stack stack, String id) {
    return LetterPreview.of(
        stack,
        first,
        () -> user(stack.users(), id),
        jobName.orElse("Preview"),
        language,
        credential);
  }

  private static StoredUser user(UserTable users, String id) {
    Optional<StoredUser> user = users.find(PrimaryId.of(id));
    if (user.isEmpty()) {
      List<String> ids = new ArrayList<>();
      users.forEach(stored -> ids.add(stored.user().primaryId().toString()));
      throw CommandException.rejected(CommandError.USER_NOT_FOUND, id, SimilarNames.hint(id, ids));
    }
    return user.get();
  }

  private static void write(LetterPreview preview, Path file, Console console) {
    try {
      Files.writeString(file, preview.letter().html());
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_WRITABLE, file);
    }
    console.note("The letter's HTML is in " + file);
  }
}
