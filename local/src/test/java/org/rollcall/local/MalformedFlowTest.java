package org.rollcall.local;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;

/**
 * Whatever people and programs put into inputs, sets, letters, code tables and users: a job is
 * refused in sentences before it has changed anybody, or it accounts for every member.
 *
 * <p>{@code -Drollcall.malformed=10000} tries more of them.
 */
class MalformedFlowTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final int TRIES = Integer.getInteger("rollcall.malformed", 300);
  private static final long SEED = Long.getLong("rollcall.malformed.seed", 0);

  private static final String EVERYTHING =
      """
      {'job_name': 'All of it', 'initiated_by': 'user.administrator', 'set': 'tried', 'mode': 'RUN',
       'changes': {
         'account_type': {'value': 'INTERNAL', 'reset_password': true},
         'user_group': {'value': 'ALUMNI', 'condition': 'ALWAYS', 'when': 'user_group.value != \\'X\\''},
         'expiry_date': {'extend_by': 'P1Y', 'condition': 'IF_NOT_EMPTY'},
         'purge_date': {'clear': true},
         'status': {'value': 'ACTIVE'},
         'roles': {'add': [{'role_type': '200', 'scope': '01RC_INST', 'expiry_date': '2028-06-30',
                            'parameters': [{'type': 'CirculationDesk', 'value': 'MAIN'}]}]},
         'blocks': {'add': [{'block_type': 'GENERAL', 'block_description': '02-GLOBAL', 'block_note': 'n',
                             'expiry_date': '2027-01-31'}]}},
       'notify': {'type': 'TRIED'},
       'limits': {'max_users': 20000, 'max_failures_percent': 50, 'include_staff': false}}
      """;

  /** What a try can spoil, by its key in the bucket. */
  private static final Map<String, String> OBJECTS =
      new TreeMap<>(
          Map.of(
              "sets/tried.csv", "primary_id;remark\r\nm1;a\r\n\"m2\";\"b \"\"c\"\"\"\r\n",
              "sets/asked.json",
                  "{\"type\": \"LOGICAL\", \"query\": \"$contains(primary_id, 'm')\"}",
              "sets/listed.json", "{\"type\": \"ITEMIZED\", \"members\": [\"m1\", \"m2\"]}",
              "codes/UserGroups.json", "{\"ALUMNI\": \"Alumni\", \"UG\": \"Undergraduate\"}",
              "letters/TRIED/letter.json", "{\"enabled\": true, \"from\": \"a@example.edu\"}",
              "letters/TRIED/en/subject.txt", "Hello {{user.first_name}}",
              "letters/TRIED/en/body.txt",
                  "{{#user.expiry_date}}until {{user.expiry_date}}{{/user.expiry_date}}",
              "letters/TRIED/en/body.html", "<p>{{user.full_name}} {{institution.name}}</p>"));

  @TempDir static Path folder;
  static Library library;
  static byte[] institution;

  @BeforeAll
  static void open() throws IOException {
    library = Library.empty(folder);
    institution = Files.readAllBytes(HOME.resolve("letters/institution.json"));
    OBJECTS.forEach(library::put);
  }

  @AfterAll
  static void close() {
    library.close();
  }

  @Test
  void malformedThings_shouldBeRefusedInSentencesOrAccountedFor() {
    Map<Boolean, Long> rejected =
        LongStream.range(SEED, SEED + TRIES)
            .boxed()
            .collect(partitioningBy(MalformedFlowTest::isRejected, counting()));
    assertThat(rejected)
        .as("rejected, and accounted for")
        .allSatisfy((is, count) -> assertThat(count).isGreaterThan(TRIES / 20));
  }

  private static boolean isRejected(long seed) {
    Mutation mutation = new Mutation(seed);
    library.load(Patron.external("m1"), Patron.external("m2").with("expiry_date", "2020-01-01"));
    List<String> spoilt = new ArrayList<>();
    JsonNode input = input(mutation, spoilt);
    String what = "seed " + seed + ", " + spoilt + ", " + Json.text(input);
    EndedJob job;
    try {
      job = library.runAsWritten(Json.text(input));
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    } finally {
      spoilt.forEach(MalformedFlowTest::mend);
    }
    boolean rejected = "JobRejected".equals(job.execution().error());
    if (rejected) {
      assertThat(job.faults()).as(what).isNotEmpty().allSatisfy(MalformedFlowTest::assertSentence);
      assertThat(library.stored("m1").rollcall().isChangedBy(job.id())).as(what).isFalse();
      assertThat(library.stored("m2").rollcall().isChangedBy(job.id())).as(what).isFalse();
    } else {
      assertThat(library.keys("jobs/" + job.id())).as(what).contains(key(job, "report.json"));
      assertAccounted(job, what);
    }
    return rejected;
  }

  private static String key(EndedJob job, String name) {
    return "jobs/" + job.id() + "/" + name;
  }

  private static void assertSentence(String path, String message) {
    assertThat(message)
        .isNotBlank()
        .doesNotContain("Exception", "org.rollcall", "com.fasterxml", "java.", "\n\tat");
  }

  private static void assertAccounted(EndedJob job, String what) {
    assertThat(
            Stream.of("updated", "unchanged", "skipped", "not_found", "failed", "not_reached")
                .mapToInt(job::count)
                .sum())
        .as(what)
        .isEqualTo(job.count("members"));
    assertThat(job.object("users.csv")).as(what).doesNotContain("INTERNAL_ERROR");
  }

  /** An input, spoilt itself or asking for something that is. */
  private static JsonNode input(Mutation mutation, List<String> spoilt) {
    JsonNode input =
        Library.parse(
            EVERYTHING.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\''));
    if (mutation.below(3) == 0) {
      return mutation.of(input);
    }
    String key =
        mutation.below(10) == 0
            ? "institution.json"
            : mutation.oneOf(List.copyOf(OBJECTS.keySet()));
    spoilt.add(key);
    byte[] content = content(key);
    if (key.endsWith(".json") && mutation.below(2) == 0) {
      library.put(key, Json.bytes(mutation.of(Json.read(content, JsonNode.class))));
    } else {
      library.put(key, mutation.of(content));
    }
    if (key.startsWith("sets/")) {
      String name = key.substring("sets/".length(), key.indexOf('.'));
      ((ObjectNode) input).put("set", name);
    }
    return input;
  }

  private static byte[] content(String key) {
    String content = OBJECTS.get(key);
    return content == null ? institution : content.getBytes(StandardCharsets.UTF_8);
  }

  private static void mend(String key) {
    library.put(key, content(key));
  }
}
