package org.rollcall.local.states;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.local.states.expression.StateData;

/**
 * The folder of all executions. Each execution is a subfolder with {@code execution.json} and
 * {@code history.jsonl}. {@code execution.json} is the response of {@code DescribeExecution}, with
 * the responses of {@code DescribeMapRun} in {@code mapRuns}. {@code history.jsonl} contains one
 * event per line.
 */
final class ExecutionFolder {

  private final Path root;

  ExecutionFolder(Path root) {
    this.root = root;
  }

  /** Reads an execution; empty if it does not exist. */
  Optional<ObjectNode> read(String name) {
    try {
      return Optional.of(
          (ObjectNode)
              StateData.parse(Files.readString(root.resolve(name).resolve("execution.json"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an execution atomically, even if the process is killed. */
  void write(String name, ObjectNode execution) {
    try {
      Path folder = Files.createDirectories(root.resolve(name));
      Path draft = folder.resolve("execution.json.new");
      // A FileOutputStream, because an interrupt of the thread would close a channel of java.nio.
      try (FileOutputStream file = new FileOutputStream(draft.toFile())) {
        file.write(execution.toString().getBytes(UTF_8));
        file.getFD().sync();
      }
      Files.move(draft, folder.resolve("execution.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all executions, unordered. */
  List<String> names() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("execution.json")))
          .map(folder -> folder.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
      throw new UncheckedIOException(e);
    }
  }

  /** The events of an execution in chronological order, without those of child executions. */
  List<ObjectNode> events(String name) {
    List<ObjectNode> events = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(history(name))) {
        if (line.startsWith("{\"id\"")) {
          events.add((ObjectNode) StateData.parse(line));
        }
      }
    } catch (NoSuchFileException | JsonProcessingException e) {
      // The file does not exist yet, or the last line is incomplete.
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
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
