package org.rollcall.local.states;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollcall.local.states.data.StateData;

/**
 * The folder in which executions outlive the process: for each a folder with {@code
 * execution.json}, which is the answer of {@code DescribeExecution} and those of {@code
 * DescribeMapRun} under {@code mapRuns}, and with {@code history.jsonl}, an event a line.
 */
final class ExecutionFolder {

  private final Path root;

  ExecutionFolder(Path root) {
    this.root = root;
  }

  /** What is known of an execution; nothing if there is none of that name. */
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

  /** Writes all of it or nothing, whenever the process ends. */
  void write(String name, ObjectNode execution) {
    try {
      Path folder = Files.createDirectories(root.resolve(name));
      Path draft = folder.resolve("execution.json.new");
      // Not a channel of java.nio, which an interrupt of the writing thread would close.
      try (FileOutputStream file = new FileOutputStream(draft.toFile())) {
        file.write(StateData.text(execution).getBytes(UTF_8));
        file.getFD().sync();
      }
      Files.move(draft, folder.resolve("execution.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all executions, in no order. */
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

  Path history(String name) {
    return root.resolve(name).resolve("history.jsonl");
  }

  /** When the last event was written; now, if none ever was. */
  Instant lastSign(String name, Instant now) {
    try {
      return Files.getLastModifiedTime(history(name)).toInstant();
    } catch (IOException e) {
      return now;
    }
  }
}
