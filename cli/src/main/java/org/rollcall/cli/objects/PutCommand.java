package org.rollcall.cli.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.command.Console;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.cli.command.FaultText;
import org.rollcall.cli.command.InputFile;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackCommand;
import org.rollcall.error.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall put}: checks files, and puts them into the bucket. */
@Command(
    name = "put",
    description = {
      "Puts a file or a folder into the bucket, such as a set or a letter.",
      "Checks sets, letters, code tables and institution.json first, as a job would."
    },
    mixinStandardHelpOptions = true)
public final class PutCommand extends StackCommand {

  /** The limit for all sets of a job; other objects are smaller. */
  private static final int MAX_BYTES = 64 << 20;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description =
          "This is the object's key, such as sets/leavers.csv. A folder needs the beginning of its keys, such"
              + " as letters/NEWS.")
  private String key;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "This is the file, or a folder whose files are all put.")
  private Path file;

  @Option(names = "--force", description = "Put the objects even if a job would be rejected.")
  private boolean force;

  private Map<String, byte[]> objects = Map.of();

  @Override
  public Integer call() {
    boolean isFolder = Files.isDirectory(file);
    String prefix = ObjectKey.withoutSlash(key);
    ObjectKey.check(prefix);
    if (!isFolder && key.endsWith("/")) {
      throw keyIsFolder(prefix);
    }
    objects = isFolder ? folder(prefix) : Map.of(prefix, InputFile.bytes(file, MAX_BYTES));
    return super.call();
  }

  /** The files of a folder by key. Hidden files, such as those of editors, are left out. */
  private Map<String, byte[]> folder(String prefix) {
    Map<String, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(file)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        String relative = file.relativize(path).toString().replace('\\', '/');
        if (!("/" + relative).contains("/.")) {
          ObjectKey.check(prefix + "/" + relative);
          found.put(prefix + "/" + relative, InputFile.bytes(path, MAX_BYTES));
        }
      }
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_READABLE, file);
    }
    if (found.isEmpty()) {
      throw CommandException.rejected(CommandError.FOLDER_EMPTY, file);
    }
    return found;
  }

  private CommandException keyIsFolder(String folder) {
    return CommandException.rejected(
        CommandError.KEY_IS_FOLDER, folder, folder + "/" + file.getFileName());
  }

  @Override
  protected int run(Stack stack, Console console) {
    for (String name : objects.keySet()) {
      if (!stack.bucket().list(name + "/").isEmpty()) {
        throw keyIsFolder(name);
      }
    }
    List<PutCheck.Result> results = PutCheck.of(stack, objects).results();
    List<Fault> errors =
        results.stream().flatMap(result -> result.errors().stream()).distinct().toList();
    if (!errors.isEmpty() && !force) {
      throw CommandException.rejected(CommandError.OBJECT_REFUSED, FaultText.joined(errors));
    }
    objects.forEach(
        (name, content) -> {
          TimeZoneRemark.find(stack.bucket(), name, content)
              .ifPresent(remark -> console.note("rollcall: " + remark));
          stack.bucket().put(name, content, ObjectKey.mediaType(name));
        });
    results.forEach(result -> console.note("Put " + result.key() + ": " + result.what() + "."));
    Stream.concat(errors.stream(), results.stream().flatMap(result -> result.remarks().stream()))
        .distinct()
        .forEach(remark -> console.note("Remark: " + FaultText.line(remark)));
    return ExitCode.DONE;
  }
}
