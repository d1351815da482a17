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
 * The events that SES has still to publish, kept on disk until somebody has taken them: a file for
 * each message, named by its id, that is written before the message is. So whatever message is in
 * the inbox has its events, though the process be killed between.
 *
 * @param folder the folder of the events, which exists
 * @param inbox the folder of the messages
 */
public record SesEvents(Path folder, Path inbox) {

  private static final String SUFFIX = ".json";

  public SesEvents {
    requireNonNull(folder, "folder is null");
    requireNonNull(inbox, "inbox is null");
  }

  /**
   * What is to be published of one message.
   *
   * @param events in SES's own JSON, in the order in which they happen
   */
  public record OfMessage(String id, List<String> events) {
    public OfMessage {
      events = List.copyOf(events);
    }
  }

  /** Keeps the events of a message that is about to be written. */
  void promise(OfMessage message) throws IOException {
    Path unfinished = folder.resolve(message.id() + ".part");
    Files.write(unfinished, Json.bytes(message.events()));
    Files.move(unfinished, file(message.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The events of messages that were sent, the earliest first.
   *
   * @param most of how many messages at most
   * @throws UncheckedIOException if the folder cannot be read
   */
  public List<OfMessage> pending(int most) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(id -> Files.exists(inbox.resolve(id + ".eml")))
          .sorted()
          .limit(most)
          .map(this::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The mail's events cannot be read: " + e.getMessage(), e);
    }
  }

  private OfMessage read(String id) {
    try {
      return new OfMessage(
          id, Json.MAPPER.readValue(file(id).toFile(), new TypeReference<List<String>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("An event of the mail cannot be read", e);
    }
  }

  /**
   * Forgets events that were published.
   *
   * @throws UncheckedIOException if the folder cannot be written
   */
  public void forget(List<OfMessage> published) {
    try {
      for (OfMessage message : published) {
        Files.deleteIfExists(file(message.id()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The mail's events cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Drops the events of messages that were never sent, since whoever was to send them is gone.
   *
   * @throws UncheckedIOException if the folder cannot be read or written
   */
  public void dropUnsent() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!Files.exists(inbox.resolve(name.replaceFirst("\\.[a-z]+$", ".eml")))) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The mail's events cannot be tidied: " + e.getMessage(), e);
    }
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }
}
