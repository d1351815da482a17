package org.rollcall.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.cli.AwsEnvironment;
import org.rollcall.cli.CommandResult;
import org.rollcall.local.LambdaService;
import org.rollcall.local.LocalStack;
import org.rollcall.local.ServedStack;
import org.rollcall.local.endpoint.AwsEndpoint;

/** {@code rollcall letters print}. */
class LettersPrintCommandTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  private static final String USERS =
      """
      [{"primary_id": "desk", "account_type": "INTERNAL", "status": "ACTIVE",
        "user_role": [{"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}]},
       {"primary_id": "reader<1>", "account_type": "EXTERNAL", "external_id": "SIS",
        "first_name": "Noor", "last_name": "O'Hara <&>", "preferred_language": "ar",
        "contact_info": {"address": [{"preferred": true, "line1": "1 <b>Mill</b> Lane",
          "city": "Ottawa", "state_province": "ON", "postal_code": "K1A 0B1",
          "country": {"value": "CAN", "desc": "Canada"}}]}},
       {"primary_id": "second", "account_type": "EXTERNAL", "external_id": "SIS",
        "first_name": "Juno", "contact_info": {"address": [{"preferred": true,
          "line1": "2 Mill Lane", "city": "Wien", "postal_code": "1010"}]}},
       {"primary_id": "homeless", "account_type": "EXTERNAL", "external_id": "SIS"}]
      """;

  private static final String JOB =
      """
      {"initiated_by": "desk", "set": {"members": ["reader<1>", "second", "homeless"]},
       "changes": {"account_type": {"value": "INTERNAL"}},
       "notify": {"type": "NOTIFY_PASSWORD_CHANGE"}}
      """;

  private static final Pattern PASSWORD =
      Pattern.compile("<code>((?=\\w*[0-9])(?=\\w*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10})</code>");

  @TempDir static Path temp;
  static Path data;
  static String job;

  @BeforeAll
  static void runJob() throws IOException {
    data = temp.resolve("data");
    assertThat(CommandResult.run("init", data, "--empty").exitCode()).isZero();
    job = run("");
  }

  /** Loads the users, and runs the job for them. Their IDs begin with a prefix. */
  private static String run(String prefix) throws IOException {
    Path users = Files.writeString(temp.resolve("users.json"), withPrefix(USERS, prefix));
    assertThat(CommandResult.run("load", users, "--data", data).exitCode()).isZero();
    Path input = Files.writeString(temp.resolve("job.json"), withPrefix(JOB, prefix));
    return CommandResult.run("run", input, "--json", "--data", data).json().path("job_id").asText();
  }

  private static String withPrefix(String json, String prefix) {
    return json.replaceAll("\"(reader<1>|second|homeless)\"", "\"" + prefix + "$1\"");
  }

  private static CommandResult print(String jobId, Path file, Object... options) {
    Object[] all = new Object[options.length + 7];
    Object[] first = {"letters", "print", jobId, "--out", file, "--data", data};
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(options, 0, all, first.length, options.length);
    return CommandResult.run(all);
  }

  @Test
  void file_shouldBeForItsOwnerAndSayWhatItContains() throws IOException {
    Path file = temp.resolve("owner.html");

    CommandResult command = print(job, file);

    String html = Files.readString(file);
    assertThat(command.exitCode()).isZero();
    assertThat(command.out())
        .startsWith("2 letters are in " + file + ", which only you can read.")
        .contains("homeless", "[NO_POSTAL_ADDRESS]", "The letters are still owed.");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Path.of(file + ".part")).doesNotExist();
    assertThat(html.substring(0, html.indexOf("</section>")))
        .contains("<b>This file contains credentials</b>", job);
    assertThat(html).contains("size: 210mm 297mm");
  }

  @Test
  void letters_shouldHaveTheirPasswordsOnly() throws IOException {
    Path file = temp.resolve("passwords.html");

    CommandResult command = print(job, file);

    String html = Files.readString(file);
    String end = html.substring(html.lastIndexOf("<section"));
    Matcher passwords = PASSWORD.matcher(html);
    assertThat(passwords.results()).hasSize(2);
    passwords.reset();
    while (passwords.find()) {
      String password = passwords.group(1);
      assertThat(html.split(password, -1)).as("only once").hasSize(2);
      assertThat(command.out() + command.err() + end).doesNotContain(password);
    }
    assertThat(end).contains("homeless", "NO_POSTAL_ADDRESS").doesNotContain("<code>");
  }

  @Test
  void letter_shouldBeEscapedAndInItsDirection() throws IOException {
    Path file = temp.resolve("arabic.html");

    print(job, file, "--paper", "LETTER");

    String html = Files.readString(file);
    assertThat(html)
        .contains("size: 8.5in 11in")
        .contains("<section class=\"sheet letter\" lang=\"ar\" dir=\"rtl\">")
        .contains("<section class=\"sheet letter\" lang=\"en\" dir=\"ltr\">")
        .contains(
            "<div dir=\"auto\">Noor O&#39;Hara &lt;&amp;&gt;</div>"
                + "<div dir=\"auto\">1 &lt;b&gt;Mill&lt;/b&gt; Lane</div>"
                + "<div dir=\"auto\">Ottawa, ON K1A 0B1</div><div dir=\"auto\">CANADA</div>")
        .contains("<div dir=\"auto\">1010 Wien</div>")
        .contains("<code>reader&lt;1&gt;</code>")
        .doesNotContain("<b>Mill", "<script");
  }

  @Test
  void markedLetters_shouldBeInTheReportAndNotInTheNextFile() throws IOException {
    String second = run("m.");

    CommandResult command = print(second, temp.resolve("marked.html"), "--mark");
    CommandResult again = print(second, temp.resolve("again.html"));

    assertThat(command.exitCode()).isZero();
    assertThat(command.out()).contains("Marked as printed: 2");
    assertThat(CommandResult.run("report", second, "--data", data).out())
        .contains("2  letters printed", "1 letter owed");
    assertThat(again.out()).startsWith("There is no letter to print, so no file was written.");
    assertThat(temp.resolve("again.html")).doesNotExist();
  }

  @Test
  void existingFile_shouldNotBeReplaced() throws IOException {
    Path file = Files.writeString(temp.resolve("existing.html"), "letters");

    CommandResult command = print(job, file);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err()).contains("[PRINT_FILE_EXISTS]");
    assertThat(file).hasContent("letters");
  }

  @Test
  void unknownJob_shouldBeRejected() {
    CommandResult unknown = print("no-such-job", temp.resolve("none.html"));
    CommandResult invalid = print("no/job", temp.resolve("none.html"));

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err() + invalid.err()).contains("[PRINTED_JOB_UNKNOWN]");
    assertThat(invalid.exitCode()).isEqualTo(2);
    assertThat(temp.resolve("none.html")).doesNotExist();
  }

  private static final String LETTER =
      """
      {"letters": [{"primary_id": "%s", "language": "en", "is_right_to_left": false,
        "sender": "Library", "sender_address": "", "address": ["A", "B"], "subject": "S",
        "text": "Text", "typed": []}], "listed": [], "marked": [] %s}
      """;

  @Test
  void letterThatCannotBeMarked_shouldBeNamed() {
    Path folder = temp.resolve("served");
    Path file = temp.resolve("unmarked.html");
    try (LocalStack stack = LocalStack.open(folder, HOME)) {
      stack.fill(false);
      ServedStack served = stack.serve();
      AwsEnvironment environment = AwsEnvironment.of(served);
      try (AwsEndpoint lambda = AwsEndpoint.start(0, served.key())) {
        lambda.addRestService(
            LambdaService.VERSION,
            new LambdaService(
                (function, request) ->
                    Given.json(
                        !function.endsWith("PrintLetters")
                            ? "{'status': 'COMPLETED_SUCCESS'}"
                            : !request.path("printed").isEmpty()
                                ? "{'marked': ['two'], 'listed': [{'primary_id': 'one',"
                                    + " 'code': 'LETTER_NOT_OWED', 'message': 'not owed'}]}"
                                : request.has("from")
                                    ? LETTER.formatted("two", "")
                                    : LETTER.formatted(
                                        "one", ", \"next\": {\"chunk\": 1, \"member\": 7}"))));
        System.setProperty("aws.endpointUrlLambda", lambda.uri().toString());

        CommandResult command =
            CommandResult.onStack("letters", "print", "job", "--out", file, "--mark");

        assertThat(command.out()).contains("2 letters are in " + file, "Marked as printed: 1");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.err()).contains("one [LETTERS_NOT_MARKED]");
        assertThat(file).exists();
      } finally {
        System.clearProperty("aws.endpointUrlLambda");
        environment.close();
      }
    }
  }
}
