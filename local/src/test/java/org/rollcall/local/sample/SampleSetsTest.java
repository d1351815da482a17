package org.rollcall.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Faults;
import org.rollcall.json.Fields;
import org.rollcall.query.QueryException;
import org.rollcall.query.QueryTime;
import org.rollcall.table.Table.Cell;
import org.rollcall.table.Worksheet;
import org.rollcall.time.SystemClock;
import org.rollcall.user.User;
import org.rollcall.user.UserPredicate;

class SampleSetsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, byte[]> SETS = SampleInstitution.objects();
  private static final Map<String, ObjectNode> USERS = usersById();

  @Test
  void graduatingPatrons_shouldBe250ExternalStudentsWithThreeDuplicates() {
    List<String> ids = column("graduating-patrons.csv");
    assertThat(ids).hasSize(253);
    assertThat(ids.stream().map(SampleSetsTest::fold).distinct()).hasSize(250);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids)
        .allSatisfy(
            id -> {
              ObjectNode user = user(id);
              assertThat(user.at("/account_type/value").asText()).isEqualTo("EXTERNAL");
              assertThat(user.at("/status/value").asText()).isEqualTo("ACTIVE");
              assertThat(user.has("purge_date")).isTrue();
            });
  }

  @Test
  void graduatingPatrons_shouldIncludeSevenWithoutPreferredEmail() {
    assertThat(column("graduating-patrons.csv").stream().map(SampleSetsTest::fold).distinct())
        .filteredOn(id -> !reachable(user(id)))
        .hasSize(7);
  }

  @Test
  void allStudents_shouldBeAllExternalUsersMostlyWithEmail() {
    List<String> ids = column("all-students.csv");
    assertThat(ids.stream().map(SampleSetsTest::fold))
        .containsExactlyInAnyOrderElementsOf(
            USERS.entrySet().stream()
                .filter(entry -> entry.getValue().has("external_id"))
                .map(Map.Entry::getKey)
                .toList());
    assertThat(ids).filteredOn(id -> reachable(user(id))).hasSizeGreaterThan(1_100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graduating-patrons.csv", "all-students.csv", "visiting-readers.txt"})
  void itemizedSets_shouldListExistingUsers(String name) {
    assertThat(column(name)).isNotEmpty().allMatch(id -> USERS.containsKey(fold(id)));
  }

  @Test
  void doctoralCandidates_shouldBeListedInJson() throws IOException {
    JsonNode set = JSON.readTree(content("doctoral-candidates.json"));
    assertThat(set.path("type").asText()).isEqualTo("ITEMIZED");
    assertThat(set.path("members"))
        .isNotEmpty()
        .allMatch(id -> user(id.asText()).at("/user_group/value").asText().equals("PHD"));
  }

  @Test
  void expiredUndergraduates_shouldSelectOnlyExternalUndergraduates() throws IOException {
    assertThat(selected("expired-undergraduates.json"))
        .hasSizeGreaterThan(40)
        .allMatch(user -> user.at("/user_group/value").asText().equals("UG"))
        .allMatch(user -> user.has("external_id"))
        .anyMatch(user -> !user.has("purge_date"));
  }

  @Test
  void withoutPreferredEmail_shouldSelectUsersWithoutPreferredEmail() throws IOException {
    assertThat(selected("without-preferred-email.json"))
        .containsExactlyInAnyOrderElementsOf(
            USERS.values().stream().filter(user -> !reachable(user)).toList());
  }

  @Test
  void returnedCards_shouldBeBarcodesWithLeadingZerosAndOneUnknown() {
    List<String> barcodes =
        column("returned-cards.csv").stream().map(row -> row.replaceFirst(".*;", "")).toList();
    assertThat(barcodes).hasSize(25).allMatch(barcode -> barcode.startsWith("00"));
    assertThat(
            USERS.values().stream()
                .flatMap(user -> user.path("user_identifier").findValuesAsText("value").stream())
                .filter(barcodes::contains))
        .hasSize(24);
  }

  @Test
  void readingRoom_shouldBeAWorkbookOfStudentsWithARemark() {
    Worksheet sheet = new Worksheet(bytes("reading-room.xlsx"));
    assertThat(sheet.ignored()).containsExactly("worksheet Notes");
    assertThat(sheet.next().orElseThrow().cells().values())
        .extracting(Cell::text)
        .containsExactly("Name", "User name");
    List<String> ids =
        Stream.iterate(sheet.next(), Optional::isPresent, row -> sheet.next())
            .map(row -> row.orElseThrow().cell(1).orElseThrow().text())
            .toList();
    assertThat(ids).hasSize(46).allMatch(id -> user(id).has("external_id"));
  }

  @Test
  void continuingStudents_shouldCombineExistingSets() throws IOException {
    JsonNode set = JSON.readTree(content("continuing-students.json"));
    assertThat(set.path("type").asText()).isEqualTo("COMBINED");
    assertThat(
            Stream.of(set.path("all_of"), set.path("none_of")).flatMap(list -> list.valueStream()))
        .extracting(JsonNode::asText)
        .containsExactly("all-students", "graduating-patrons", "expired-undergraduates");
    assertThat(SETS)
        .containsKeys(
            "sets/all-students.csv",
            "sets/graduating-patrons.csv",
            "sets/expired-undergraduates.json");
  }

  private static List<ObjectNode> selected(String name) throws IOException {
    JsonNode set = JSON.readTree(content(name));
    assertThat(set.path("type").asText()).isEqualTo("LOGICAL");
    return matching(set.path("query").asText());
  }

  static List<ObjectNode> matching(String query) {
    Fields fields =
        Fields.of(JSON.createObjectNode().put("query", query), "", new Faults()).orElseThrow();
    UserPredicate predicate = UserPredicate.read(fields, "query").orElseThrow();
    QueryTime now = QueryTime.of(SystemClock.INSTANCE.instant(), ZoneOffset.UTC);
    return USERS.values().stream()
        .filter(
            user -> {
              try {
                return predicate.test(new User(user), now);
              } catch (QueryException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static boolean reachable(ObjectNode user) {
    return Stream.of(user.at("/contact_info/email"))
        .flatMap(emails -> emails.findValues("preferred").stream())
        .anyMatch(JsonNode::asBoolean);
  }

  private static List<String> column(String name) {
    return content(name).lines().skip(1).toList();
  }

  private static String content(String name) {
    return new String(bytes(name), UTF_8);
  }

  private static byte[] bytes(String name) {
    return Objects.requireNonNull(SETS.get("sets/" + name), name);
  }

  private static ObjectNode user(String id) {
    return Objects.requireNonNull(USERS.get(fold(id)), id);
  }

  private static Map<String, ObjectNode> usersById() {
    Map<String, ObjectNode> users = new TreeMap<>();
    SampleInstitution.users()
        .forEach(user -> users.put(fold(user.path("primary_id").asText()), user));
    return users;
  }

  private static String fold(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
