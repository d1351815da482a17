package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.job.JobMode;
import org.rollcall.json.Json;

/** Which keys of a job's input may be combined. */
class JobKindTest {

  private static final Path DOCS = Path.of(System.getProperty("rollcall.home"), "docs");

  /** A value of each key that is no object of other keys. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("initiated_by", "'ops.desk'"),
          Map.entry("job_name", "'Night desk'"),
          Map.entry("set", "'night-readers'"),
          Map.entry("mode", "'RUN'"),
          Map.entry("changes", "{status: {value: 'ACTIVE'}}"),
          Map.entry("notify", "{type: 'RENEWAL_REMINDER'}"),
          Map.entry("notify.test_to", "'desk@example.edu'"),
          Map.entry("limits", "{}"),
          Map.entry("limits.max_users", "40"),
          Map.entry("limits.max_failures_percent", "2.5"),
          Map.entry("limits.include_staff", "true"),
          Map.entry("limits.first", "3"),
          Map.entry("retry", "'night-1'"),
          Map.entry("continue", "'night-2'"),
          Map.entry("confirm", "'night-3'"),
          Map.entry("undo", "'night-4'"),
          Map.entry("sha256", "'" + "0a".repeat(32) + "'"));

  static Stream<Arguments> pairs() {
    return Stream.of(JobMode.values())
        .flatMap(
            mode ->
                JobKind.KEYS.stream()
                    .flatMap(
                        one -> JobKind.KEYS.stream().map(other -> Arguments.of(mode, one, other))));
  }

  /** An input with two keys, and with all that the kind of job requires. */
  private static JsonNode input(JobMode mode, String one, String other) {
    ObjectNode input = Json.MAPPER.createObjectNode();
    add(input, one);
    add(input, other);
    if (input.has("mode")) {
      input.put("mode", mode.name());
    }
    JobKind kind = JobKind.of(input);
    JobKind.KEYS.stream().filter(kind::requires).forEach(key -> add(input, key));
    if (!kind.hasEarlierJob() && !input.has("notify")) {
      add(input, "changes");
    }
    return input;
  }

  private static void add(ObjectNode input, String path) {
    List<String> names = List.of(path.split("[.]"));
    if (names.size() == 1) {
      input.set(
          path, input.has(path) ? input.get(path) : Given.json(VALUES.getOrDefault(path, "")));
      return;
    }
    add(input, names.get(0));
    ((ObjectNode) input.get(names.get(0)))
        .set(names.get(1), Given.json(VALUES.getOrDefault(path, "")));
  }

  private static List<Fault> faultsOf(JsonNode input) {
    Faults faults = new Faults();
    JobKind kind = JobKind.of(input);
    if (!kind.hasEarlierJob()) {
      JobInput.read(input, CodeTables.of(Map.of()), faults);
    } else {
      EarlierJobInput.read(input, kind, faults);
    }
    return faults.found();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void pairOfKeys_shouldBeAcceptedIfTheTableAllowsBoth(JobMode mode, String one, String other)
      throws IOException {
    JsonNode input = input(mode, one, other);
    JobKind kind = JobKind.of(input);
    boolean isAllowed = kind.allows(one) && kind.allows(other);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(DOCS.resolve("job-input.schema.json")));

    assertThat(faultsOf(input).isEmpty()).as("%s", faultsOf(input)).isEqualTo(isAllowed);
    assertThat(schema.validate(input).isEmpty()).as("%s", input).isEqualTo(isAllowed);
  }

  @Test
  void document_shouldHaveTheTable() throws IOException {
    List<JobKind> kinds =
        List.of(
            JobKind.RUN,
            JobKind.PREVIEW,
            JobKind.TEST,
            JobKind.RETRY,
            JobKind.CONTINUATION,
            JobKind.CONFIRM,
            JobKind.UNDO);
    assertThat(kinds).containsExactlyInAnyOrder(JobKind.values());
    String head =
        kinds.stream()
                .map(JobKindTest::head)
                .collect(
                    Collectors.joining(" | ", "| key | ", " |\n|---" + "|---".repeat(kinds.size())))
            + "|\n";
    String rows =
        JobKind.KEYS.stream()
            .map(
                key ->
                    kinds.stream()
                        .map(kind -> cell(kind, key))
                        .collect(Collectors.joining(" | ", "| `" + key + "` | ", " |\n")))
            .collect(Collectors.joining());

    assertThat(Files.readString(DOCS.resolve("job-input.md"))).contains("\n" + head + rows + "\n");
  }

  private static String head(JobKind kind) {
    return switch (kind) {
      case RUN -> "run";
      case PREVIEW -> "`\"mode\": \"PREVIEW\"`";
      default -> "`" + kind.key() + "`";
    };
  }

  private static String cell(JobKind kind, String key) {
    if (kind.requires(key)) {
      return "required";
    }
    return kind.allows(key) ? "allowed" : "–";
  }

  @Test
  void keyOfAnotherKind_shouldBeNamedOnceWithTheReason() {
    JsonNode input =
        Given.json(
            "{initiated_by: 'ops.desk', retry: 'night-1', limits: {max_users: 4}, set: 's'}");

    assertThat(faultsOf(input))
        .extracting(Fault::toString)
        .hasSize(2)
        .allSatisfy(fault -> assertThat(fault).contains("which uses the input of the first job"));
  }

  @Test
  void everyKey_shouldBelongToAKind() {
    assertThat(JobKind.KEYS)
        .allSatisfy(
            key ->
                assertThat(Arrays.stream(JobKind.values()).anyMatch(kind -> kind.allows(key)))
                    .isTrue());
  }
}
