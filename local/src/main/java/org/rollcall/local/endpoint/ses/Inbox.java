package org.rollcall.local.endpoint.ses;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rollcall.json.Json;

/**
 * The sent messages, and the events of them that SES has not published yet. Each message is a file
 * whose name has the day of sending in UTC, the user, and the message ID, such as {@code
 * 2026-11-22-mlibrarian-….eml}. An ID begins with the time of sending. The events of a message are
 * a file named by its ID.
 *
 * <p>The events are written before the message. A message therefore always has its events, even if
 * the process is killed between the two writes.
 *
 * @param messages the folder of the messages, which must exist
 * @param events the folder of the events, which must exist
 */
public record Inbox(Path messages, Path events) {

  private static final Pattern MESSAGE_FILE =
      Pattern.compile("(?:.*-)?(([0-9a-f]{16})-[0-9a-f-]{36}-[0-9]+)\\.eml");
  private static final String MESSAGE_SUFFIX = ".eml";
  private static final int MAX_USER_LENGTH = 60;
  private static final String EVENTS_SUFFIX = ".json";
  private static final String UNFINISHED_SUFFIX = ".part";
  private static final TypeReference<List<String>> EVENTS = new TypeReference<>() {};

  /**
   * The events of one message.
   *
   * @param events JSON in the format of SES, in chronological order
   */
  public record MessageEvents(String id, List<String> events) {}

  /** Creates an ID in the format of SES. */
  static String newId(long sentMillis) {
    return "%016x-%s-000000".formatted(sentMillis, UUID.randomUUID());
  }

  /** The times of sending of all messages, in milliseconds since 1970, unordered. */
  List<Long> sentTimes() throws IOException {
    try (Stream<Path> files = Files.list(messages)) {
      return files
          .map(file -> MESSAGE_FILE.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Long.parseUnsignedLong(name.group(2), 16))
          .toList();
    }
  }

  /**
   * Writes a message and its events.
   *
   * @param user names the user in the file's name
   */
  void write(String id, String user, byte[] message, List<String> messageEvents)
      throws IOException {
    if (!messageEvents.isEmpty()) {
      write(eventsFile(id), Json.bytes(messageEvents));
    }
    write(messages.resolve(day(id) + "-" + fileName(user) + "-" + id + MESSAGE_SUFFIX), message);
  }

  private static LocalDate day(String id) {
    long millis = Long.parseUnsignedLong(id.substring(0, id.indexOf('-')), 16);
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  /** A part of a file's name that every file system and shell accepts. */
  private static String fileName(String user) {
    String safe = user.replaceAll("[^A-Za-z0-9._@-]", "_");
    return safe.substring(0, Math.min(safe.length(), MAX_USER_LENGTH));
  }

  /** Writes a file atomically: other processes see the complete file or no file. */
  private static void write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(id(file) + UNFINISHED_SUFFIX);
    Files.write(unfinished, content);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The events of sent messages, earliest message first.
   *
   * @param maxMessages the maximum number of messages
   */
  public List<MessageEvents> pendingEvents(int maxMessages) throws IOException {
    var pending = new ArrayList<MessageEvents>();
    Set<String> sent = sentIds();
    for (Path file : filesOf(events, EVENTS_SUFFIX)) {
      String id = id(file);
      if (pending.size() < maxMessages && sent.contains(id)) {
        pending.add(new MessageEvents(id, Json.MAPPER.readValue(file.toFile(), EVENTS)));
      }
    }
    return pending;
  }

  /** Deletes published events. */
  public void deleteEvents(List<MessageEvents> published) throws IOException {
    for (MessageEvents message : published) {
      Files.deleteIfExists(eventsFile(message.id()));
    }
  }

  /**
   * Deletes what a killed process left: incomplete files, and the events of messages that were not
   * sent.
   */
  public void deleteUnsent() throws IOException {
    for (Path file : filesOf(messages, UNFINISHED_SUFFIX)) {
      Files.delete(file);
    }
    Set<String> sent = sentIds();
    for (Path file : filesOf(events, "")) {
      if (!sent.contains(id(file))) {
        Files.delete(file);
      }
    }
  }

  private static List<Path> filesOf(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String id(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }

  /** The file of a message. If there is none, a file that does not exist. */
  public Path messageFile(String id) {
    try (Stream<Path> files = Files.list(messages)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(id + MESSAGE_SUFFIX))
          .findFirst()
          .orElse(messages.resolve(id + MESSAGE_SUFFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The IDs of all messages. */
  private Set<String> sentIds() throws IOException {
    Set<String> ids = new HashSet<>();
    for (Path file : filesOf(messages, MESSAGE_SUFFIX)) {
      Matcher name = MESSAGE_FILE.matcher(file.getFileName().toString());
      ids.add(name.matches() ? name.group(1) : id(file));
    }
    return ids;
  }

  private Path eventsFile(String id) {
    return events.resolve(id + EVENTS_SUFFIX);
  }
}
