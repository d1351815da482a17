package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.json.Json;
import org.rollcall.local.admin.RecordIntake;

/** What {@code users} exports, {@code load} reads back equal. */
class UserWriterLawTest {

  private final StringWriter file = new StringWriter();
  private final List<ObjectNode> written = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  @Property(tries = 100)
  void xml_ofRandomUsers_shouldBeReadBackEqual(@ForAll long seed) throws IOException {
    UserWriterLawTest law = new UserWriterLawTest();
    law.write(UserFileFormat.XML, users(seed, 0));

    assertThat(law.problems).isEmpty();
    assertThat(law.read()).hasSize(5).isEqualTo(law.written);
  }

  @Property(tries = 100)
  void xml_ofUsersWithOtherCharacters_shouldHaveOnlyTheUsersThatItHolds(@ForAll long seed)
      throws IOException {
    UserWriterLawTest law = new UserWriterLawTest();
    List<ObjectNode> users = users(seed, 1);
    law.write(UserFileFormat.XML, users);

    List<ObjectNode> possible = users.stream().filter(XmlText::isPossible).toList();
    assertThat(law.read()).isEqualTo(law.written).isEqualTo(possible);
    assertThat(law.problems).hasSize(users.size() - possible.size());
  }

  @Property(tries = 100)
  void json_ofRandomUsers_shouldBeReadBackEqual(@ForAll long seed, @ForAll boolean isLines)
      throws IOException {
    UserWriterLawTest law = new UserWriterLawTest();
    law.write(isLines ? UserFileFormat.JSONL : UserFileFormat.JSON, users(seed, 10));

    assertThat(law.problems).isEmpty();
    assertThat(law.read()).hasSize(5).isEqualTo(law.written);
  }

  private static List<ObjectNode> users(long seed, int percentNotInXml) {
    RandomRecords records = new RandomRecords(seed, percentNotInXml);
    return IntStream.range(0, 5).mapToObj(i -> records.next("user." + i)).toList();
  }

  private void write(UserFileFormat format, List<ObjectNode> users) throws IOException {
    UserWriter writer = format.writer(file, Optional.empty());
    writer.begin();
    for (ObjectNode user : users) {
      UserWriter.Result result = writer.write(user);
      result.problem().ifPresent(problem -> problems.add(problem.code()));
      if (result.isWritten()) {
        written.add(user);
      }
    }
    writer.end();
  }

  private List<ObjectNode> read() {
    byte[] text = file.toString().getBytes(StandardCharsets.UTF_8);
    CollectedRecords read = CollectedRecords.read("users", new ByteArrayInputStream(text));
    assertThat(read.errors).isEmpty();
    assertThat(read.warnings).isEmpty();
    return read.records.stream().map((JsonNode user) -> RecordIntake.take(user).record()).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = UserFileFormat.class,
      names = {"JSON", "XML"})
  void file_withoutUsers_shouldBeReadWithoutErrors(UserFileFormat format) throws IOException {
    write(format, List.of());

    assertThat(read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"primary_id\": \"a\", \"user_note\": {}}",
        "{\"primary_id\": \"a\", \"user_group\": {\"desc\": \"UG\"}}",
        "{\"primary_id\": \"a\", \"last_name\": 5}",
        "{\"primary_id\": \"a\", \"last_name\": \"x\", \"user_role\": [{\"status\": [1]}]}",
        "{\"primary_id\": \"a\", \"user_note\": [\"text\"]}"
      })
  void xml_ofAUserWhomItCannotHold_shouldNotHaveTheUser(String json) throws IOException {
    write(UserFileFormat.XML, List.of(object(json)));

    assertThat(problems).containsExactly("USER_NOT_EXPORTED");
    assertThat(file.toString()).doesNotContain("<user>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"n\": 5",
        "\"o\": {\"a\": 1}",
        "\"l\": [\"a\"]",
        "\"a b\": \"x\"",
        "\"b\": true"
      })
  void xml_withFieldsOfOtherPrograms_shouldLeaveOutOnlyThose(String field) throws IOException {
    ObjectNode user = object("{\"primary_id\": \"a\", \"locker\": \"12\", " + field + "}");
    write(UserFileFormat.XML, List.of(user));

    assertThat(problems).containsExactly("FIELDS_NOT_EXPORTED");
    assertThat(read()).containsExactly(object("{\"primary_id\": \"a\", \"locker\": \"12\"}"));
  }

  @ParameterizedTest
  @EnumSource(
      value = UserFileFormat.class,
      names = {"JSON", "JSONL", "XML"})
  void userWhoseTextIsTooLong_shouldNotBeInTheFile(UserFileFormat format) throws IOException {
    String text = (format == UserFileFormat.XML ? "&" : "\u0001").repeat(300_000);
    write(format, List.of(object("{\"primary_id\": \"a\"}").put("last_name", text)));

    assertThat(problems).containsExactly("USER_NOT_EXPORTED");
    assertThat(file.toString()).doesNotContain("primary_id");
  }

  @Test
  void xml_shouldHaveAlmasOrderAndAttributes() throws IOException {
    write(
        UserFileFormat.XML,
        List.of(
            object(
                "{\"zzz\": \"1\", \"user_note\": [{\"segment_type\": \"Internal\", \"note_text\": \"N\"}],"
                    + " \"last_name\": \"B\", \"primary_id\": \"a\", \"user_role\": []}")));

    assertThat(file.toString())
        .endsWith(
            """
            <users>
              <user>
                <primary_id>a</primary_id>
                <last_name>B</last_name>
                <user_roles>
                </user_roles>
                <user_notes>
                  <user_note segment_type="Internal">
                    <note_text>N</note_text>
                  </user_note>
                </user_notes>
                <zzz>1</zzz>
              </user>
            </users>
            """);
  }

  private static ObjectNode object(String json) throws IOException {
    return (ObjectNode) Json.MAPPER.readTree(json);
  }
}
