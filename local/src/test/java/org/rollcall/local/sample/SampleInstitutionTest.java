package org.rollcall.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.time.SystemClock;

class SampleInstitutionTest {

  private static final List<ObjectNode> USERS = SampleInstitution.users().toList();
  private static final Map<String, ObjectNode> BY_ID =
      USERS.stream().collect(Collectors.toMap(SampleInstitutionTest::id, user -> user));

  @Test
  void usersGeneratedTwice_shouldBeIdentical() throws Exception {
    assertThat(fingerprint()).isEqualTo(fingerprint());
  }

  @Test
  void users_shouldMatchTheDocumentation() {
    assertThat(USERS).hasSize(1_400);
    assertThat(external()).hasSize(1_150);
    assertThat(USERS.stream().filter(user -> code(user, "record_type").equals("STAFF")))
        .hasSize(40);
    assertThat(byCode("user_group"))
        .containsOnlyKeys("UG", "PG", "PHD", "ALUMNI", "RESIDENT", "VISITOR", "STAFF");
  }

  @Test
  void primaryIds_shouldBeUniqueRegardlessOfCase() {
    Set<String> ids = new HashSet<>();
    assertThat(USERS).allMatch(user -> ids.add(id(user).toLowerCase(Locale.ROOT)));
    assertThat(ids).anyMatch(id -> id.endsWith("@example.edu"));
    assertThat(BY_ID.keySet()).anyMatch(id -> !id.equals(id.toLowerCase(Locale.ROOT)));
  }

  @Test
  void records_shouldHaveAlmasFieldsInAlmasOrderOnly() {
    List<String> order =
        List.of("record_type", "primary_id", "user_group", "account_type", "status", "user_role");
    assertThat(USERS)
        .allSatisfy(
            user -> {
              assertThat(user.properties())
                  .extracting(Map.Entry::getKey)
                  .containsSubsequence(order)
                  .doesNotContain("rollcall", "password", "pin_number");
              assertThat(user.toString().getBytes(UTF_8)).hasSizeBetween(1_200, 4_000);
            });
  }

  @Test
  void onlyExternalUsers_shouldHaveAnExternalId() {
    assertThat(external()).allMatch(user -> user.path("external_id").asText().equals("SIS"));
    assertThat(internal()).noneMatch(user -> user.has("external_id"));
  }

  @Test
  void segments_shouldBeInternalForInternalUsersAndMixedForExternalUsers() {
    assertThat(internal()).allSatisfy(user -> assertThat(segments(user)).containsOnly("Internal"));
    assertThat(external()).allMatch(user -> segments(user).contains("External"));
    assertThat(external()).anyMatch(user -> segments(user).contains("Internal"));
  }

  @Test
  void emails_shouldHaveAtMostOnePreferred() {
    assertThat(USERS).allMatch(user -> preferredEmails(user) <= 1);
    assertThat(USERS.stream().filter(user -> emails(user).isEmpty())).hasSizeGreaterThan(20);
    assertThat(USERS.stream().filter(user -> emails(user).size() > 1 && preferredEmails(user) == 0))
        .hasSizeGreaterThan(10);
  }

  @Test
  void contactInformation_shouldBeReservedForExamples() {
    assertThat(USERS.stream().flatMap(user -> emails(user).stream()))
        .allMatch(
            email ->
                email
                    .path("email_address")
                    .asText()
                    .matches("[a-z0-9._]+@example\\.(com|org|net|edu)"));
    assertThat(USERS.stream().flatMap(user -> list(user.path("contact_info"), "phone").stream()))
        .isNotEmpty()
        .allMatch(phone -> phone.path("phone_number").asText().matches("\\+1 \\d{3} 555 01\\d\\d"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Character.UnicodeScript.class,
      names = {
        "LATIN",
        "ARABIC",
        "HEBREW",
        "GREEK",
        "CYRILLIC",
        "HAN",
        "HIRAGANA",
        "HANGUL",
        "DEVANAGARI",
        "THAI",
        "ETHIOPIC",
        "TAMIL"
      })
  void names_shouldBeWrittenInManyScripts(Character.UnicodeScript script) {
    assertThat(fullNames()).anyMatch(name -> hasScript(name, script));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "’", "-", "ł", "\uD842\uDFB7"})
  void names_shouldContainUnusualCharacters(String mark) {
    assertThat(fullNames()).anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(mark));
  }

  @Test
  void names_shouldIncludeSingleAndPreferredNames() {
    assertThat(USERS)
        .anyMatch(user -> text(user, "first_name").isEmpty() && !text(user, "last_name").isEmpty())
        .anyMatch(user -> !text(user, "pref_first_name").isEmpty())
        .allMatch(user -> text(user, "full_name").equals(text(user, "full_name").strip()));
  }

  @Test
  void languages_shouldIncludeLanguagesWithoutLetters() {
    assertThat(byCode("preferred_language"))
        .containsOnlyKeys("en", "fr", "fr-CA", "ar", "he", "es", "de");
  }

  @Test
  void accounts_shouldIncludeInactiveAndExpiredAccounts() {
    assertThat(byCode("status").get("INACTIVE")).isGreaterThan(20);
    String today = LocalDate.now(SystemClock.INSTANCE).toString();
    assertThat(USERS)
        .filteredOn(
            user -> user.has("expiry_date") && text(user, "expiry_date").compareTo(today) < 0)
        .hasSizeGreaterThan(50);
  }

  @Test
  void everyList_shouldHaveEntriesInSomeRecord() {
    assertThat(
            List.of(
                "user_block",
                "user_note",
                "user_statistic",
                "proxy_for_user",
                "rs_library",
                "library_notice"))
        .allMatch(list -> USERS.stream().anyMatch(user -> !list(user, list).isEmpty()));
    assertThat(USERS)
        .filteredOn(user -> code(user, "record_type").equals("PUBLIC"))
        .allMatch(user -> holds(user, "200", "01RC_INST"))
        .allMatch(
            user -> list(user, "user_identifier").get(0).path("value").asText().startsWith("0"));
  }

  @Test
  void proxies_shouldReferToExistingUsers() {
    assertThat(USERS.stream().flatMap(user -> list(user, "proxy_for_user").stream()))
        .allMatch(proxy -> BY_ID.containsKey(proxy.path("primary_id").asText()));
  }

  @Test
  void operators_shouldHaveTheRoleThatAJobRequires() {
    assertThat(
            USERS.stream()
                .filter(user -> code(user, "status").equals("ACTIVE"))
                .filter(user -> holds(user, "21", "01RC_INST") || holds(user, "50", "01RC_INST"))
                .map(SampleInstitutionTest::id))
        .containsExactly("mlibrarian", "uadmin");
  }

  @Test
  void otherManagers_shouldEachLackOneRequirement() {
    assertThat(holds(colleague("Main.Desk"), "21", "MAIN")).isTrue();
    assertThat(holds(colleague("on.leave"), "21", "01RC_INST")).isTrue();
    assertThat(code(colleague("on.leave"), "status")).isEqualTo("INACTIVE");
    assertThat(list(colleague("former.manager"), "user_role"))
        .anyMatch(
            role ->
                role.at("/role_type/value").asText().equals("21")
                    && role.path("expiry_date").asText().equals("2024-06-30Z"));
  }

  private static ObjectNode colleague(String id) {
    return Objects.requireNonNull(BY_ID.get(id), id);
  }

  /** The numbers in the document apply to a new data folder on every day. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22",
        "2026-12-21",
        "2026-12-22",
        "2027-02-28",
        "2031-11-28",
        "2032-02-29"
      })
  void asManyAccounts_shouldHaveExpiredOnEveryDay(String day) {
    LocalDate today = LocalDate.parse(day);
    assertThat(expired(today, today)).isEqualTo(89);
    assertThat(expired(today, today.minusYears(1))).isEqualTo(76);
  }

  private static long expired(LocalDate today, LocalDate before) {
    return SampleInstitution.users(today)
        .map(user -> text(user, "expiry_date"))
        .filter(expiry -> !expiry.isEmpty() && expiry.compareTo(before.toString()) < 0)
        .count();
  }

  private static String fingerprint() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    SampleInstitution.users().forEach(user -> digest.update(user.toString().getBytes(UTF_8)));
    SampleInstitution.objects().values().forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Stream<ObjectNode> external() {
    return USERS.stream().filter(user -> code(user, "account_type").equals("EXTERNAL"));
  }

  private static Stream<ObjectNode> internal() {
    return USERS.stream().filter(user -> code(user, "account_type").equals("INTERNAL"));
  }

  private static Map<String, Long> byCode(String field) {
    return USERS.stream()
        .collect(
            Collectors.groupingBy(user -> code(user, field), TreeMap::new, Collectors.counting()));
  }

  private static Stream<String> fullNames() {
    return USERS.stream().map(user -> text(user, "full_name"));
  }

  private static boolean hasScript(String name, Character.UnicodeScript script) {
    return name.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == script);
  }

  private static boolean holds(ObjectNode user, String role, String scope) {
    return list(user, "user_role").stream()
        .filter(held -> !held.has("expiry_date"))
        .anyMatch(
            held ->
                held.at("/role_type/value").asText().equals(role)
                    && held.at("/scope/value").asText().equals(scope));
  }

  private static Set<String> segments(ObjectNode user) {
    return Set.copyOf(user.findValuesAsText("segment_type"));
  }

  private static long preferredEmails(ObjectNode user) {
    return emails(user).stream().filter(email -> email.path("preferred").asBoolean()).count();
  }

  private static List<JsonNode> emails(ObjectNode user) {
    return list(user.path("contact_info"), "email");
  }

  private static List<JsonNode> list(JsonNode parent, String field) {
    return StreamSupport.stream(parent.path(field).spliterator(), false).toList();
  }

  private static String id(ObjectNode user) {
    return text(user, "primary_id");
  }

  private static String text(ObjectNode user, String field) {
    return user.path(field).asText();
  }

  private static String code(ObjectNode user, String field) {
    return user.path(field).path("value").asText();
  }
}
