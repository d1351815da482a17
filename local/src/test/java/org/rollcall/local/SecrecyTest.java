package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.rollcall.local.FailingServices.code;
import static org.rollcall.local.FailingServices.on;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.lambda.NotifyUser;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.PrintLetters;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.UpdateUser;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Runs many kinds of jobs, most of them with errors whose messages contain personal data, and
 * checks that passwords, tokens of links and personal data are only where they are necessary.
 */
class SecrecyTest {

  /** Passwords that a user has typed in a sign-in service. */
  private static final String TYPED = "typed-4716";

  private static final String NOTIFIED =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  @TempDir static Path folder;
  static List<String> passwords = new ArrayList<>();
  static List<String> printedPasswords = new ArrayList<>();
  static List<String> answers = new ArrayList<>();
  static List<String> thrown = new ArrayList<>();
  static Map<String, String> objects = new TreeMap<>();
  static String history = "";
  static String output = "";
  static String printed = "";

  @BeforeAll
  static void runJobs() {
    try (OutputCapture all = new OutputCapture();
        TestLibrary library = TestLibrary.empty(folder)) {
      library.load(
          Stream.of("jules", "juno", "jane", "jack", "jill", "joan")
              .map(MarkedUsers::user)
              .toArray(Patron[]::new));
      library.load(
          Patron.internal("jo"), MarkedUsers.user("broken").with("expiry_date", "Quatermain"));
      EndedJob job = changeAllFields(library);
      runRejectedJobs(library);
      runFailingQueries(library);
      runWithAwsErrors(library);
      invokeFunctions(library, job);
      library.letters().stream()
          .filter(letter -> letter.text().contains("password"))
          .filter(letter -> !letter.text().contains("•"))
          .map(InboxLetter::password)
          .forEach(passwords::add);
      printLetters(library);
      checkCredentials(library);
      passwords.add(UsedLink.secret(library, answers));
      history =
          library
              .states()
              .getExecutionHistoryPaginator(
                  request -> request.executionArn(job.execution().executionArn()))
              .events()
              .stream()
              .map(SecrecyTest::text)
              .reduce("", String::concat);
      output = job.execution().output() + job.execution().input();
      library.keys("jobs/").forEach(key -> objects.put(key, library.object(key)));
      printed = all.text();
    }
  }

  /** Changes every field with personal data. One user fails. */
  private static EndedJob changeAllFields(TestLibrary library) {
    library.put(
        "sets/names.csv",
        "Name,primary_id,Email\nZephyrine,jules,zq.jules\n,juno,\n,jo,\n,broken,\n,nobody,\n");
    EndedJob job =
        library.run(
            """
            {'job_name': 'Everything', 'initiated_by': 'user.manager', 'set': 'names',
             'changes': {'account_type': {'value': 'INTERNAL'},
                         'expiry_date': {'extend_by': 'P1Y'},
                         'email': {'replace_domain': {'from': 'marked.example', 'to': 'moved.example'}},
                         'preferred_sms': {'clear': true},
                         'notes': {'remove': [{'text_contains': 'key of'}]},
                         'blocks': {'disable': [{'block_description': '02-GLOBAL'}]},
                         'statistics': {'remove': [{'statistic_category': 'AL'}]}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """);
    assertThat(job.count("letters_sent")).isEqualTo(2);
    assertThat(job.reason("broken")).isEqualTo("BROKEN_RECORD");
    return job;
  }

  private static void runRejectedJobs(TestLibrary library) {
    library.put("sets/headless.csv", "Zephyrine Quatermain;zq.jules@marked.example\njules;x\n");
    library.put("sets/torn.csv", "primary_id;Name\njules;Zephyrine;Quatermain\n");
    library.put("letters/TORN/letter.json", "{}");
    library.put("letters/TORN/en/subject.txt", "{{user.pin_number}}");
    for (String input :
        List.of(
            "{'initiated_by': 'jules', 'set': 'headless', 'changes': {'purge_date': {'clear': true}}}",
            "{'initiated_by': 'broken', 'set': 'torn', 'notify': {'type': 'TORN'}}")) {
      EndedJob rejected = library.run(input);
      assertThat(rejected.errors()).hasSizeGreaterThan(1);
      answers.add(rejected.execution().cause());
    }
    EndedJob test =
        library.run(
            NOTIFIED
                .formatted("jane")
                .replace("CHANGE'}", "CHANGE', 'test_to': 'me@example.edu'}"));
    assertThat(test.count("letters_sent")).isEqualTo(1);
  }

  /** Queries that fail because of values in the records. */
  private static void runFailingQueries(TestLibrary library) {
    for (String question :
        List.of(
            "$error(last_name)",
            "$number(first_name) > 1",
            "($f := first_name; $f(1))",
            "$replace(first_name, /Z/, function($m){$number(last_name)})")) {
      EndedJob set =
          library.run(
              """
              {'initiated_by': 'user.manager', 'set': {'query': "%s"},
               'changes': {'job_description': {'value': 'x', 'when': "%s"}}}
              """
                  .formatted(question, question));
      assertThat(set.count("failed")).isPositive();
      EndedJob when =
          library.run(
              """
              {'initiated_by': 'user.manager', 'set': {'members': ['jules']},
               'changes': {'job_description': {'value': 'x', 'when': "%s"}}}
              """
                  .formatted(question));
      assertThat(when.reason("jules")).isEqualTo("WHEN_FAILED");
    }
  }

  /** Errors of AWS whose messages contain personal data. */
  private static void runWithAwsErrors(TestLibrary library) {
    String all = String.join(" ", MarkedUsers.VALUES);
    EndedJob refused =
        library.run(
            FaultyClient.forSes(
                library.wiring(),
                on(
                    SendRawEmailRequest.class,
                    MessageRejectedException.builder()
                        .message(all)
                        .awsErrorDetails(code("MessageRejected"))
                        .build())),
            NOTIFIED.formatted("jane"));
    assertThat(refused.reason("jane")).isEqualTo("REFUSED");
    EndedJob unsent =
        library.run(
            FaultyClient.forSes(
                library.wiring(),
                on(SendRawEmailRequest.class, SesException.builder().message(all).build())),
            NOTIFIED.formatted("jack"));
    assertThat(unsent.reason("jack")).isEqualTo("SES_FAILED");
    EndedJob unwritten =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                on(
                    UpdateItemRequest.class,
                    DynamoDbException.builder()
                        .message(all)
                        .awsErrorDetails(code("ValidationException"))
                        .build())),
            NOTIFIED.formatted("jill"));
    assertThat(unwritten.reason("jill")).isEqualTo("WRITE_REFUSED");
    EndedJob unread =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request -> {
                  if (request instanceof BatchGetItemRequest read
                      && read.toString().contains("joan")) {
                    throw DynamoDbException.builder().message(all).build();
                  }
                }),
            NOTIFIED.formatted("joan"));
    assertThat(unread.result("joan")).isEqualTo("NOT_REACHED");
    answers.add(unread.execution().cause());
    EndedJob unprepared =
        library.run(
            FaultyClient.forDynamoDb(
                library.wiring(),
                on(ScanRequest.class, DynamoDbException.builder().message(all).build())),
            NOTIFIED.formatted("joan").replace("{'members': ['joan']}", "{'query': 'true'}"));
    answers.add(unprepared.execution().error() + unprepared.execution().cause());
  }

  /** Invokes functions with invalid events and with errors of AWS. */
  private static void invokeFunctions(TestLibrary library, EndedJob job) {
    String all = String.join(" ", MarkedUsers.VALUES);
    var torn =
        FaultyClient.forS3(
            library.wiring(),
            on(PutObjectRequest.class, S3Exception.builder().message(all).build()));
    String chunk = "{'job_id': '%s', 'chunk': 1, %s}";
    expectFailure(new UpdateUser(torn), chunk.formatted(job.id(), "'members': ['jules']"));
    expectFailure(new NotifyUser(torn), chunk.formatted(job.id(), "'letters_due': 1"));
    expectFailure(new ReportJob(torn), "{'job_id': '" + job.id() + "'}");
    expectFailure(new ReportJob(library.wiring()), "{'job_id': '../Quatermain'}");
    String outcomes = "jobs/" + job.id() + "/outcomes/000001.jsonl";
    String kept = library.object(outcomes);
    library.put(outcomes, "{\"result\": \"Quatermain\"}\n{}\n");
    answers.add(
        TestLibrary.invoke(new ReportJob(library.wiring()), "{'job_id': '" + job.id() + "'}")
            .toString());
    library.put(outcomes, kept);
    for (RequestStreamHandler function :
        List.of(
            new PrepareJob(library.wiring()),
            new UpdateUser(library.wiring()),
            new NotifyUser(library.wiring()),
            new ReportJob(library.wiring()),
            new CheckCredential(library.wiring()))) {
      expectFailure(function, "{'Quatermain': '" + TYPED + "'}");
      expectFailure(function, "Quatermain " + TYPED);
    }
  }

  /** Prints and marks the letter of a user without an email address, also with errors of AWS. */
  private static void printLetters(TestLibrary library) {
    library.load(PrintFixture.withAddresses(MarkedUsers.user("judy"), PrintFixture.ADDRESS));
    EndedJob job = library.run(NOTIFIED.formatted("judy"));
    printedPasswords.add(PrintFixture.page(library, job).letters().get(0).typed().get(1));
    answers.add(PrintFixture.mark(library, job, List.of("judy")).toString());
    library.keys("jobs/" + job.id()).forEach(key -> objects.put(key, library.object(key)));
    String all = String.join(" ", MarkedUsers.VALUES) + printedPasswords;
    var unread = on(BatchGetItemRequest.class, DynamoDbException.builder().message(all).build());
    expectFailure(
        new PrintLetters(FaultyClient.forDynamoDb(library.wiring(), unread)),
        "{'job_id': '%s', 'printed': ['Quatermain']}".formatted(job.id()));
    expectFailure(new PrintLetters(library.wiring()), "Quatermain " + TYPED);
  }

  private static void checkCredentials(TestLibrary library) {
    String request = "{'primary_id': 'jules', 'password': '%s'}";
    answers.add(
        TestLibrary.invoke(
                new CheckCredential(library.wiring()), request.formatted(passwords.get(0)))
            .toString());
    answers.add(
        TestLibrary.invoke(new CheckCredential(library.wiring()), request.formatted(TYPED))
            .toString());
    expectFailure(
        new CheckCredential(
            FaultyClient.forDynamoDb(
                library.wiring(),
                request2 -> {
                  throw new IllegalStateException(TYPED + passwords.get(0));
                })),
        request.formatted(TYPED));
    expectFailure(
        new CheckCredential(library.wiring()), "{'token': '" + TYPED + "', 'password': 'x'}");
  }

  /** Records an error as Lambda returns it: message and stack trace, with those of the causes. */
  private static void expectFailure(RequestStreamHandler function, String event) {
    byte[] request = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    try {
      function.handleRequest(new ByteArrayInputStream(request), new ByteArrayOutputStream(), null);
    } catch (IOException | RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      thrown.add(trace.toString());
      return;
    }
    fail(function + " has taken " + event);
  }

  @Test
  void passwords_shouldBeOnlyInTheLetters() {
    assertThat(passwords).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    for (String password : passwords) {
      assertThat(FolderSearch.filesWith(password, folder.resolve("inbox"))).hasSize(1);
      assertThat(otherFilesWith(password)).isEmpty();
    }
    assertThat(printedPasswords).hasSize(1).doesNotContainAnyElementsOf(passwords);
    assertThat(FolderSearch.filesWith(printedPasswords.get(0), folder)).isEmpty();
    assertThat(otherFilesWith(TYPED)).isEmpty();
    assertThat(otherFilesWith("Zephyrine"))
        .as("the users' database is among the searched files")
        .extracting(file -> file.getFileName().toString())
        .contains("users.db");
  }

  @Test
  void executions_shouldContainNoPersonalData() {
    Path files = folder.resolve("executions");
    assertThat(FolderSearch.filesWith("job_id", files)).isNotEmpty();
    for (String value : MarkedUsers.VALUES) {
      assertThat(FolderSearch.filesWith(value, files)).as(value).isEmpty();
    }
  }

  @Test
  void historyAndOutput_shouldContainNoPersonalData() {
    assertSecret(history);
    assertSecret(output);
    assertThat(history).contains("Report job");
    assertThat(output).contains("letters_sent");
  }

  @Test
  void responsesAndErrors_shouldContainNoPersonalData() {
    assertThat(answers).hasSizeGreaterThan(5).allSatisfy(SecrecyTest::assertSecret);
    assertThat(thrown).hasSizeGreaterThan(10).allSatisfy(SecrecyTest::assertSecret);
    assertThat(thrown)
        .as("the messages are useful")
        .anyMatch(
            trace ->
                trace.contains("S3Exception (") && trace.contains("SecrecyTest.invokeFunctions("));
  }

  @Test
  void logs_shouldContainNoPersonalData() {
    assertSecret(printed);
  }

  @Test
  void jobFolders_shouldContainPersonalDataOnlyInBeforeImages() {
    List<String> values = new ArrayList<>(MarkedUsers.VALUES);
    values.addAll(passwords);
    values.addAll(printedPasswords);
    objects.forEach(
        (key, content) -> {
          if (key.contains("/outcomes/")) {
            assertThat(content).as(key).doesNotContain(passwords);
          } else {
            assertThat(content).as(key).doesNotContain(values);
          }
        });
    assertThat(objects).hasSizeGreaterThan(100);
    assertThat(objects.values()).anyMatch(page -> page.contains("locker-4711"));
  }

  private static void assertSecret(String text) {
    assertThat(text).isNotNull().doesNotContain(MarkedUsers.VALUES).doesNotContain(passwords);
    assertThat(text).doesNotContain(TYPED).doesNotContain(printedPasswords);
  }

  /** An event with all its fields. Its own toString omits sensitive ones. */
  private static String text(HistoryEvent event) {
    return Json.MAPPER.convertValue(event.toBuilder(), JsonNode.class).toString();
  }

  /** The files with a text, except the letters. */
  private static List<Path> otherFilesWith(String text) {
    return FolderSearch.filesWith(text, folder).stream()
        .filter(file -> !file.startsWith("inbox"))
        .toList();
  }
}
