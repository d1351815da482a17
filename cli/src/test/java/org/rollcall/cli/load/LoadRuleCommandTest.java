package org.rollcall.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.CommandResult;

/** {@code rollcall load} of users who are already stored. */
class LoadRuleCommandTest {

  private static final String LIBRARIAN =
      """
      {primary_id: 'op', account_type: 'INTERNAL', record_type: 'STAFF', pin_number: '4711',
       user_role: [{role_type: '21', scope: 'I'}, {role_type: '50', scope: 'I'}]}
      """;

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() throws IOException {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
    assertThat(load(file("op.json", LIBRARIAN)).exitCode()).isZero();
  }

  private static CommandResult load(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "load";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = data;
    return CommandResult.run(all);
  }

  private static CommandResult user(String id) {
    return CommandResult.run("user", id, "--data", data);
  }

  private static Path file(String name, String... records) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String record : records) {
      lines.append(Given.jsonText(record)).append('\n');
    }
    return Files.writeString(temp.resolve(name), lines);
  }

  @Test
  void staffFeed_thatWouldRemoveRoles_shouldBeHeldBack() throws IOException {
    CommandResult before = user("op");
    Path feed =
        file(
            "hr.jsonl",
            "{primary_id: 'OP', account_type: 'EXTERNAL', external_id: 'HR', pin_number: '1'}",
            "{primary_id: 'new.one', account_type: 'EXTERNAL', external_id: 'HR'}");

    CommandResult load = load(feed);
    CommandResult json = load(feed, "--json");

    assertThat(load.exitCode()).isEqualTo(1);
    assertThat(load.out()).contains("Loaded 1 user.", "Held back 1 record", "--sync", "--replace");
    assertThat(load.err())
        .contains("hr.jsonl line 1: not loaded: op would become EXTERNAL")
        .contains("hr.jsonl line 1: not loaded: op would lose roles: 21, 50 [WOULD_LOSE_ROLES]")
        .contains("op would lose fields: record_type [WOULD_LOSE_FIELDS]");
    assertThat(json.json().path("held_back").intValue()).isEqualTo(1);
    assertThat(json.json().path("not_loaded").intValue()).isEqualTo(1);
    assertThat(json.json().path("unchanged").intValue()).isEqualTo(1);
    assertThat(user("op")).isEqualTo(before);
  }

  @Test
  void manyLosses_shouldBeNamedTenTimesAndCounted() throws IOException {
    String[] full = new String[15];
    String[] brief = new String[15];
    for (int i = 0; i < full.length; i++) {
      brief[i] = "primary_id: 'many." + i + "', account_type: 'INTERNAL'";
      full[i] = "{" + brief[i] + ", gender: 'X', user_note: [{note_text: 'a'}]}";
      brief[i] = "{" + brief[i] + "}";
    }
    assertThat(load(file("full.jsonl", full)).exitCode()).isZero();

    CommandResult load = load(file("less.jsonl", brief));

    assertThat(load.out()).contains("Held back 15 records");
    assertThat(load.err().lines().filter(line -> line.contains("would lose fields: gender")))
        .hasSize(10);
    assertThat(load.err())
        .contains("… and 5 more that were not loaded [WOULD_LOSE_FIELDS]")
        .contains("… and 5 more that were not loaded [WOULD_LOSE_NOTES]");
  }

  @Test
  void replacedRecords_shouldBeKeptInANewFile() throws IOException {
    String full = "{primary_id: 'kept', account_type: 'INTERNAL', pin_number: '99', gender: 'X'}";
    load(file("first.json", full));
    Path shown = Files.writeString(temp.resolve("shown.json"), user("kept").out());
    Path less = file("less.json", "{primary_id: 'kept', account_type: 'EXTERNAL'}");
    Path keep = temp.resolve("keep.jsonl");

    CommandResult replaced = load(less, "--replace", "--keep", keep);
    CommandResult again = load(less, "--replace", "--keep", keep);
    CommandResult unchanged = load(less, "--replace", "--keep", temp.resolve("none.jsonl"));

    assertThat(replaced.exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keep)))
        .isEqualTo("rw-------");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("keep.jsonl already exists").contains("[KEEP_FILE_EXISTS]");
    assertThat(unchanged.exitCode()).isZero();
    assertThat(temp.resolve("none.jsonl")).doesNotExist();
    assertThat(user("kept").json().has("gender")).isFalse();

    assertThat(load(keep, "--replace").exitCode()).isZero();
    assertThat(user("kept").out()).isEqualTo(Files.readString(shown));
    assertThat(Files.readString(keep)).contains("\"99\"");
  }

  @Test
  void recordThatIsShownAndEdited_shouldKeepItsPin() throws IOException {
    load(file("pin.json", "{primary_id: 'pin', account_type: 'INTERNAL', pin_number: '8421'}"));
    CommandResult shown = user("pin");
    String more = shown.out().replace("\"primary_id\"", "\"gender\": \"X\", \"primary_id\"");
    Path edited = Files.writeString(temp.resolve("u.json"), more);

    CommandResult load = load(edited, "--replace");
    Path keep = temp.resolve("pins.jsonl");
    load(
        file("none.json", "{primary_id: 'pin', account_type: 'INTERNAL'}"),
        "--replace",
        "--keep",
        keep);

    assertThat(shown.out()).contains("\"pin_number\" : \"••••\"").doesNotContain("8421");
    assertThat(load.exitCode()).isZero();
    assertThat(load.err()).isEmpty();
    assertThat(Files.readString(keep)).contains("\"pin_number\":\"8421\"");
  }

  @Test
  void passwordsAndMaskedPins_ofNewUsers_shouldBeLeftOutWithARemark() throws IOException {
    Path users =
        file(
            "secret.jsonl",
            "{primary_id: 's1', account_type: 'INTERNAL', password: 'Winter-9!'}",
            "{primary_id: 's2', account_type: 'INTERNAL', pin_number: '••••'}");

    CommandResult load = load(users);

    assertThat(load.exitCode()).isZero();
    assertThat(load.err())
        .contains("secret.jsonl line 1: loaded s1, but its password was left out")
        .contains("secret.jsonl line 2: loaded s2, but its pin_number was left out")
        .doesNotContain("Winter");
    assertThat(user("s1").out()).doesNotContain("password", "Winter");
    assertThat(user("s2").out()).doesNotContain("pin_number");
  }

  @Test
  void synchronisation_shouldHoldNoRecordBack() throws IOException {
    String student = "primary_id: 'stu', account_type: 'EXTERNAL', external_id: 'SIS'";
    load(file("stu.json", "{" + student + ", gender: 'X', user_role: [{role_type: '32'}]}"));
    Path feed =
        file("sis.jsonl", "{" + student + ", gender: 'Y'}", "{primary_id: 'op', last_name: 'Z'}");

    CommandResult sync = load(feed, "--sync");
    CommandResult json = load(feed, "--sync", "--json");

    assertThat(sync.exitCode()).isZero();
    assertThat(sync.out()).contains("Loaded 1 user. Did not touch 1 internal user.");
    assertThat(json.json().path("internal_users").intValue()).isEqualTo(1);
    assertThat(user("stu").json().path("gender").path("value").asText()).isEqualTo("Y");
    assertThat(user("stu").json().path("user_role")).hasSize(1);
    assertThat(user("op").json().path("user_role")).hasSize(2);
  }

  @Test
  void briefRecordsAndPseudoIds_shouldBeRefused_evenWithReplace() throws IOException {
    Path list =
        file(
            "list.json",
            """
            {user: [{primary_id: 'op', first_name: 'O', last_name: 'P', status: {value: 'ACTIVE'},
                     link: 'https://api.example.edu/almaws/v1/users/op'},
                    {primary_id: 'No Primary ID (17)', last_name: 'Q', gender: 'X'}],
             total_record_count: 2}
            """);

    CommandResult load = load(list, "--replace");

    assertThat(load.exitCode()).isEqualTo(1);
    assertThat(load.err())
        .contains("brief form", "GET /almaws/v1/users/USER_ID", "[RECORD_IS_BRIEF]")
        .contains("[RECORD_WITH_PSEUDO_ID]");
    assertThat(user("op").json().path("user_role")).hasSize(2);
  }

  @Test
  void usersWithOneBarcode_shouldBeRemarked() throws IOException {
    String card = ", account_type: 'INTERNAL', user_identifier: [{id_type: '%s', value: '%s'}]}";

    CommandResult load =
        load(
            file(
                "cards.jsonl",
                "{primary_id: 'c1'" + card.formatted("BARCODE", "7001"),
                "{primary_id: 'c2'" + card.formatted("barcode", " 7001\u200B"),
                "{primary_id: 'c3'" + card.formatted("UNIV_ID", "7001"),
                "{primary_id: 'C1'" + card.formatted("BARCODE", "7001")));

    assertThat(load.exitCode()).isZero();
    assertThat(load.err().lines())
        .singleElement()
        .asString()
        .contains("cards.jsonl line 2: loaded c2, but its identifier of type barcode")
        .contains("that of \"c1\"", "[IDENTIFIER_TAKEN]");
  }
}
