package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.user.EmailAddress;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The README's first job on the sample institution, and its repetition. */
class SampleJobFlowTest {

  private static final List<String> NAMED =
      List.of("account_type", "external_id", "user_group", "expiry_date", "purge_date");

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;
  static Map<String, StoredUser> before;
  static EndedJob first;
  static Map<String, StoredUser> after;
  static List<InboxLetter> letters;
  static EndedJob second;

  @BeforeAll
  static void runTwice() throws IOException {
    String input = Files.readString(TestLibrary.HOME.resolve("events/graduating-patrons.json"));
    library = TestLibrary.sample(folder);
    before = library.users();
    first = library.runVerbatim(input);
    after = library.users();
    letters = library.letters();
    second = library.runVerbatim(input);
  }

  @Test
  void members_shouldAllBecomeInternalAlumni() throws IOException {
    assertThat(first.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(first.users()).hasSize(250);
    String day = Json.MAPPER.readTree(first.object("job.json")).at("/request/day").asText();
    String inAYear = LocalDate.parse(day).plusYears(1) + "Z";
    for (String id : first.users().keySet()) {
      StoredUser user = of(after, id);
      assertThat(user.user().code("account_type")).contains("INTERNAL");
      assertThat(user.user().code("user_group")).contains("ALUMNI");
      assertThat(user.user().get("expiry_date").asText()).isEqualTo(inAYear);
      assertThat(user.user().record().has("purge_date")).isFalse();
      assertThat(user.user().record().has("external_id")).isFalse();
    }
  }

  @Test
  void members_shouldKeepOtherFields() {
    for (String id : first.users().keySet()) {
      assertThat(rest(after, id)).isEqualTo(relabelled(rest(before, id)));
    }
  }

  @Test
  void otherUsers_shouldBeUnchanged() {
    TreeMap<String, StoredUser> others = new TreeMap<>(after);
    first.users().keySet().forEach(id -> others.remove(key(id)));

    assertThat(others).hasSize(1150);
    others.forEach((id, user) -> assertThat(user).isEqualTo(before.get(id)));
  }

  @Test
  void counters_shouldAddUpToTheMembers() {
    assertThat(
            first.count("updated")
                + first.count("unchanged")
                + first.count("skipped")
                + first.count("not_found")
                + first.count("failed")
                + first.count("not_reached"))
        .isEqualTo(first.count("members"))
        .isEqualTo(250);
    assertThat(first.count("updated")).isEqualTo(250);
    assertThat(first.count("passwords_reset")).isEqualTo(250);
    assertThat(first.count("letters_sent")).isEqualTo(243);
    assertThat(first.count("no_preferred_email")).isEqualTo(7);
    assertThat(first.report().path("set").path("duplicates").intValue()).isEqualTo(3);
    assertThat(first.status()).isEqualTo("COMPLETED_WARNING");
  }

  @Test
  void letters_shouldBeSentToMembersWithAPreferredEmail() {
    TreeSet<String> expected = new TreeSet<>();
    first.users().keySet().stream()
        .map(id -> of(before, id))
        .flatMap(user -> user.user().preferredEmail().address().stream())
        .map(EmailAddress::text)
        .forEach(expected::add);

    assertThat(letters).hasSize(first.count("letters_sent"));
    assertThat(letters.stream().map(InboxLetter::to)).containsExactlyInAnyOrderElementsOf(expected);
    first
        .users()
        .keySet()
        .forEach(
            id ->
                assertThat(first.cell(id, "letter"))
                    .isEqualTo(
                        first.cell(id, "message_id").isEmpty() ? "NO_PREFERRED_EMAIL" : "SENT"));
  }

  @Test
  void letters_shouldHaveDistinctPasswords() {
    List<String> passwords = letters.stream().map(InboxLetter::password).toList();

    assertThat(passwords).hasSize(243).doesNotHaveDuplicates();
    letters.forEach(letter -> assertThat(letter.html()).contains(letter.password()));
  }

  @Test
  void repeatedJob_shouldChangeNothing() {
    assertThat(second.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(second.count("unchanged")).isEqualTo(250);
    assertThat(second.count("updated")).isZero();
    assertThat(second.count("passwords_reset")).isZero();
    assertThat(second.count("letters_sent")).isZero();
    assertThat(second.report().path("set").path("sha256"))
        .isEqualTo(first.report().path("set").path("sha256"));
    assertThat(library.users()).isEqualTo(after);
    assertThat(library.letters()).hasSize(243);
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private static StoredUser of(Map<String, StoredUser> users, String id) {
    return Optional.ofNullable(users.get(key(id))).orElseThrow();
  }

  /** A record without the fields that the job changes. */
  private static ObjectNode rest(Map<String, StoredUser> users, String id) {
    return of(users, id).user().record().deepCopy().without(NAMED);
  }

  /** A record with all segments set to internal. */
  private static JsonNode relabelled(ObjectNode record) {
    return Given.json(
        record
            .toString()
            .replace("\"segment_type\":\"External\"", "\"segment_type\":\"Internal\""));
  }
}
