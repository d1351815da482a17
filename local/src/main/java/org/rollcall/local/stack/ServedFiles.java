package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files in a data folder by which other programs find the served stack. Only their owner can
 * read them. They are deleted when the stack is no longer served.
 */
public final class ServedFiles implements AutoCloseable {

  private static final String COMMAND = "# Written by ";

  private final DataFolder folder;
  private final List<Path> written = new ArrayList<>();

  /**
   * Creates no files yet.
   *
   * @param folder the folder, opened by this process
   */
  public ServedFiles(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * The command that serves a data folder, such as {@code ./rollcall serve}; empty if no process
   * serves it.
   */
  static Optional<String> servedBy(Path folder) {
    try (Stream<String> lines = Files.lines(environment(folder))) {
      return lines
          .filter(line -> line.startsWith(COMMAND))
          .map(line -> line.substring(COMMAND.length()))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The file of the environment variables in a data folder. */
  public static Path environment(Path folder) {
    return folder.resolve("serve.env");
  }

  /**
   * Writes a shell script that exports environment variables, including the key, and unsets
   * variables that would take precedence.
   *
   * @param variables values without characters that are special in a shell
   * @param command the command that serves the stack, for {@link #servedBy}
   * @throws DataFolderException if the file cannot be written
   */
  public Path writeEnvironment(Map<String, String> variables, String command) {
    String exports =
        variables.entrySet().stream()
            .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining());
    return write(
        environment(folder.path()),
        (COMMAND + command + "\n" + exports + "unset AWS_SESSION_TOKEN AWS_PROFILE\n")
            .getBytes(UTF_8));
  }

  /**
   * Writes a file for {@code sam local}, which must not contain the key.
   *
   * @throws DataFolderException if the file cannot be written
   */
  public Path writeForSam(String name, byte[] content) {
    return write(folder.path().resolve(name), content);
  }

  private Path write(Path file, byte[] content) {
    try {
      Files.deleteIfExists(file);
      OwnerOnlyFiles.createFile(file);
      written.add(file);
      return Files.write(file, content);
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private DataFolderException notWritable(IOException e) {
    return new DataFolderException(
        e, DataFolderError.DATA_FOLDER_NOT_WRITABLE, folder.path(), DataFolder.reason(e));
  }

  /** Deletes the files. */
  @Override
  public void close() {
    for (Path file : written) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw notWritable(e);
      }
    }
  }
}
