package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.json.Json;

/**
 * The commands of {@code docs/preview.md}, in their order on a new data folder, print what the page
 * shows. IDs, digests, times, days, durations and prices may differ. A last line {@code …} stands
 * for omitted ones. JSON after a command that writes a file is merged into the file. With the
 * system property {@code rollcall.write}, the test writes the outputs into the page, with the
 * page's IDs.
 */
class PreviewGuideTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Path PAGE = HOME.resolve("docs/preview.md");

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** An ID or a digest. */
  private static final Pattern NAME =
      Pattern.compile("\\b(?:\\d{8}-\\d{6}-[a-z0-9-]*[a-z0-9]|[0-9a-f]{64})\\b");

  @TempDir Path temp;

  private final Names shown = new Names();
  private final Names actual = new Names();

  /** IDs and digests in the order in which they occur. */
  private static final class Names {

    private final Map<String, String> tokens = new LinkedHashMap<>();

    String tokenOf(String name) {
      return tokens.computeIfAbsent(name, added -> "NAME" + tokens.size());
    }

    String withTokens(String text) {
      return NAME.matcher(text).replaceAll(name -> tokenOf(name.group()));
    }

    /** The name with a token. */
    String nameOf(String token) {
      return tokens.entrySet().stream()
          .filter(entry -> entry.getValue().equals(token))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(token);
    }
  }

  @Test
  void commands_shouldPrintWhatThePageShows() throws IOException {
    assertThat(CommandResult.run("init", data()).exitCode()).isZero();
    String page = Files.readString(PAGE);
    String guide = page.split("\n## What a preview is", 2)[0];
    CommandResult last = new CommandResult(0, "", "");
    Path written = temp;
    int compared = 0;
    for (MatchResult block : BLOCK.matcher(guide).results().toList()) {
      List<String> lines = block.group(2).lines().toList();
      switch (block.group(1)) {
        case "" -> {
          for (String line : lines) {
            // StoppedByCommandTest runs it while a job runs.
            if (!line.startsWith("./rollcall stop ")) {
              last = run(line);
              written = temp.resolve(line.substring(line.lastIndexOf(' ') + 1));
            }
          }
        }
        case "json" -> merge(written, Json.MAPPER.readTree(block.group(2)));
        default -> {
          if (!block.group(2).contains(" was stopped. ")) {
            if (Boolean.getBoolean("rollcall.write")) {
              String output = "```text\n" + written(block.group(2), last) + "\n```";
              page =
                  page.replaceFirst(Pattern.quote(block.group()), Matcher.quoteReplacement(output));
            } else {
              assertShows(block.group(2), last);
            }
            compared++;
          }
        }
      }
    }
    if (Boolean.getBoolean("rollcall.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(compared).isGreaterThan(10);
  }

  /** The output for the page: what it shows already, if only IDs, times and the like differ. */
  private String written(String text, CommandResult result) {
    String printed = normalised(output(result), actual);
    String expected = normalised(text, shown);
    if (expected.equals(printed)
        || (expected.endsWith("…")
            && printed.startsWith(expected.substring(0, expected.length() - 1)))) {
      return text.stripTrailing();
    }
    return NAME.matcher(output(result))
        .replaceAll(
            name -> {
              String token = actual.tokenOf(name.group());
              String known = shown.nameOf(token);
              return known.equals(token) ? name.group() : known;
            })
        .stripTrailing();
  }

  private Path data() {
    return temp.resolve("data");
  }

  /** Runs a command of the page with the actual IDs and digests, on the data folder. */
  private CommandResult run(String line) throws IOException {
    String command =
        NAME.matcher(line)
            .replaceAll(name -> actual.nameOf(shown.tokenOf(name.group())))
            .replace("./rollcall ", "");
    String[] parts = command.split(" > ", 2);
    List<Object> words = new ArrayList<>(Arrays.asList(parts[0].split(" ", -1)));
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i).toString();
      boolean isKey = i == 1 && List.of("get", "put").contains(words.get(0));
      if (word.endsWith(".json") && !isKey) {
        words.set(i, (word.startsWith("events/") ? HOME : temp).resolve(word));
      }
    }
    words.addAll(List.of("--data", data()));
    CommandResult result = CommandResult.runOnly(words.toArray());
    if (parts.length == 2) {
      Files.writeString(temp.resolve(parts[1]), result.out());
    }
    return result;
  }

  private static void merge(Path file, JsonNode added) throws IOException {
    JsonNode json = Json.MAPPER.readTree(file.toFile());
    Files.write(
        file, Json.bytes(Json.MAPPER.readerForUpdating((ObjectNode) json).readValue(added)));
  }

  /** The output is that on standard output, or else that on standard error. */
  private void assertShows(String text, CommandResult result) {
    String printed = normalised(output(result), actual);
    String expected = normalised(text, shown);
    if (expected.endsWith("…")) {
      assertThat(printed).startsWith(expected.substring(0, expected.length() - 1));
    } else {
      assertThat(printed).isEqualTo(expected);
    }
  }

  private String output(CommandResult result) {
    String output = result.out().isEmpty() ? result.err() : result.out();
    return output.replace(" --data " + data(), "").replace(data().toString(), ".rollcall");
  }

  private static String normalised(String text, Names names) {
    return names
        .withTokens(text)
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dZ?", "DAY")
        .replaceAll("\\((\\d+\\.\\d s|\\d+ min \\d+ s)\\)", "(DURATION)")
        .replaceAll("\\d\\.\\d\\d US dollars, about [\\d a-z]+", "PRICE")
        .replaceAll(" {2,}", "  ")
        .strip();
  }
}
