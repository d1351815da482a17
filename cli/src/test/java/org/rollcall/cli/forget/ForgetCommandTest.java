package org.rollcall.cli.forget;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;
import org.rollcall.Given;
import org.rollcall.PageText;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.command.ExitCode;
import org.rollcall.local.LocalStack;
import org.rollcall.user.PrimaryId;

/**
 * {@code rollcall forget}. {@code PersonalDataDocumentTest} tests the statements of {@code
 * docs/personal-data.md}.
 */
class ForgetCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String ID = "reader.0042";

  /** The user to erase, a user whose item is lost before the report, and other users. */
  private static final List<String> MEMBERS = List.of(ID, "lost", "open.1", "open.2", "done");

  private static final String JOB =
      """
      {"initiated_by": "manager", "set": "leavers",
       "changes": {"account_type": {"value": "INTERNAL"}, "user_group": {"value": "ALUMNI"}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  private static final String NOTIFY = ", \"notify\": {\"type\": \"NOTIFY_PASSWORD_CHANGE\"}";

  @TempDir Path temp;
  private Path data;
  private Path folder;
  private String job = "";

  /** Runs a job and deletes all but one of its ledger's pages, as if it had been stopped. */
  @BeforeEach
  void runJob() throws IOException {
    data = temp.resolve("data");
    run("init", data, "--empty");
    load(
        Stream.concat(
            Stream.of(
                """
                {"primary_id": "manager", "account_type": "INTERNAL", \
                "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]}"""),
            MEMBERS.stream().map(ForgetCommandTest::member)));
    Path set = file("leavers.csv", "primary_id\n" + String.join("\n", MEMBERS));
    run("put", "sets/leavers.csv", set, "--data", data);
    job =
        run("run", file("job.json", JOB), "--json", "--data", data).json().path("job_id").asText();
    folder = data.resolve("objects/rollcall/jobs").resolve(job);
    for (int chunk = 1; chunk < MEMBERS.size(); chunk++) {
      Files.delete(folder.resolve("outcomes/00000%d.jsonl".formatted(chunk)));
      Files.delete(folder.resolve("letters/00000%d.jsonl".formatted(chunk)));
    }
    delete("lost");
    run("report", job, "--rebuild", "--data", data);
  }

  @Test
  void links_shouldBeDeletedAlsoIfTheyWereSuperseded() throws IOException {
    String link = "\"changes\": {\"account_type\": {\"value\": \"INTERNAL\"%s}}";
    String external =
        "\"changes\": {\"account_type\": {\"value\": \"EXTERNAL\"}, \"external_id\": {\"value\": \"SIS\"}}";
    for (int i = 0; i < 2; i++) {
      change(external, "");
      change(link.formatted(", \"credential\": \"LINK\""), NOTIFY);
    }

    CommandResult forgotten = run("forget", ID, "--data", data);

    assertThat(forgotten.out()).contains("2 sign-in links deleted.");
    assertThat(run("forget", ID, "--data", data).out()).doesNotContain("sign-in link");
  }

  private void change(String changes, String notify) throws IOException {
    String input = "{\"initiated_by\": \"manager\", \"set\": {\"members\": [\"%s\"]}, %s%s}";
    run("run", file("change.json", input.formatted(ID, changes, notify)), "--data", data);
  }

  @Test
  void otherUsers_inTheReportOfAStoppedJob_shouldNotChangeAfterTheirItemsChanged()
      throws IOException {
    List<String> rows = lines("users.csv");
    List<String> page = rowsOfPage();
    String failed = Files.readString(folder.resolve("failed.csv"));
    String report = Files.readString(folder.resolve("report.json"));
    assertThat(rows).filteredOn(row -> row.contains(",UPDATED,")).hasSize(4);
    assertThat(failed).isEqualTo("\ufeffprimary_id\r\nlost\r\n");
    delete("open.1");
    load(Stream.of(member("lost")));
    run("run", file("job.json", JOB.replace("ALUMNI", "LATER")), "--data", data);

    run("forget", ID, "--data", data);

    assertThat(lines("users.csv")).anyMatch(row -> row.startsWith("forgotten-"));
    assertThat(lines("users.csv").stream().filter(row -> !row.startsWith("forgotten-")))
        .containsExactlyElementsOf(rows.stream().filter(row -> !row.startsWith(ID)).toList());
    assertThat(rowsOfPage()).isEqualTo(page);
    assertThat(folder.resolve("failed.csv")).hasContent(failed);
    assertThat(folder.resolve("report.json")).hasContent(report);
  }

  @Test
  void person_whoFailed_shouldBeReplacedInFailedCsvAndTheReport() {
    run("forget", "lost", "--data", data);

    assertThat(lines("failed.csv")).hasSize(2).anyMatch(row -> row.startsWith("forgotten-"));
    assertThat(lines("users.csv")).anyMatch(row -> row.matches("forgotten-\\w+,NOT_REACHED,.*"));
    assertThat(page()).contains("forgotten-").doesNotContain("\"lost\"");
  }

  @Test
  void personWhoseNameAndPhoneAreShown_shouldBeErasedWithThem() throws IOException {
    String institution = run("get", "institution.json", "--data", data).out();
    run(
        "put",
        "institution.json",
        file(
            "shows.json",
            institution.replaceFirst(
                "\\{", "{ \"report_shows\": [\"name\", \"phone\", \"changed_values\"],")),
        "--data",
        data);
    load(
        Stream.of(
            """
            {"primary_id": "without.mail", "first_name": "Wilhelmina", "last_name": "Okonkwo", \
            "account_type": "EXTERNAL", "external_id": "SIS-0815", \
            "contact_info": {"phone": [{"phone_number": "0170 5550199", "preferred": true}]}}"""));
    Path input = file("one.json", JOB.replace("\"leavers\"", "{\"members\": [\"without.mail\"]}"));
    String id = run("run", input, "--json", "--data", data).json().path("job_id").asText();
    folder = data.resolve("objects/rollcall/jobs").resolve(id);
    assertThat(page()).contains("Wilhelmina", "0170 5550199", "SIS-0815");
    run("report", id, "--data", data);

    run("forget", "without.mail", "--data", data);

    List<String> texts =
        List.of("without.mail", "Wilhelmina", "Okonkwo", "0170 5550199", "SIS-0815");
    assertThat(texts)
        .allSatisfy(text -> assertThat(FolderSearch.filesWith(text, folder)).isEmpty());
  }

  @Test
  void erasure_thatWasInterrupted_shouldBeCompletedByTheNextOne() throws IOException {
    List<String> names = List.of("users.csv", "failed.csv", "report.html");
    List<String> before = names.stream().map(this::read).toList();
    run("forget", ID, "--data", data);
    for (String name : names) {
      Files.writeString(folder.resolve(name), before.get(names.indexOf(name)));
    }

    CommandResult again = run("forget", ID, "--data", data);

    assertThat(again.out()).contains("1 job had this member");
    assertThat(FolderSearch.filesWith(ID, folder)).isEmpty();
  }

  @Test
  void person_withALaterDeliveryEvent_shouldBeErasedAgain() throws IOException {
    List<Path> before = deliveries();
    run("forget", ID, "--data", data);
    List<Path> after = deliveries();
    Path deleted = before.stream().filter(not(after::contains)).findFirst().orElseThrow();
    Files.copy(after.get(0), deleted);

    CommandResult again = run("forget", ID, "--data", data);

    assertThat(again.out()).contains("1 job had this member");
    assertThat(deliveries()).hasSameSizeAs(before).isEqualTo(after);
  }

  @Test
  void report_thatWasInterrupted_shouldBeDeletedAndMadeAgain() throws IOException {
    Files.delete(folder.resolve("report.json"));

    run("forget", ID, "--data", data);

    assertThat(folder.resolve("users.csv")).doesNotExist();
    assertThat(folder.resolve("report.html")).doesNotExist();
    assertThat(run("report", job, "--rebuild", "--data", data).out()).contains("5  members");
    assertThat(lines("users.csv")).anyMatch(row -> row.startsWith("forgotten-"));
  }

  @Test
  void letter_thatWasSentTwice_shouldBeDeletedInBothCopies() throws IOException {
    Path letter = lettersTo(ID).get(0);
    Files.copy(letter, letter.resolveSibling("first-copy.eml"));

    CommandResult forgotten = run("forget", ID, "--data", data);

    assertThat(forgotten.out()).contains("2 letters in the inbox deleted.");
    assertThat(lettersTo(ID)).isEmpty();
    assertThat(lettersTo("done")).hasSize(1);
  }

  @Test
  void names_inTheRecordOrTheCommand_shouldBeReplacedInAllJobs() throws IOException {
    Path set = file("cards.csv", "BARCODE\n0021\n0022\n0042\n");
    run("put", "sets/cards.csv", set, "--data", data);
    Path input = file("cards.json", JOB.replace("leavers", "cards"));
    String cards = run("run", input, "--json", "--data", data).json().path("job_id").asText();
    String listed = "{\"members\": [\"0021\", \"0022\"], \"id_type\": \"BARCODE\"}";
    Path inline = file("listed.json", JOB.replace("\"leavers\"", listed));
    String other = run("run", inline, "--json", "--data", data).json().path("job_id").asText();

    CommandResult forgotten = run("forget", ID, "--also", "barcode 0021", "--data", data);

    assertThat(forgotten.out()).contains("3 jobs had this member", "sets/cards.csv lists this");
    assertThat(run("get", "jobs/" + cards + "/users.csv", "--data", data).out())
        .contains("\r\nforgotten-", "\r\nBARCODE 0022,NOT_FOUND,")
        .doesNotContain("0021", "0042");
    assertThat(run("get", "jobs/" + other + "/job.json", "--data", data).out())
        .contains("\"0022\"", "\"forgotten-")
        .doesNotContain("0021");
  }

  @Test
  void name_ofAnotherUser_shouldBeRefusedBeforeAnythingIsErased() {
    CommandResult refused = CommandResult.run("forget", ID, "--also", "DONE", "--data", data);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.REJECTED);
    assertThat(refused.err())
        .contains("--also DONE is the primary ID of another user", "[ALSO_IS_A_USER]");
    assertThat(run("user", ID, "--data", data).json().path("primary_id").asText()).isEqualTo(ID);
    assertThat(read("users.csv")).contains(ID, "done");
  }

  private static String member(String id) {
    return """
    {"primary_id": "%1$s", "account_type": "EXTERNAL", "external_id": "SIS", "user_group": "UG", \
    "user_identifier": [{"id_type": "BARCODE", "value": "0042", "status": "INACTIVE"}], \
    "contact_info": {"email": [{"email_address": "%1$s@example.edu", "preferred": true}]}}"""
        .formatted(id);
  }

  private static CommandResult run(Object... arguments) {
    CommandResult command = CommandResult.run(arguments);
    assertThat(command.exitCode()).as(command.err()).isZero();
    return command;
  }

  private void load(Stream<String> records) throws IOException {
    run("load", file("users.jsonl", String.join("\n", records.toList())), "--data", data);
  }

  private void delete(String id) {
    try (LocalStack stack = LocalStack.open(data, HOME)) {
      assertThat(stack.userAdministration().delete(PrimaryId.of(id))).isTrue();
    }
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String name) {
    return read(name).lines().toList();
  }

  /** The members in the report's page, without the erased user: a list for each column. */
  private List<String> rowsOfPage() {
    JsonNode columns =
        Given.json(
            page()
                .lines()
                .filter(line -> line.startsWith("<script"))
                .findFirst()
                .orElseThrow()
                .replaceAll("</?script[^>]*>", ""));
    return IntStream.range(0, columns.path("id").size())
        .mapToObj(row -> columns.valueStream().map(column -> column.path(row)).toList().toString())
        .filter(not(row -> row.contains(ID) || row.contains("forgotten-")))
        .toList();
  }

  private String page() {
    return PageText.of(read("report.html"));
  }

  private List<Path> deliveries() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("deliveries"))) {
      return files.sorted().toList();
    }
  }

  private List<Path> lettersTo(String id) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("inbox"))) {
      return files.filter(file -> isTo(id, file)).toList();
    }
  }

  private static boolean isTo(String id, Path letter) {
    try {
      return Files.readString(letter).contains("Delivered-To: " + id + "@example.edu");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
