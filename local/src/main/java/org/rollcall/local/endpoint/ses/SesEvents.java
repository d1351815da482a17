package org.rollcall.local.endpoint.ses;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.rollcall.json.Json;

/**
 * The events that SES has not published yet, one file for each message, named by the message's ID.
 *
 * <p>The events are written before the message. A message in the inbox therefore always has its
 * events, even if the process is killed between the two writes.
 *
 * @param folder the folder of the events, which must exist
 * @param inbox the folder of the messages
 */
public record SesEvents(Path folder, Path inbox) {

  private static final String SUFFIX = ".json";

  public SesEvents {
    requireNonNull(folder, "folder is null");
    requireNonNull(inbox, "inbox is null");
  }

  /**
   * The events of one message.
   *
   * @param events JSON in the format of SES, in chronological order
   */
  public record MessageEvents(String id, List<String> events) {
    public MessageEvents {
      events = List.copyOf(events);
    }
  }

  /** Writes the events of a message. Must be called before the message is written. */
  void write(MessageEvents message) throws IOException {
    Path unfinished = folder.resolve(message.id() + ".part");
    Files.write(unfinished, Json.bytes(message.events()));
    Files.move(unfinished, file(message.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The events of sent messages, earliest message first.
   *
   * @param maxMessages the maximum number of messages
   * @throws UncheckedIOException if the folder cannot be read
   */
  public List<MessageEvents> pending(int maxMessages) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(id -> Files.exists(inbox.resolve(id + ".eml")))
          .sorted()
          .limit(maxMessages)
          .map(this::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be read: " + e.getMessage(), e);
    }
  }

  private MessageEvents read(String id) {
    try {
      return new MessageEvents(
          id, Json.MAPPER.readValue(file(id).toFile(), new TypeReference<List<String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("An SES event cannot be read", e);
    }
  }

  /**
   * Deletes published events.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public void delete(List<MessageEvents> published) {
    try {
      for (MessageEvents message : published) {
        Files.deleteIfExists(file(message.id()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be deleted: " + e.getMessage(), e);
    }
  }

  /**
   * Deletes the events of messages that were not sent because the process was killed.
   *
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  public void deleteUnsent() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!Files.exists(inbox.resolve(name.replaceFirst("\\.[a-z]+$", ".eml")))) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The SES events cannot be deleted: " + e.getMessage(), e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
