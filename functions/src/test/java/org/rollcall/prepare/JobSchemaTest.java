package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.Given;
import org.rollcall.change.ChangeKind;
import org.rollcall.change.ChangeKinds;
import org.rollcall.change.RandomChanges;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Fault;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;
import org.rollcall.time.SystemClock;

/** The schema for editors, docs/job-input.schema.json, and the code that reads jobs' inputs. */
class JobSchemaTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final JsonNode SCHEMA = readFile(HOME.resolve("docs/job-input.schema.json"));
  private static final JsonSchema VALIDATOR =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA);

  private static final Pattern JSON_BLOCK =
      Pattern.compile("^```json\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** What a schema cannot say, or could say only at the cost of its clarity. */
  private static final Set<String> BEYOND_SCHEMAS =
      Set.of(
          "NOT_JSONATA",
          "FUNCTION_NOT_AVAILABLE",
          "NOT_A_FUNCTION_NAME",
          "NO_SUCH_DAY",
          "INVALID_DOMAIN",
          "SAME_DOMAIN",
          "INVALID_MAIL_ADDRESS",
          "DUPLICATE_LIST_ENTRY",
          "CONTRADICTORY_LIST_ENTRY",
          "EXTERNAL_ID_REQUIRED",
          "EXTERNAL_ID_OF_INTERNAL_USER",
          "RESET_PASSWORD_NOT_INTERNAL",
          "ONLY_IF_REACHABLE_NOT_INTERNAL",
          "DATE_IN_PAST");

  private static final List<String> REPLACEMENTS =
      List.of(
          "null",
          "5",
          "0",
          "2.5",
          "true",
          "'x'",
          "' '",
          "[]",
          "{}",
          "['x']",
          "{x: 1}",
          "'2027-06-30'",
          "'2027-13-01'",
          "'P1Y'",
          "'INTERNAL'");

  /** It is not valid under any key, so the message about it lists the keys. */
  private static final String NO_OBJECT = "[[], []]";

  private static JsonNode readFile(Path file) {
    try {
      return Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJob(JsonNode json) {
    return json.has("initiated_by")
        && !json.has("job_id")
        && (json.has("set") || json.has("retry") || json.has("continue") || json.has("confirm"));
  }

  /** The jobs in the documents and in the folder of events. */
  static List<JsonNode> jobs() throws IOException {
    List<JsonNode> jobs = new ArrayList<>();
    for (String folder : List.of("", "docs", "events")) {
      try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(".json")) {
            jobs.add(readFile(file));
          } else if (file.toString().endsWith(".md")) {
            for (MatchResult block :
                JSON_BLOCK.matcher(Files.readString(file)).results().toList()) {
              jobs.add(Json.MAPPER.readTree(block.group(1)));
            }
          }
        }
      }
    }
    return jobs.stream().filter(JobSchemaTest::isJob).toList();
  }

  private static List<Fault> faults(JsonNode input) {
    Faults faults = new Faults();
    JobInput.read(input, CodeTables.of(Map.of()), faults);
    return faults.found();
  }

  @Test
  void jobsOfDocumentsAndEvents_shouldBeValid() throws IOException {
    assertThat(jobs())
        .hasSizeGreaterThan(25)
        .allSatisfy(job -> assertThat(VALIDATOR.validate(job)).as(job.toString()).isEmpty());
  }

  /** CI runs this with the clock five years ahead too. */
  @Test
  void jobsOfDocumentsAndEvents_shouldSetNoDateInThePast() throws IOException {
    LocalDate today = LocalDate.now(SystemClock.INSTANCE);
    for (JsonNode job : jobs()) {
      JobInput input = JobInput.read(job, CodeTables.of(Map.of()), new Faults());
      assertThat(input.changes().days())
          .as(job.toString())
          .noneMatch(day -> day.isUnexpectedlyPast(today));
    }
  }

  @Property
  void validChanges_shouldBeValidBySchema(@ForAll(supplier = RandomChanges.class) String changes) {
    ObjectNode job = Given.object("{initiated_by: 'm', set: 's'}");
    job.set("changes", Given.json(changes));
    assertThat(VALIDATOR.validate(job)).isEmpty();
  }

  /** Each job with one value replaced or removed, or with one more key. */
  @ParameterizedTest
  @MethodSource("jobs")
  void mistake_shouldBeFoundByBoth(JsonNode job) {
    if (JobKind.of(job).hasEarlierJob()) {
      return;
    }
    forEachMistake(
        job,
        mistaken -> {
          boolean isValid = VALIDATOR.validate(mistaken).isEmpty();
          List<Fault> faults =
              faults(mistaken).stream()
                  .filter(fault -> !BEYOND_SCHEMAS.contains(fault.code()))
                  .filter(fault -> !isRecordType(fault))
                  .toList();
          assertThat(faults.isEmpty()).as("%s %s", mistaken, faults).isEqualTo(isValid);
        });
  }

  /** The record types depend on the institution's code table. */
  private static boolean isRecordType(Fault fault) {
    return fault.code().equals("UNKNOWN_VALUE") && fault.path().equals("changes.record_type.value");
  }

  private static void forEachMistake(JsonNode job, Consumer<JsonNode> consumer) {
    ObjectNode copy = job.deepCopy();
    change(copy, copy, consumer);
  }

  private static void change(JsonNode node, JsonNode job, Consumer<JsonNode> consumer) {
    if (node instanceof ObjectNode object) {
      for (String key : List.copyOf(keys(object))) {
        JsonNode value = object.get(key);
        object.remove(key);
        consumer.accept(job);
        for (String replacement : REPLACEMENTS) {
          object.set(key, Given.json(replacement));
          consumer.accept(job);
        }
        object.set(key, value);
        change(value, job, consumer);
      }
      object.put("unknown", "x");
      consumer.accept(job);
      object.remove("unknown");
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        JsonNode value = list.get(i);
        for (String replacement : REPLACEMENTS) {
          list.set(i, Given.json(replacement));
          consumer.accept(job);
        }
        list.set(i, value);
        change(value, job, consumer);
      }
    }
  }

  /** A definition that the schema refers to. */
  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? SCHEMA.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The keys that the code reads are those of the message for a value that is not an object. */
  private static Set<String> keysRead(String changes, String path) {
    String message =
        faults(Given.json("{initiated_by: 'm', set: 's', changes: {" + changes + "}}")).stream()
            .filter(fault -> fault.path().equals("changes." + path))
            .findFirst()
            .orElseThrow()
            .message();
    return new TreeSet<>(List.of(message.replaceAll(".*; its keys are ", "").split(", ", -1)));
  }

  @Test
  void keysOfChanges_shouldBeThoseThatTheCodeReads() {
    JsonNode changes = SCHEMA.at("/$defs/changes/properties");
    assertThat(keys(changes))
        .containsExactlyInAnyOrderElementsOf(
            ChangeKinds.ALL.stream().map(ChangeKind::key).toList());
    for (String kind : keys(changes)) {
      JsonNode change = resolve(changes.path(kind)).path("properties");
      assertThat(keys(change)).as(kind).isEqualTo(keysRead(kind + ": " + NO_OBJECT, kind));
      for (String list : keys(change)) {
        JsonNode entry = change.path(list).path("items").path("properties");
        if (!entry.isMissingNode()) {
          assertThat(keys(entry))
              .as(kind + "." + list)
              .isEqualTo(
                  keysRead(
                      kind + ": {" + list + ": [" + NO_OBJECT + "]}", kind + "." + list + "[0]"));
        }
      }
    }
  }

  @Test
  void keysOfJobs_shouldBeThoseOfTheDocument() throws IOException {
    String document = Files.readString(HOME.resolve("docs/job-input.md"));
    String table = document.split("\\n\\| key \\| value \\|\\n", 2)[1].split("\\n\\n", 2)[0];
    assertThat(keys(SCHEMA.at("/$defs/run/properties")))
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .filter(
                    key -> !List.of("retry", "continue", "confirm", "sha256", "undo").contains(key))
                .toList());
    assertThat(document).contains("(job-input.schema.json)");
  }

  @Test
  void retry_shouldHaveNoOtherKeys() {
    assertThat(VALIDATOR.validate(Given.json("{initiated_by: 'm', retry: 'job-1'}"))).isEmpty();
    for (String other : List.of("set: 's'", "mode: 'RUN'", "retyr: 1", "retry: 5")) {
      JsonNode input = Given.json("{initiated_by: 'm', retry: 'job-1', " + other + "}");
      assertThat(VALIDATOR.validate(input)).as(other).isNotEmpty();
    }
  }

  @Test
  void everyValueOfTheSchema_shouldHaveAType() {
    for (JsonNode change : SCHEMA.at("/$defs/changes/properties")) {
      JsonNode resolved = resolve(change);
      assertThat(resolved.path("type").asText()).isEqualTo("object");
      assertThat(StreamSupport.stream(resolved.path("properties").spliterator(), false))
          .allSatisfy(
              value -> assertThat(keys(value)).containsAnyOf("type", "enum", "const", "$ref"));
    }
  }
}
