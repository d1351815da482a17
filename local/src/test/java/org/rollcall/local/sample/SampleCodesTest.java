package org.rollcall.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.json.Json;

class SampleCodesTest {

  private static final List<ObjectNode> USERS = SampleInstitution.users().toList();
  private static final Map<String, byte[]> OBJECTS = SampleInstitution.objects();

  @ParameterizedTest
  @CsvSource({
    "record_type, AddNewUserOptions",
    "user_title, UserTitles",
    "job_category, JobTitles",
    "gender, Genders",
    "user_group, UserGroups",
    "campus_code, Campuses",
    "cataloger_level, CatalogerLevel",
    "preferred_language, UserPreferredLanguage",
    "email_type, UserEmailTypes",
    "address_type, UserAddressTypes",
    "phone_type, UserPhoneTypes",
    "id_type, UserIdentifierTypes",
    "role_type, HFrUserRoles.roleType",
    "block_type, UserBlockTypes",
    "block_description, UserBlockDescription",
    "note_type, NoteTypes",
    "statistic_category, UserStatCategories"
  })
  void usersCode_shouldBeInItsTableWithItsDescription(String field, String table) {
    assertThat(USERS.stream().flatMap(user -> user.findValues(field).stream()))
        .isNotEmpty()
        .allSatisfy(value -> assertIsDescribed(value, table));
  }

  @Test
  void statusesAndNotices_shouldBeInTheirTables() {
    assertThat(USERS)
        .allSatisfy(
            user -> {
              assertIsDescribed(user.path("status"), "ContentStructureStatus");
              user.path("library_notice")
                  .findValues("code")
                  .forEach(code -> assertIsDescribed(code, "LibraryNoticesOptInDisplay"));
            });
  }

  /** Some fields hold a list of coded values, and some the coded value that stands for none. */
  private static void assertIsDescribed(JsonNode value, String table) {
    Stream<JsonNode> coded =
        value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
    assertThat(coded)
        .allSatisfy(
            code ->
                assertThat(
                        code.path("value").asText().isEmpty()
                            ? code.path("desc").asText()
                            : table(table).path(code.path("value").asText()).asText(null))
                    .isEqualTo(code.path("desc").asText()));
  }

  private static JsonNode table(String name) {
    byte[] content = Objects.requireNonNull(OBJECTS.get("codes/" + name + ".json"), name);
    assertThat(new String(content, StandardCharsets.UTF_8)).endsWith("}\n");
    return Json.read(content, JsonNode.class);
  }
}
