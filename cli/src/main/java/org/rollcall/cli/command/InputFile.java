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

  private static final Path STANDARD_INPUT = Path.of("-");

  private InputFile() {}

  /**
   * Reads a file.
   *
   * @param maxBytes maximum size in bytes
   * @throws CommandException if the file cannot be read or is too large
   */
  public static byte[] bytes(Path file, int maxBytes) {
    try (InputStream in = Files.newInputStream(file)) {
      // Only regular files have a size before they are read; pipes and devices have none.
      byte[] bytes = Files.size(file) > maxBytes ? new byte[0] : in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes || Files.size(file) > maxBytes) {
        throw tooLarge(file.toString(), maxBytes);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_FOUND, file);
    } catch (IOException e) {
      throw CommandException.rejected(
          Files.isDirectory(file) ? CommandError.NOT_A_FILE : CommandError.FILE_NOT_READABLE, file);
    }
  }

  /**
   * Reads JSON from a file, or from standard input if the file is {@code -}.
   *
   * @param maxBytes maximum size in bytes
   * @throws CommandException if the input cannot be read, is too large, or is not JSON
   */
  public static JsonNode json(Path file, int maxBytes) {
    return file.equals(STANDARD_INPUT)
        ? parse(standardInput(maxBytes + 1), "standard input", maxBytes)
        : parse(bytes(file, maxBytes), file.toString(), maxBytes);
  }

  private static byte[] standardInput(int maxBytes) {
    try {
      return System.in.readNBytes(maxBytes);
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.STDIN_NOT_READABLE);
    }
  }

  private static JsonNode parse(byte[] bytes, String file, int maxBytes) {
    if (bytes.length > maxBytes) {
      throw tooLarge(file, maxBytes);
    }
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      if (node.isMissingNode()) {
        throw CommandException.rejected(CommandError.INPUT_EMPTY, file);
      }
      return node;
    } catch (JsonProcessingException e) {
      throw CommandException.rejected(
          CommandError.INPUT_NOT_JSON, file, place(e.getLocation()), e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.INPUT_NOT_UTF8, file);
    }
  }

  private static CommandException tooLarge(String file, int maxBytes) {
    return CommandException.rejected(CommandError.FILE_TOO_LARGE, file, maxBytes / 1024);
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
