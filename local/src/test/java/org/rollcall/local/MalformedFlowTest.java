package org.rollcall.local;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.local.sample.SampleInstitution;
import org.rollcall.user.store.StoredUser;

/**
 * Random invalid inputs, sets, letters, code tables and users. Each job is either rejected with
 * errors before it changes a user, or accounts for every member.
 *
 * <p>{@code -Drollcall.malformed=10000} sets the number of jobs.
 */
class MalformedFlowTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
  private static final int JOBS = Integer.getInteger("rollcall.malformed", 200);
  private static final long SEED = Long.getLong("rollcall.malformed.seed", 0);

  private static final String EVERYTHING =
      """
      {'job_name': 'All of it', 'initiated_by': 'user.administrator', 'set': 'tried', 'mode': 'RUN',
       'changes': {
         'account_type': {'value': 'INTERNAL', 'reset_password': true},
         'force_password_change': {'value': true},
         'record_type': {'value': 'PUBLIC'},
         'user_group': {'value': 'ALUMNI', 'condition': 'ALWAYS', 'when': 'user_group.value != \\'X\\''},
         'campus_code': {'clear': true},
         'job_category': {'value': 'TEACHING'},
         'job_description': {'value': 'Emeritus'},
         'user_title': {'value': 'DR', 'condition': 'IF_EMPTY'},
         'cataloger_level': {'value': '00'},
         'preferred_language': {'value': 'fr-CA'},
         'status': {'value': 'ACTIVE'},
         'expiry_date': {'extend_by': 'P1Y', 'condition': 'IF_NOT_EMPTY'},
         'purge_date': {'clear': true},
         'email': {'replace_domain': {'from': 'example.edu', 'to': 'example.org'}},
         'preferred_sms': {'clear': true},
         'roles': {'add': [{'role_type': '200', 'scope': '01RC_INST', 'expiry_date': '2028-06-30',
                            'parameters': [{'type': 'CirculationDesk', 'value': 'MAIN'}]}],
                   'remove': [{'role_type': '299'}]},
         'blocks': {'add': [{'block_type': 'GENERAL', 'block_description': '02-GLOBAL', 'block_note': 'n',
                             'expiry_date': '2027-01-31', 'segment_type': 'BY_ACCOUNT_TYPE'}],
                    'disable': [{'block_description': '03-OVERDUE', 'note_contains': 'book'}]},
         'notes': {'add': [{'note_type': 'GENERAL', 'note_text': 'Gone', 'user_viewable': false, 'popup_note': true}],
                   'remove': [{'note_type': 'GENERAL', 'text_contains': 'locker', 'created_before': '2026-01-01'}]},
         'statistics': {'add': [{'statistic_category': 'AL', 'statistic_note': 'n'}],
                        'remove': [{'statistic_category': 'SC'}]},
         'rs_libraries': {'add': ['MAIN'], 'remove': ['LAW']},
         'library_notices': {'opt_in': ['A'], 'opt_out': ['B']}},
       'notify': {'type': 'TRIED', 'test_to': 'me@example.edu'},
       'limits': {'max_users': 20000, 'max_failures_percent': 50, 'include_staff': false}}
      """;

  /** The objects that a seed may make invalid, by key. */
  private static final Map<String, byte[]> OBJECTS = objects();

  private static Map<String, byte[]> objects() {
    Map<String, String> texts =
        Map.of(
            "sets/tried.csv", "primary_id;remark\r\nm1;a\r\n\"m2\";\"b \"\"c\"\"\"\r\n",
            "sets/carded.csv", "BARCODE\n0001\n0002\n0003\n",
            "sets/asked.json", "{\"type\": \"LOGICAL\", \"query\": \"$contains(primary_id, 'm')\"}",
            "sets/listed.json", "{\"type\": \"ITEMIZED\", \"members\": [\"m1\", \"m2\"]}",
            "sets/both.json",
                "{\"type\": \"COMBINED\", \"all_of\": [\"tried\", \"asked\"], \"any_of\": [\"listed\"],"
                    + " \"none_of\": [\"carded\"]}",
            "codes/UserGroups.json", "{\"ALUMNI\": \"Alumni\", \"UG\": \"Undergraduate\"}",
            "letters/TRIED/letter.json",
                "{\"enabled\": true, \"from\": \"a@example.edu\", \"respects_opt_out\": true}",
            "letters/TRIED/en/subject.txt", "Hello {{user.first_name}}",
            "letters/TRIED/en/body.txt",
                "{{#user.expiry_date}}until {{user.expiry_date}}{{/user.expiry_date}}",
            "letters/TRIED/en/body.html",
                "{{>header}}<p>{{user.full_name}} {{institution.name}}</p>{{>footer}}");
    Map<String, byte[]> objects = new TreeMap<>();
    texts.forEach((key, text) -> objects.put(key, text.getBytes(StandardCharsets.UTF_8)));
    SampleInstitution.objects().entrySet().stream()
        .filter(object -> object.getKey().endsWith(".xlsx"))
        .forEach(object -> objects.put(object.getKey(), object.getValue()));
    for (String shared : List.of("header.html", "footer.html", "header.txt", "footer.txt")) {
      objects.put("letters/_shared/en/" + shared, stock("letters/_shared/en/" + shared));
    }
    objects.put("institution.json", stock("letters/institution.json"));
    return objects;
  }

  private static byte[] stock(String file) {
    try {
      return Files.readAllBytes(HOME.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final Patron MEMBER =
      Patron.external("m1")
          .withJson("user_identifier", "[{'id_type': 'BARCODE', 'value': '0001'}]")
          .withJson("user_note", "[{'note_type': 'GENERAL', 'note_text': 'Key to locker 7'}]");

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    OBJECTS.forEach(library::put);
  }

  @Test
  void malformedInputs_shouldBeRejectedWithErrorsOrAccountedFor() {
    Map<Boolean, Long> rejected =
        LongStream.range(SEED, SEED + JOBS)
            .boxed()
            .collect(partitioningBy(MalformedFlowTest::isRejected, counting()));
    assertThat(rejected)
        .as("rejected jobs, and completed jobs")
        .allSatisfy((isRejected, count) -> assertThat(count).isGreaterThan(JOBS / 20));
  }

  private static boolean isRejected(long seed) {
    InputMutator mutator = new InputMutator(seed);
    library.load(MEMBER, Patron.external("m2").with("expiry_date", "2020-01-01"));
    Map<String, StoredUser> before = library.users();
    List<String> mutated = new ArrayList<>();
    JsonNode input = input(mutator, mutated);
    String what = "seed " + seed + ", " + mutated + ", " + Json.text(input);
    EndedJob job;
    try {
      job = library.runVerbatim(Json.text(input));
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    } finally {
      mutated.forEach(MalformedFlowTest::restore);
    }
    boolean rejected = "JobRejected".equals(job.execution().error());
    if (rejected) {
      assertThat(job.errors()).as(what).isNotEmpty().allSatisfy(MalformedFlowTest::assertSentence);
      assertThat(library.users()).as(what).isEqualTo(before);
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
            Stream.of(
                    "updated",
                    "would_change",
                    "unchanged",
                    "skipped",
                    "not_found",
                    "failed",
                    "not_reached")
                .mapToInt(job::count)
                .sum())
        .as(what)
        .isEqualTo(job.count("members"));
    assertThat(job.object("users.csv")).as(what).doesNotContain("INTERNAL_ERROR");
  }

  /** An input that is invalid, or names an invalid object. */
  private static JsonNode input(InputMutator mutator, List<String> mutated) {
    JsonNode input =
        Given.json(EVERYTHING.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\''));
    if (mutator.below(2) == 0) {
      ((ObjectNode) input.path("notify")).remove("test_to");
    }
    if (mutator.below(3) == 0) {
      return mutator.mutate(input);
    }
    String key = mutator.oneOf(List.copyOf(OBJECTS.keySet()));
    mutated.add(key);
    byte[] content = content(key);
    if (key.endsWith(".json") && mutator.below(2) == 0) {
      library.put(key, Json.bytes(mutator.mutate(Json.read(content, JsonNode.class))));
    } else {
      library.put(key, mutator.mutate(content));
    }
    if (key.startsWith("sets/")) {
      String name = key.substring("sets/".length(), key.indexOf('.'));
      ((ObjectNode) input).put("set", name);
    }
    return input;
  }

  private static byte[] content(String key) {
    return requireNonNull(OBJECTS.get(key), key);
  }

  private static void restore(String key) {
    library.put(key, content(key));
  }
}
