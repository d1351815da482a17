package org.rollcall.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FunctionMemoryTest {

  private static final Pattern LINE =
      Pattern.compile(" +(Handler|MemorySize): (?:org\\.rollcall\\.lambda\\.)?(\\w+)");

  @Test
  void memory_shouldBeThatInTheTemplate() throws IOException {
    Map<String, Integer> functions = new HashMap<>();
    int global = 0;
    String function = "";
    for (String line :
        Files.readAllLines(Path.of(System.getProperty("rollcall.home"), "template.yaml"))) {
      Matcher found = LINE.matcher(line);
      if (found.matches() && found.group(1).equals("Handler")) {
        function = found.group(2);
        functions.put(function, global);
      } else if (found.matches() && function.isEmpty()) {
        global = Integer.parseInt(found.group(2));
      } else if (found.matches()) {
        functions.put(function, Integer.parseInt(found.group(2)));
      }
    }

    assertThat(functions).hasSize(8);
    functions.forEach(
        (name, megabytes) ->
            assertThat(FunctionMemory.ofTemplate(name)).as(name).isEqualTo(megabytes));
  }
}
