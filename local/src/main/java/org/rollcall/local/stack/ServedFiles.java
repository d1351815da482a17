package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files in a data folder by which other programs find the stack that is served on it. They are
 * their owner's alone, and there as long as it is served.
 */
public final class ServedFiles implements AutoCloseable {

  private final DataFolder folder;
  private final List<Path> written = new ArrayList<>();

  /**
   * @param folder the folder, held by this process
   */
  public ServedFiles(DataFolder folder) {
    this.folder = folder;
  }

  /** The file of the environment, in a data folder. */
  static Path environment(Path folder) {
    return folder.resolve("serve.env");
  }

  /**
   * Writes the environment of programs for a shell to read, the key included. What a shell already
   * has that would outweigh it is taken away.
   *
   * @param variables their values are plain words
   * @throws DataFolderException if it cannot be written
   */
  public Path writeEnvironment(Map<String, String> variables) {
    String exports =
        variables.entrySet().stream()
            .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining());
    return write(
        environment(folder.path()),
        (exports + "unset AWS_SESSION_TOKEN AWS_PROFILE\n").getBytes(UTF_8));
  }

  /**
   * Writes a file for {@code sam local}, without the key.
   *
   * @throws DataFolderException if it cannot be written
   */
  public Path writeForSam(String name, byte[] content) {
    return write(folder.path().resolve(name), content);
  }

  private Path write(Path file, byte[] content) {
    try {
      Files.deleteIfExists(file);
      OwnerOnlyFiles.makeFile(file);
      written.add(file);
      return Files.write(file, content);
    } catch (IOException e) {
      throw cannotBeWritten(e);
    }
  }

  private DataFolderException cannotBeWritten(IOException e) {
    return new DataFolderException(
        "The data folder %s cannot be written (%s).".formatted(folder.path(), DataFolder.reason(e)),
        e);
  }

  /** Takes the files away. */
  @Override
  public void close() {
    for (Path file : written) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw cannotBeWritten(e);
      }
    }
  }
}
