package org.rollcall.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.userfile.RandomRecords;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.user.PrimaryId;

/** {@code rollcall users} with {@code --format} and {@code --out}. */
class UserExportTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String FORMULA_USER =
      """
      {"primary_id": "=cmd|' /C calc'!A1", "first_name": "+1+1", "last_name": "x;=1+1", "pin_number": "4711", \
      "account_type": "INTERNAL", "expiry_date": "2030-01-31Z", "birth_date": "31/01/2030", \
      "user_group": {"value": "UG", "desc": "Undergraduate"}, \
      "contact_info": {"email": [{"email_address": "a@example.edu"}, {"email_address": "b@example.edu"}]}}
      """;

  @TempDir static Path temp;
  private static Path data;
  private static Map<String, ObjectNode> stored = Map.of();

  @BeforeAll
  static void load() throws IOException {
    data = folder("data");
    RandomRecords records = new RandomRecords(181, 0);
    List<String> users = new ArrayList<>(List.of(FORMULA_USER.strip()));
    for (int i = 0; i < 120; i++) {
      users.add(Json.text(records.next("Reader." + (i * 7 % 120))));
    }
    Path file = Files.write(temp.resolve("users.jsonl"), users);
    CommandResult.run("load", file, "--data", data);
    stored = records(data);
    assertThat(stored).hasSize(121);
  }

  private static Path folder(String name) {
    Path folder = temp.resolve(name);
    assertThat(CommandResult.run("init", folder, "--empty").exitCode()).isZero();
    return folder;
  }

  private static Map<String, ObjectNode> records(Path folder) {
    Map<String, ObjectNode> records = new TreeMap<>();
    try (LocalStack stack = LocalStack.open(folder, HOME)) {
      stack
          .users()
          .forEach(user -> records.put(user.user().primaryId().key(), user.user().record()));
    }
    return records;
  }

  private Path file;

  @BeforeEach
  void name() {
    file = temp.resolve("out");
  }

  private static CommandResult users(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("users", "--data", data));
    words.addAll(List.of(arguments));
    return CommandResult.run(words.toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "jsonl", "xml"})
  void export_loadedIntoAnotherFolder_shouldGiveEqualUsers(String format) throws IOException {
    Path other = folder("other-" + format);
    Path export = temp.resolve("users." + format);

    CommandResult exported = users("--out", export, "--with-pins");
    CommandResult loaded = CommandResult.run("load", export, "--data", other);

    assertThat(exported)
        .isEqualTo(new CommandResult(0, "", "Exported 121 users to " + export + "\n"));
    assertThat(loaded.out()).startsWith("Loaded 121 users.");
    assertThat(records(other)).isEqualTo(stored);
    assertThat(Files.readString(export)).contains("4711").doesNotContain("rollcall\"");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
        .isEqualTo("rw-------");
    assertThat(Files.exists(Path.of(export + ".part"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"json,", "jsonl,--replace", "xml,--replace", "xml,--sync"})
  void export_withoutPins_shouldKeepThePinsWhenItIsLoadedAgain(String format, String option) {
    Path export = temp.resolve("masked." + format);

    users("--out", export);
    CommandResult loaded =
        option == null
            ? CommandResult.run("load", export, "--data", data)
            : CommandResult.run("load", export, option, "--data", data);

    assertThat(loaded.exitCode()).isZero();
    assertThat(export).content().contains("••••").doesNotContain("4711");
    assertThat(records(data)).isEqualTo(stored);
  }

  @Test
  void json_ofAllUsers_shouldBeInTheOrderOfTheirIds() {
    List<String> ids =
        users("--format", "json")
            .json()
            .findPath("user")
            .valueStream()
            .map(user -> user.path("primary_id").asText())
            .toList();

    assertThat(ids)
        .hasSize(121)
        .isSortedAccordingTo((a, b) -> PrimaryId.of(a).compareTo(PrimaryId.of(b)));
  }

  @Test
  void ids_thatDoNotFitIntoTheMemory_shouldBeReadInParts() {
    List<String> ids = new ArrayList<>();
    try (LocalStack stack = LocalStack.open(data, HOME)) {
      new SortedIds(stack.users(), 11).forEach(id -> ids.add(id.key()));
    }

    assertThat(ids).containsExactlyElementsOf(stored.keySet());
  }

  @Test
  void csv_shouldHaveNoFormulasAndNoPin() {
    CommandResult csv = users("--format", "csv", "--where", "last_name = 'x;=1+1'");

    assertThat(csv.lines()).hasSize(2);
    assertThat(csv.lines().get(0)).startsWith("\ufeff\"record_type\",\"primary_id\",");
    assertThat(csv.lines().get(1))
        .contains(
            "\"'=cmd|' /C calc'!A1\"",
            "\"'+1+1\"",
            "\"x;=1+1\"",
            "\"••••\"",
            "\"UG\"",
            "\"2030-01-31\"",
            "\"unreadable\"",
            "\"email_address: a@example.edu; email_address: b@example.edu\"")
        .doesNotContain("4711");
  }

  @Test
  void csv_putAsASet_shouldSelectTheSameUsers() {
    file = temp.resolve("set.csv");
    users("--where", "$exists(first_name)", "--fields", "primary_id,first_name", "--out", file);
    CommandResult.run("put", "sets/exported.csv", file, "--data", data);

    CommandResult again = users("--set", "exported", "--format", "jsonl", "--fields", "primary_id");

    List<String> expected =
        stored.values().stream()
            .filter(user -> user.has("first_name") && !user.path("first_name").asText().isBlank())
            .map(user -> "{\"primary_id\":" + Json.text(user.path("primary_id")) + "}")
            .toList();
    assertThat(again.lines()).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(30);
  }

  @Test
  void fields_shouldBeExportedAlone() {
    Object[] one = {
      "--where",
      "last_name = 'x;=1+1'",
      "--fields",
      "contact_info.email.email_address,user_group.desc,nose"
    };

    assertThat(users(with(one, "csv")).lines())
        .containsExactly(
            "\ufeff\"contact_info.email.email_address\",\"user_group.desc\",\"nose\"",
            "\"a@example.edu; b@example.edu\",\"Undergraduate\",\"\"");
    CommandResult json = users(with(one, "jsonl"));
    assertThat(json.lines())
        .containsExactly(
            "{\"primary_id\":\"=cmd|' /C calc'!A1\",\"user_group\":{\"desc\":\"Undergraduate\"},"
                + "\"contact_info\":{\"email\":[{\"email_address\":\"a@example.edu\"},"
                + "{\"email_address\":\"b@example.edu\"}]}}");
    assertThat(json.err()).contains("Remark: no exported user has the field nose");
  }

  private static Object[] with(Object[] arguments, String format) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--format", format));
    return all.toArray();
  }

  @Test
  void list_withFields_shouldBeATable() {
    CommandResult list =
        users("last_name = 'x;=1+1'", "--fields", "primary_id,pin_number,contact_info.email");

    assertThat(list.lines())
        .containsExactly(
            "1 member",
            "  primary_id          pin_number  contact_info.email",
            "  =cmd|' /C calc'!A1  ••••        email_address: a@example.edu; email_add…");
  }

  @Test
  void usersWhoseQueryFails_shouldBeLeftOutWithARemark() {
    CommandResult export =
        users(
            "--where", "birth_date < '2000-01-01'", "--format", "jsonl", "--fields", "primary_id");

    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(export.out()).doesNotContain("=cmd");
    assertThat(export.err()).contains("Remark: ", "birth_date");
  }

  @Test
  void setWithIdsThatNoUserHas_shouldBeExportedWithARemark() throws IOException {
    Path set =
        Files.writeString(temp.resolve("ids.csv"), "primary_id\nreader.3\nnobody\nREADER.1\n");
    CommandResult.run("put", "sets/ids.csv", set, "--data", data);

    CommandResult export = users("--set", "ids", "--format", "jsonl", "--fields", "primary_id");

    assertThat(export.lines())
        .containsExactly("{\"primary_id\":\"Reader.3\"}", "{\"primary_id\":\"Reader.1\"}");
    assertThat(export.err()).isEqualTo("Remark: 1 member with a primary ID that no user has\n");
    assertThat(export.exitCode()).isZero();
  }

  @Test
  void failedExport_shouldNotTouchTheExistingFile() throws IOException {
    Path existing = Files.writeString(temp.resolve("kept.json"), "old");

    CommandResult failed = users("--set", "no-such-set", "--out", existing);

    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.err()).contains("[SET_INVALID]");
    assertThat(existing).hasContent("old");
    assertThat(users("--where", "true", "--out", temp.resolve("none/x.json")).err())
        .contains("[FILE_NOT_WRITABLE]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--out users.txt",
        "--with-pins",
        "--json --format xml",
        "--json --fields a",
        "--fields a,,b --format csv",
        "--format yaml",
        "--set a --where b",
        "true --where b"
      })
  void optionsThatDoNotFit_shouldBeRefused(String options) {
    CommandResult refused = users((Object[]) options.split(" "));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("[ARGUMENTS_INVALID]");
  }
}
