package org.rollcall.cli.console.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder with the sent letters. Only regular files directly in it are found.
 *
 * @param folder the folder, which may not exist
 */
record Mailbox(Path folder) {

  /** How much of a file is read, in bytes. SES accepts smaller messages from Rollcall. */
  static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final String SUFFIX = ".eml";

  /** The end of a name: the message ID, which begins with the time in milliseconds. */
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(([0-9a-f]{16})-[0-9a-f-]{36}-[0-9]+)\\.eml$");

  /** The names of all letters, latest first. */
  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .sorted(Comparator.comparing(Mailbox::order).reversed())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sorts by time, and files that other programs have written as the oldest. */
  private static String order(String name) {
    Matcher id = MESSAGE_ID.matcher(name);
    return id.find() ? id.group(1) : " " + name;
  }

  /** When a letter was sent; empty if its name does not say. */
  static Optional<Instant> sent(String name) {
    Matcher id = MESSAGE_ID.matcher(name);
    return id.find()
        ? Optional.of(Instant.ofEpochMilli(Long.parseUnsignedLong(id.group(2), 16)))
        : Optional.empty();
  }

  /** The message ID of a letter; empty if its name does not have one. */
  static Optional<String> messageId(String name) {
    Matcher id = MESSAGE_ID.matcher(name);
    return id.find() ? Optional.of(id.group(1)) : Optional.empty();
  }

  /** The file with a name; empty if the folder has no such letter. */
  Optional<Path> find(String name) {
    try {
      Path file = folder.resolve(name);
      return name.endsWith(SUFFIX)
              && folder.equals(file.getParent())
              && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The content of a letter, at most {@link #MAX_BYTES}; empty if there is no such letter. */
  Optional<byte[]> content(String name) {
    return read(name, Mailbox::bytes);
  }

  /** The message; empty if there is no such letter. */
  Optional<Mail> mail(String name) {
    return content(name).map(MailReader::read);
  }

  /** The message without its text; empty if there is no such letter. */
  Optional<Mail> header(String name) {
    return read(name, MailReader::readHeader);
  }

  private static byte[] bytes(InputStream in) {
    try {
      return in.readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> Optional<T> read(String name, Function<InputStream, T> reader) {
    Optional<Path> file = find(name);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file.get(), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(reader.apply(in));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
