package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.cli.CommandResult;

/** Command lines in {@code docs/errors.md} fail with the code of the row. */
class CommandExamplesTest {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void fill() {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data).exitCode()).isZero();
  }

  static List<ErrorRow> commands() {
    return ErrorsDocument.generate().rows().stream().filter(ErrorRow::isCommand).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_shouldFailWithItsCode(ErrorRow row) throws IOException {
    ErrorExample example = ErrorExample.parse(row.example());
    Path folder = Files.createTempDirectory(temp, "example");
    for (Map.Entry<String, Optional<byte[]>> file : example.objects().entrySet()) {
      Path target = isObject(file.getKey()) ? object(file.getKey()) : folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      if (file.getValue().isPresent()) {
        Files.write(target, file.getValue().get());
      } else {
        Files.move(target, folder.resolve("moved"));
      }
    }

    CommandResult result = CommandResult.run(arguments(example, folder).toArray());

    assertThat(result.exitCode()).as(result.out()).isNotZero();
    assertThat(result.err() + result.out()).contains("[" + row.code().name() + "]");
    if (Files.exists(folder.resolve("moved"))) {
      String moved = example.objects().keySet().iterator().next();
      Files.move(folder.resolve("moved"), object(moved));
    }
  }

  private static boolean isObject(String key) {
    return key.contains("/") || key.equals("institution.json");
  }

  private static Path object(String key) {
    return data.resolve("objects/rollcall").resolve(key);
  }

  /** The command's words, with the paths of the example's files and of the data folder. */
  private static List<Object> arguments(ErrorExample example, Path folder) {
    List<Object> arguments = new ArrayList<>();
    for (String word : words(example.command().orElseThrow())) {
      boolean isFile =
          word.equals("mine") || (example.objects().containsKey(word) && !isObject(word));
      arguments.add(isFile ? folder.resolve(word) : word.equals(".rollcall") ? data : word);
    }
    arguments.remove(0);
    if (!List.of("init", "serve").contains(arguments.get(0))) {
      arguments.add("--data");
      arguments.add(data);
    }
    return arguments;
  }

  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map((MatchResult word) -> word.group(1) == null ? word.group(2) : word.group(1))
        .toList();
  }
}
