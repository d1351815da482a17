package org.rollcall.local.states;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.local.stack.FileFaults;
import org.rollcall.local.states.expression.StateData;

/**
 * The folder of all executions. Each execution is a subfolder with {@code execution.json} and
 * {@code history.jsonl}. {@code execution.json} is the response of {@code DescribeExecution}, with
 * the responses of {@code DescribeMapRun} in {@code mapRuns}. {@code history.jsonl} contains one
 * event per line.
 */
public final class ExecutionFolder {

  private static final String EXECUTION = "execution.json";

  private final Path root;
  private final FileFaults faults;

  /**
   * Creates the folder's view. The folder is created when it is needed.
   *
   * @param root the folder, which no other process may use at the same time
   * @param faults receives failures of files, and damaged files
   */
  public ExecutionFolder(Path root, FileFaults faults) {
    this.root = root;
    this.faults = faults;
  }

  /** Reads an execution; empty if it does not exist, or if its file cannot be read. */
  Optional<ObjectNode> read(String name) {
    Path file = root.resolve(name).resolve(EXECUTION);
    try {
      if (StateData.parse(Files.readString(file)) instanceof ObjectNode execution
          && execution.path("status").isTextual()) {
        return Optional.of(execution);
      }
      faults.ignored(file);
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      faults.ignored(file);
      return Optional.empty();
    }
  }

  /** Writes an execution that has ended, if the folder can be written. */
  void tryWrite(String name, ObjectNode execution) {
    try {
      write(name, execution);
    } catch (DataFolderException e) {
      // The execution can still be read, and is written the next time.
    }
  }

  /**
   * Writes an execution atomically, even if the process is killed.
   *
   * @throws DataFolderException if it cannot be written
   */
  void write(String name, ObjectNode execution) {
    Path folder = root.resolve(name);
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(EXECUTION + ".new");
      // A FileOutputStream, because an interrupt of the thread would close a channel of java.nio.
      try (FileOutputStream file = new FileOutputStream(draft.toFile())) {
        file.write(execution.toString().getBytes(UTF_8));
        file.getFD().sync();
      }
      Files.move(draft, folder.resolve(EXECUTION), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw faults.failed(e, folder.resolve(EXECUTION));
    }
  }

  /** The names of all executions, unordered. */
  List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(EXECUTION)))
          .map(folder -> folder.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw faults.failed(e, root);
    }
  }

  /**
   * Appends an event to the history of an execution. The history includes the events of a
   * distributed Map's children.
   */
  synchronized void append(String name, ObjectNode event) {
    try (FileOutputStream file = new FileOutputStream(history(name).toFile(), true)) {
      file.write((event + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw faults.failed(e, history(name));
    }
  }

  /**
   * The events of an execution in chronological order, without those of child executions. Damaged
   * lines are left out.
   */
  List<ObjectNode> events(String name) {
    List<ObjectNode> events = new ArrayList<>();
    try {
      String text = new String(Files.readAllBytes(history(name)), UTF_8);
      text.lines().filter(line -> line.startsWith("{\"id\"")).forEach(line -> add(line, events));
    } catch (NoSuchFileException e) {
      return events;
    } catch (IOException e) {
      throw faults.failed(e, history(name));
    }
    return events;
  }

  /** The last line of a killed process may be incomplete. */
  private static void add(String line, List<ObjectNode> events) {
    try {
      events.add((ObjectNode) StateData.parse(line));
    } catch (JsonProcessingException e) {
      // The line is left out.
    }
  }

  private Path history(String name) {
    return root.resolve(name).resolve("history.jsonl");
  }

  /** The time at which the last event was written; {@code now} if there are no events. */
  Instant lastEventTime(String name, Instant now) {
    try {
      return Files.getLastModifiedTime(history(name)).toInstant();
    } catch (IOException e) {
      return now;
    }
  }
}
