package org.rollcall.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.lambda.Wiring;
import org.rollcall.user.store.ItemSize;
import org.rollcall.user.store.StoredUser;

/**
 * What jobs of 100,000 members without letters use per 1,000 members, calculated from small jobs.
 * Small jobs have a chunk for each member, so the difference of two jobs is the usage of chunks. A
 * job of 100,000 members has 1,000 chunks.
 */
class UsageMarksTest {

  private static final int FEW = 8;
  private static final int MORE = 16;

  @TempDir Path folder;
  @AutoClose TestLibrary library;
  private final Map<Integer, List<String>> members = new HashMap<>();

  @BeforeEach
  void open() {
    library = TestLibrary.empty(folder);
    members.put(FEW, library.load("few", FEW));
    members.put(MORE, library.load("more", MORE));
  }

  private EndedJob run(int members, String does) {
    String set =
        this.members.getOrDefault(members, List.of()).stream()
            .collect(Collectors.joining("','", "['", "']"));
    return library.run(
        manyLanes(),
        "{'initiated_by': 'user.manager', 'set': {'members': %s}, %s}".formatted(set, does));
  }

  private EndedJob runEarlier(String key, EndedJob job) {
    return library.run(
        manyLanes(), "{'initiated_by': 'user.manager', '%s': '%s'}".formatted(key, job.id()));
  }

  /** So many lanes that each member has a chunk. */
  private Wiring manyLanes() {
    return TestLibrary.withSetting(library.wiring(), "maxConcurrencyWithoutLetters", MORE);
  }

  @Test
  void run_shouldUseAtMost40RequestsToS3() {
    assertMarks(this::change, 40);
  }

  @Test
  void confirm_shouldUseAtMost60RequestsToS3() {
    assertMarks(
        members ->
            runEarlier("confirm", run(members, "'mode': 'PREVIEW', 'changes': " + TO_ALUMNI)),
        60);
  }

  @Test
  void undo_shouldUseAtMost60RequestsToS3() {
    assertMarks(members -> runEarlier("undo", change(members)), 60);
  }

  @Test
  void unchangedMembers_shouldNotBeWritten() {
    change(FEW);
    EndedJob again = change(FEW);

    assertThat(again.count("unchanged")).isEqualTo(FEW);
    assertThat(again.report().path("work").path("requests").has("DynamoDb.UpdateItem")).isFalse();
    assertThat(again.report().path("work").path("dynamodb_write_units").asDouble()).isZero();
  }

  /** The 250 graduates of the sample institution, whose records have 1.7 KB on average. */
  @Test
  void change_shouldUseAtMost1_15TimesTheWriteUnitsOfThePlainRecords() {
    try (TestLibrary sample = TestLibrary.sample(folder.resolve("sample"))) {
      Map<String, StoredUser> before = sample.users();
      EndedJob job =
          sample.run(
              "{'initiated_by': 'mlibrarian', 'set': 'graduating-patrons', 'changes': %s}"
                  .formatted(TO_ALUMNI));

      int plain = 0;
      for (var user : sample.users().entrySet()) {
        if (user.getValue().state().lastChange().isPresent()) {
          StoredUser unchanged = requireNonNull(before.get(user.getKey()));
          plain += Math.max(units(unchanged), units(user.getValue()));
        }
      }
      assertThat(job.count("updated")).isEqualTo(250);
      assertThat(job.report().at("/work/dynamodb_write_units").asDouble() / plain)
          .isLessThanOrEqualTo(1.15);
    }
  }

  /** The write units of a record alone. */
  private static int units(StoredUser user) {
    return (ItemSize.ofRecord(user.user().record()) + 1023) / 1024;
  }

  private static final String TO_ALUMNI = "{'user_group': {'value': 'ALUMNI'}}";

  private EndedJob change(int members) {
    return run(members, "'changes': " + TO_ALUMNI);
  }

  private interface Runner {
    EndedJob run(int members);
  }

  private static void assertMarks(Runner job, int maxRequests) {
    JsonNode few = work(job.run(FEW), FEW);
    JsonNode more = work(job.run(MORE), MORE);

    assertThat(perThousand(few, more, "/state_transitions")).isLessThanOrEqualTo(15);
    assertThat(perThousand(few, more, "/functions/UpdateUser/invocations")).isLessThanOrEqualTo(11);
    assertThat(perThousand(few, more, "/s3_requests")).isLessThanOrEqualTo(maxRequests);
  }

  /** The usage of a job that has changed its members, with one write for each. */
  private static JsonNode work(EndedJob job, int members) {
    assertThat(job.count("updated")).isEqualTo(members);
    JsonNode work = job.report().path("work");
    assertThat(work.at("/functions/UpdateUser/invocations").asInt()).isEqualTo(members);
    assertThat(work.at("/requests/DynamoDb.UpdateItem").asInt()).isEqualTo(members);
    return work;
  }

  private static double perThousand(JsonNode few, JsonNode more, String key) {
    double ofChunk = (more.at(key).asDouble() - few.at(key).asDouble()) / (MORE - FEW);
    double ofJob = few.at(key).asDouble() - ofChunk * FEW;
    return (ofJob + 1_000 * ofChunk) / 100;
  }
}
