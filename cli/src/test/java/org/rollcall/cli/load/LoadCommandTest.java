package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;

/** {@code rollcall load} and {@code rollcall user}. */
class LoadCommandTest {

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
  }

  @Test
  void files_ofAllJsonFormats_shouldBeLoaded() throws IOException {
    Path one = file("one.json", "\uFEFF" + user("Anna.One"));
    Path list = file("list.json", "[" + user("list.1") + ",\n" + user("list.2") + "]");
    Path alma =
        file("alma.json", "{\"user\": [" + user("alma.1") + "], \"total_record_count\": 1}");
    Path lines = file("lines.jsonl", user("lines.1") + "\n\n" + user("lines.2") + "\n");

    CommandResult command =
        CommandResult.run("load", one, list, alma, lines, "--data", data, "--json");

    assertThat(command.err()).isEmpty();
    assertThat(command.exitCode()).isZero();
    assertThat(command.json().path("loaded").intValue()).isEqualTo(6);
    assertThat(command.json().path("not_loaded").intValue()).isZero();
    CommandResult shown = CommandResult.run("user", "ANNA.one", "--data", data);
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.json().path("primary_id").asText()).isEqualTo("Anna.One");
    assertThat(shown.json().path("user_group").path("value").asText()).isEqualTo("UG");
    assertThat(shown.json().path("status").path("value").asText()).isEqualTo("ACTIVE");
    assertThat(shown.json().has("rollcall")).isFalse();
  }

  @Test
  void line_thatIsInvalid_shouldBeReportedAndTheOthersLoaded() throws IOException {
    Path lines =
        file(
            "broken.jsonl",
            user("good.1")
                + "\n{\"primary_id\": \n"
                + "{\"first_name\": \"x\"}\n"
                + user("good.2"));

    CommandResult command = CommandResult.run("load", lines, "--data", data);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.out()).contains("Loaded 2 users; 2 could not be loaded.");
    assertThat(command.err())
        .containsPattern(" line 2: not loaded: .* \\[JSON_INCOMPLETE]")
        .containsPattern(" line 3: not loaded: the record has no primary_id .*RECORD_WITHOUT_ID");
    assertThat(CommandResult.run("user", "good.2", "--data", data).exitCode()).isZero();
  }

  @Test
  void user_whoExists_shouldBeReplaced() throws IOException {
    Path before = file("before.json", user("changing", "\"last_name\": \"Old\""));
    Path after = file("after.json", user("Changing", "\"last_name\": \"New\""));

    assertThat(CommandResult.run("load", before, after, "--data", data).exitCode()).isZero();

    JsonNode user = CommandResult.run("user", "changing", "--data", data).json();
    assertThat(user.path("last_name").asText()).isEqualTo("New");
    assertThat(user.path("primary_id").asText()).isEqualTo("Changing");
  }

  @Test
  void xmlAndJson_inAZip_shouldBeLoadedAsTheSameRecords() throws IOException {
    Path zip = temp.resolve("sis.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("sis/a.xml"));
      out.write(
          ("<users><user><primary_id>zip.xml</primary_id><user_group>UG</user_group>"
                  + "<external_id>SIS</external_id></user></users>")
              .getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("sis/b.json"));
      out.write(user("zip.json").getBytes(StandardCharsets.UTF_8));
    }

    CommandResult command = CommandResult.run("load", zip, "--data", data, "--json");

    assertThat(command.err()).isEmpty();
    assertThat(command.json().path("loaded").intValue()).isEqualTo(2);
    JsonNode xml = CommandResult.run("user", "zip.xml", "--data", data).json();
    assertThat(xml.path("account_type").path("value").asText()).isEqualTo("EXTERNAL");
    assertThat(xml.path("user_group").path("value").asText()).isEqualTo("UG");
  }

  @Test
  void user_withTwoRecords_shouldBeLoadedFromTheLastAndCountedOnce() throws IOException {
    Path twice =
        file(
            "twice.jsonl",
            user("two.times", "\"last_name\": \"First\"")
                + "\n"
                + user("TWO.times", "\"last_name\": \"Last\""));

    CommandResult command = CommandResult.run("load", twice, "--data", data);
    CommandResult again = CommandResult.run("load", twice, "--data", data, "--json");

    assertThat(command.out())
        .contains("Loaded 1 user from 2 records; the last record of each user was used.");
    assertThat(again.json().path("loaded").intValue()).isEqualTo(2);
    assertThat(again.json().path("repeated").intValue()).isEqualTo(1);
    assertThat(
            CommandResult.run("user", "two.times", "--data", data)
                .json()
                .path("last_name")
                .asText())
        .isEqualTo("Last");
  }

  @Test
  void warningsAndErrors_beyondTheLimits_shouldBeCountedByKind() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      String type = i == 120 ? "" : ", \"account_type\": \"EXTERNAL\", \"status\": \"GONE\"";
      lines.append("{\"primary_id\": \"many.").append(i).append('"').append(type).append("}\n");
    }
    lines.append("{}\n".repeat(1010)).append("{\"primary_id\": 7}\n");

    CommandResult command =
        CommandResult.run("load", file("many.jsonl", lines.toString()), "--data", data);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.out()).contains("Loaded 150 users; 1011 could not be loaded.");
    assertThat(command.err().lines()).hasSizeBetween(1013, 1025);
    assertThat(command.err())
        .contains(
            "many.jsonl line 121: loaded many.120, but jobs may fail: account_type is missing")
        .contains("many.jsonl line 1161: not loaded: the primary_id is a number")
        .contains("… and 10 more that were not loaded [RECORD_WITHOUT_ID]")
        .contains("… and 139 more loaded, but the status is neither ACTIVE nor INACTIVE")
        .containsOnlyOnce("EXTERNAL_ID_MISSING")
        .contains("\n149 loaded, but an EXTERNAL user needs an external_id in Alma");
  }

  @Test
  void names_withControlCharacters_shouldBePrintedWithoutThem() throws IOException {
    Path zip = temp.resolve("steering.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("\u001B[2Jx\nLoaded 100 users."));
      out.write("nothing".getBytes(StandardCharsets.UTF_8));
    }

    CommandResult command = CommandResult.run("load", zip, "--data", data);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err()).doesNotContain("\u001B").contains("\uFFFD[2Jx\uFFFDLoaded");
  }

  @Test
  void record_onWhichJobsMayFail_shouldBeLoadedWithAWarning() throws IOException {
    Path weak = file("weak.json", "{\"primary_id\": \"weak\", \"account_type\": \"MAGIC\"}");

    CommandResult command = CommandResult.run("load", weak, "--data", data);

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains("Loaded 1 user.");
    assertThat(command.err())
        .contains(weak + " line 1: loaded weak, but jobs may fail: account_type is not");
  }

  @Test
  void record_withRollcallsField_shouldNotBeLoaded() throws IOException {
    Path sly = file("sly.json", user("sly", "\"rollcall\": {\"version\": 9}"));

    CommandResult command = CommandResult.run("load", sly, "--data", data);

    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.err()).contains("[RECORD_HAS_ROLLCALL_FIELD]");
    assertThat(CommandResult.run("user", "sly", "--data", data).exitCode()).isEqualTo(2);
  }

  @Test
  void user_whoDoesNotExist_shouldNotBeFound() {
    CommandResult command = CommandResult.run("user", "nobody.here", "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.err()).contains("no user has the primary ID nobody.here [USER_NOT_FOUND]");
  }

  private static String user(String id) {
    return user(id, "\"last_name\": \"Nemo\"");
  }

  /** A record on one line, with coded fields as plain strings. */
  private static String user(String id, String more) {
    return "{\"primary_id\": \"%s\", \"account_type\": \"EXTERNAL\", \"external_id\": \"SIS\", \"status\": \"ACTIVE\", \"user_group\": \"UG\", %s}"
        .formatted(id, more);
  }

  private static Path file(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }
}
