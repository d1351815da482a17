package org.rollcall.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rollcall.json.Json;
import org.rollcall.json.JsonProblem;

/** Reads the file that a command is given. */
public final class InputFile {

  private static final Path STANDARD_INPUT = Path.of("-");

  private InputFile() {}

  /**
   * Checks that a file can be read.
   *
   * @throws CommandException if it does not exist, is a folder, or cannot be read
   */
  public static void requireReadable(Path file) {
    if (Files.notExists(file)) {
      throw CommandException.rejected(CommandError.FILE_NOT_FOUND, file);
    }
    if (Files.isDirectory(file)) {
      throw CommandException.rejected(CommandError.NOT_A_FILE, file);
    }
    if (!Files.isReadable(file)) {
      throw CommandException.rejected(CommandError.FILE_NOT_READABLE, file);
    }
  }

  /**
   * Reads a file.
   *
   * @param maxBytes maximum size in bytes
   * @throws CommandException if the file cannot be read or is too large
   */
  public static byte[] bytes(Path file, int maxBytes) {
    requireReadable(file);
    try (InputStream in = Files.newInputStream(file)) {
      return limited(in, file.toString(), maxBytes);
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.FILE_NOT_READABLE, file);
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
        ? parse(standardInput(maxBytes), "standard input")
        : parse(bytes(file, maxBytes), file.toString());
  }

  private static byte[] standardInput(int maxBytes) {
    try {
      return limited(System.in, "standard input", maxBytes);
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.STDIN_NOT_READABLE);
    }
  }

  private static byte[] limited(InputStream in, String file, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw CommandException.rejected(CommandError.FILE_TOO_LARGE, file, maxBytes / 1024);
    }
    return bytes;
  }

  private static JsonNode parse(byte[] bytes, String file) {
    try {
      JsonNode node = Json.MAPPER.readTree(bytes);
      if (node.isMissingNode()) {
        throw CommandException.rejected(CommandError.INPUT_EMPTY, file);
      }
      return node;
    } catch (JsonProcessingException e) {
      JsonProblem problem = JsonProblem.of(bytes, e);
      throw CommandException.rejected(
          CommandError.INPUT_NOT_JSON, file, " " + problem.place(), problem.message());
    } catch (IOException e) {
      throw CommandException.rejected(CommandError.INPUT_NOT_UTF8, file);
    }
  }
}
