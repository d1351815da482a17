package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that check and show what is put: put, get, rm, sets and users. */
class PutCommandTest {

  @TempDir static Path temp;
  static Path data;

  @BeforeAll
  static void init() {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data).exitCode()).isZero();
  }

  private static CommandResult run(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data;
    return CommandResult.runOnly(all);
  }

  private static Path file(String name, String content) throws IOException {
    Path file = Files.createTempDirectory(temp, "file").resolve(name);
    return Files.writeString(file, content);
  }

  private static List<String> keys(String prefix) {
    return run("ls", prefix).lines();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "institution.json|{\"code\": \"X\",}|a comma too many",
        "institution.json|{\"code\": \"X\"}|default_language: is missing",
        "sets/b.json|{\"type\": \"LOGICAL\", \"query\": \"a == 1\"}|equality is a single =",
        "sets/b.csv|name,group|[",
        "sets/b.json|{\"type\": \"COMBINED\", \"any_of\": [\"no-such\"]}|no-such",
        "codes/Campuses.json|[1, 2]|row[0]",
        "letters/ACCOUNT_UPDATED/en/body.txt|Hello {{user.nmae}}|user.nmae"
      })
  void objectForWhichAJobIsRejected_shouldNotBePut(String key, String content, String fault)
      throws IOException {
    String before = run("get", key).out();

    CommandResult put = run("put", key, file("file", content));

    assertThat(put.exitCode()).isEqualTo(2);
    assertThat(put.err()).contains(fault, "[OBJECT_REFUSED]");
    assertThat(run("get", key).out()).isEqualTo(before);
  }

  @Test
  void force_shouldPutAnyObject() throws IOException {
    CommandResult put = run("put", "sets/forced.csv", file("f", "name,group"), "--force");

    assertThat(put.exitCode()).isZero();
    assertThat(put.err()).contains("Remark: ");
    assertThat(keys("sets/forced")).hasSize(1);
    run("rm", "sets/forced.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "members.csv|if it is a set, put it as sets/members.csv",
        "set/members.csv|if it is a set, put it as sets/members.csv",
        "letters/ACCOUNT_UPDATED/en/boddy.html|did you mean letters/ACCOUNT_UPDATED/en/body.html?",
        "institutions.json|did you mean institution.json?",
        "codes/Usergroup.json|did you mean codes/UserGroups.json?",
        "codes/Colours.json|docs/codes.md lists the tables that jobs read",
        "sets/members|the key of a set ends with .csv, .txt, .xlsx or .json",
        "notes.pdf|no job reads an object with this key"
      })
  void keyThatNoJobReads_shouldBeARemarkWithTheNearest(String key, String hint) throws IOException {
    CommandResult put = run("put", key, file("f", "primary_id\nx\n"));

    assertThat(put.exitCode()).isZero();
    assertThat(put.err()).contains(hint, "[OBJECT_NOT_READ_BY_JOBS]");
    assertThat(run("rm", key).exitCode()).isZero();
    assertThat(keys(key)).isEmpty();
  }

  @Test
  void partOfANewLetter_shouldBeARemark() throws IOException {
    CommandResult put = run("put", "letters/SOON/en/subject.txt", file("f", "Soon"));

    assertThat(put.exitCode()).isZero();
    assertThat(put.err()).contains("letters/SOON/letter.json", "[LETTER_SETTINGS_MISSING]");
    run("rm", "letters/SOON/en/subject.txt");
  }

  @Test
  void folder_shouldBePutAndGotten() throws IOException {
    Path stock = temp.resolve("stock");
    assertThat(run("get", "letters/ACCOUNT_UPDATED/", stock).exitCode()).isZero();
    Files.writeString(stock.resolve(".hidden"), "x");

    CommandResult put = run("put", "letters/COPIED/", stock);

    assertThat(put.exitCode()).as(put.err()).isZero();
    assertThat(put.err()).contains("Put letters/COPIED/letter.json: part of the letter COPIED.");
    assertThat(keys("letters/COPIED/"))
        .containsExactlyElementsOf(
            keys("letters/ACCOUNT_UPDATED/").stream()
                .map(key -> key.replace("ACCOUNT_UPDATED", "COPIED"))
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sets/n.csv|primary_id⏎a⏎b⏎|a set with 2 members.",
        "sets/n.CSV|BARCODE⏎none-1⏎|a set with 1 member.",
        "sets/n.CSV|BARCODE⏎none-1⏎|1 without exactly one user who has the identifier",
        "sets/n.json|{\"type\": \"LOGICAL\", \"query\": \"user_group = 'UG'\"}|a set with 0 members.",
        "sets/n.json|{\"type\": \"LOGICAL\", \"query\": \"user_group = 'UG'\"}|did you mean user_group.value?",
        "codes/UserTitles.json|{\"DR\": \"Dr\"}|a code table with 1 code."
      })
  void objectThatWasPut_shouldBeDescribed(String key, String content, String what)
      throws IOException {
    assertThat(run("put", key, file("f", content.replace('⏎', '\n'))).err()).contains(what);
    run("rm", key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sets|sets is a folder; put the file as sets/f",
        "sets/|sets is a folder; put the file as sets/f",
        "letters/ACCOUNT_UPDATED|put the file as letters/ACCOUNT_UPDATED/f"
      })
  void keyOfAFolder_shouldBeRefusedForAFile(String key, String message) throws IOException {
    CommandResult put = run("put", key, file("f", "primary_id"));

    assertThat(put.exitCode()).isEqualTo(2);
    assertThat(put.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"get, letters", "rm, sets", "rm, sets/"})
  void folder_shouldNotBeReadOrRemovedAsAnObject(String command, String key) {
    CommandResult result = run(command, key);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is a folder: ./rollcall ls ");
  }

  @Test
  void folderWithoutFiles_shouldBeRefused() throws IOException {
    CommandResult put = run("put", "letters/NONE", Files.createTempDirectory(temp, "empty"));

    assertThat(put.exitCode()).isEqualTo(2);
    assertThat(put.err()).contains("[FOLDER_EMPTY]");
  }

  @Test
  void set_shouldBeShownWithItsFirstMembers() {
    CommandResult set = run("sets", "all-students");

    assertThat(set.lines()).hasSize(22);
    assertThat(set.lines().get(0)).matches("\\d+ members");
    assertThat(set.lines().get(21)).matches("  and \\d+ more");
    assertThat(run("sets", "all-students", "--json").json().path("first")).hasSize(20);
    assertThat(run("sets").lines()).contains("all-students", "graduating-patrons");
    assertThat(run("sets", "all-studentz").err()).contains("[SET_NOT_FOUND]", "all-students");
  }

  @Test
  void setWhoseIdsLostLeadingZeros_shouldBeShownWithAHint() throws IOException {
    run("put", "sets/desk.csv", file("f", "Barcode\n21000000\n21000040\n"));

    CommandResult set = run("sets", "desk");

    assertThat(set.err())
        .contains("2 of 2 IDs that are not found would be found with leading zeros");
    run("rm", "sets/desk.csv");
  }

  @Test
  void query_shouldShowItsUsersAndWarnOfFieldsThatNoUserHas() {
    CommandResult one = run("users", "primary_id = 'aarav.patel.0073'");
    CommandResult none = run("users", "user_group = 'UG'");

    assertThat(one.lines().get(0)).isEqualTo("1 member");
    assertThat(one.lines().get(1)).startsWith("  aarav.patel.0073  UG  ACTIVE");
    assertThat(none.lines().get(0)).isEqualTo("0 members");
    assertThat(none.err()).contains("did you mean user_group.value?");
  }

  @Test
  void missingDataFolder_shouldNotBeCreated() throws IOException {
    Path missing = temp.resolve("mine");
    Path empty = Files.createDirectory(temp.resolve("nothing"));

    for (Path folder : List.of(missing, empty)) {
      CommandResult command = CommandResult.runOnly("ls", "--data", folder);

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("./rollcall init " + folder, "[DATA_FOLDER_MISSING]");
    }
    assertThat(missing).doesNotExist();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void dataFolder_shouldBeIgnoredByGit() {
    assertThat(data.resolve(".gitignore")).hasContent("*");
  }
}
