package org.rollcall.cli.letters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rollcall.cli.command.Browser;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackOption;
import org.rollcall.json.SimilarNames;
import org.rollcall.letter.Letter;
import org.rollcall.letter.StoredLetter;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;
import org.rollcall.user.store.UserTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall letters preview}: shows the letter that a user would get. */
@Command(
    name = "preview",
    description = "Shows the letter that a user would get, with bullets for the password.",
    mixinStandardHelpOptions = true)
final class LettersPreviewCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TYPE", description = "The type of letter.")
  private String type;

  @Parameters(
      index = "1",
      paramLabel = "PRIMARY_ID",
      description = "The user's primary id, in any case.")
  private String id;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "A language of the letter, instead of the user's.")
  private Optional<String> language;

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "The job's name in the letter (default: ${DEFAULT-VALUE}).",
      defaultValue = "Preview")
  private String jobName;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the letter's HTML to this file.")
  private Optional<Path> html;

  @Option(names = "--open", description = "Show the letter's HTML in the browser.")
  private boolean open;

  @Option(names = "--json", description = "Print the letter as JSON.")
  private boolean json;

  @Mixin private StackOption where;

  @Override
  public Integer call() {
    Console console = new Console(spec);
    LetterPreview preview;
    Optional<Path> page;
    try (Stack stack = where.open(console)) {
      page = open ? html.or(() -> Optional.of(stack.page())) : html;
      preview = preview(stack);
    } catch (BrokenRecordException e) {
      throw CommandException.misuse(
          "no letter can be written to " + id + ": " + e.getMessage() + ".");
    }
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

  private LetterPreview preview(Stack stack) {
    StoredLetter shelved = LetterCatalog.in(stack).sound(type);
    Letter letter = new Letter(shelved.letter().orElseThrow());
    User user = user(stack.users());
    Instant now = Instant.now();
    return LetterPreview.of(
        shelved,
        letter,
        user,
        language.map(asked -> available(letter, asked)),
        new LetterPreview.Moment(jobName, now, now.plus(stack.credentialsLast())));
  }

  private User user(UserTable users) {
    Optional<StoredUser> user = users.find(PrimaryId.of(id));
    if (user.isEmpty()) {
      List<String> ids = new ArrayList<>();
      users.forEach(stored -> ids.add(stored.user().primaryId().toString()));
      throw CommandException.misuse(
          "no user has the primary id " + id + "." + SimilarNames.hint(id, ids));
    }
    return user.get().user();
  }

  private String available(Letter letter, String asked) {
    return letter
        .findLanguage(asked)
        .orElseThrow(
            () ->
                CommandException.misuse(
                    "there is no "
                        + type
                        + " in "
                        + asked
                        + ". It is there in "
                        + String.join(", ", letter.languages())
                        + "."));
  }

  private static void write(LetterPreview preview, Path file, Console console) {
    try {
      Files.writeString(file, preview.letter().html());
    } catch (IOException e) {
      throw CommandException.misuse(file + " cannot be written.");
    }
    console.note("The letter's HTML is in " + file);
  }
}
