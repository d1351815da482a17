package org.rollcall.cli.command;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;

/** Reads the file that a command is given. */
public final class InputFile {

  /** What stands for standard input in a file's place. */
  private static final Path STANDARD_INPUT = Path.of("-");

  private InputFile() {}

  /**
   * The file's bytes.
   *
   * @param largest how many it may have
   * @throws CommandException if it cannot be read, or is too large
   */
  public static byte[] bytes(Path file, int largest) {
    try (InputStream in = Files.newInputStream(file)) {
      // Only a file of the ordinary kind has a size before it is read.
      byte[] bytes = Files.size(file) > largest ? new byte[0] : in.readNBytes(largest + 1);
      if (bytes.length > largest || Files.size(file) > largest) {
        throw CommandException.misuse(file + " is larger than " + largest / 1024 + " KiB.");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw CommandException.misuse("there is no file " + file + ".");
    } catch (IOException e) {
      throw CommandException.misuse(
          Files.isDirectory(file) ? file + " is a folder, not a file." : file + " cannot be read.");
    }
  }

  /**
   * The JSON that the file holds, or standard input if the file is {@code -}.
   *
   * @param largest how large it may be, in bytes
   * @throws CommandException if it cannot be read, is too large, or is not JSON
   */
  public static JsonNode read(Path given, int largest) {
    boolean isFile = !given.equals(STANDARD_INPUT);
    byte[] bytes = isFile ? bytes(given, largest) : standardInput(largest + 1);
    return parsed(bytes, isFile ? given.toString() : "standard input", largest);
  }

  private static byte[] standardInput(int most) {
    try {
      return System.in.readNBytes(most);
    } catch (IOException e) {
      throw CommandException.misuse("standard input cannot be read.");
    }
  }

  private static JsonNode parsed(byte[] bytes, String file, int largest) {
    if (bytes.length > largest) {
      throw CommandException.misuse(file + " is larger than " + largest / 1024 + " KiB.");
    }
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      if (node.isMissingNode()) {
        throw CommandException.misuse(file + " is empty.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw CommandException.misuse(
          file + place(e.getLocation()) + " is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandException.misuse(file + " is not JSON.");
    }
  }

  private static String place(@Nullable JsonLocation where) {
    return where == null ? "" : " line " + where.getLineNr() + ", column " + where.getColumnNr();
  }
}
