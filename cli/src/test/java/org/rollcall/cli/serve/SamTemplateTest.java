package org.rollcall.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The template and the commands for {@code sam local}. */
class SamTemplateTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final Pattern INVOCATION =
      Pattern.compile(
          "^sam local invoke (\\w+) --event (events/[\\w-]+\\.json)$", Pattern.MULTILINE);

  @Test
  void template_shouldHaveTheFunctionsOfTheStacksTemplate() {
    JsonNode template = SamTemplate.read(HOME).forSamLocal(Map.of("TABLE_NAME", "users"));

    assertThat(SamTemplate.read(HOME).functions())
        .containsExactly(
            "PrepareJob",
            "UpdateUser",
            "NotifyUser",
            "ReportJob",
            "PrintLetters",
            "CheckCredential",
            "RecordDelivery",
            "StartJob");
    assertThat(template.path("Resources").properties()).hasSize(8);
    assertThat(template.at("/Globals/Function/Runtime").asText()).startsWith("java");
    assertThat(template.at("/Globals/Function/MemorySize").asInt()).isPositive();
    assertThat(template.at("/Globals/Function/Environment/Variables/TABLE_NAME").asText())
        .isEqualTo("users");
    for (JsonNode function : template.path("Resources")) {
      JsonNode properties = function.path("Properties");
      assertThat(Path.of(properties.path("CodeUri").asText()))
          .isAbsolute()
          .hasFileName("rollcall-functions-lambda.jar");
      assertThat(properties.path("Handler").asText()).startsWith("org.rollcall.lambda.");
      assertThat(properties.path("Timeout").asInt()).isPositive();
    }
  }

  @Test
  void invocations_shouldBeDocumentedInTheSameOrder() throws IOException {
    List<String> documented =
        INVOCATION
            .matcher(Files.readString(HOME.resolve("docs/events.md")))
            .results()
            .map((MatchResult line) -> line.group(1) + " " + line.group(2))
            .toList();

    assertThat(SampleInvocation.list(SamTemplate.read(HOME).functions(), HOME))
        .extracting(sample -> sample.function() + " " + HOME.relativize(sample.event()))
        .isNotEmpty()
        .containsExactlyElementsOf(documented);
  }
}
