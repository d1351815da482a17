package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.local.stack.DataFolderException;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StateMachineDeletingException;

/** A local stack and its data folder. */
class LocalStackTest {

  @TempDir Path folder;

  @Test
  void reopenedFolder_shouldHaveItsContents() {
    String id;
    String arn;
    try (TestLibrary library = TestLibrary.empty(folder)) {
      library.load(Patron.external("zoe"));
      EndedJob job =
          library.run(
              """
              {'initiated_by': 'user.manager', 'set': {'members': ['zoe']},
               'changes': {'account_type': {'value': 'INTERNAL'}},
               'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
              """);
      id = job.id();
      arn = job.execution().executionArn();
    }

    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      assertThat(stack.dataFolder().isFilled()).isTrue();
      assertThat(stack.users().find(PrimaryId.of("ZOE")))
          .hasValueSatisfying(
              user -> assertThat(user.user().code("account_type")).contains("INTERNAL"));
      assertThat(stack.bucket().list("jobs/" + id))
          .contains("jobs/" + id + "/report.json", "jobs/" + id + "/users.csv");
      assertThat(stack.stepFunctions().describeExecution(of -> of.executionArn(arn)).output())
          .contains("COMPLETED_SUCCESS");
      assertThat(InboxLetter.readAll(folder.resolve("inbox"))).hasSize(1);
    }
  }

  @Test
  void password_shouldBeTheSameAfterARestart() {
    String password;
    try (TestLibrary library = TestLibrary.empty(folder)) {
      library.load(Patron.external("zac"));
      library.run(
          """
          {'initiated_by': 'user.manager', 'set': {'members': ['zac']},
           'changes': {'account_type': {'value': 'INTERNAL'}},
           'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
          """);
      password = library.letterTo("zac@example.edu").password();
    }

    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      assertThat(
              TestLibrary.invoke(
                  new CheckCredential(stack.wiring()),
                  "{'primary_id': 'zac', 'password': '" + password + "'}"))
          .hasToString("{\"accepted\":true,\"must_change\":true,\"verdict\":\"ACCEPTED\"}");
    }
  }

  @Test
  void fillWithoutSample_shouldHaveOnlyLettersAndInstitution() throws Exception {
    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      assertThat(stack.dataFolder().isFilled()).isFalse();

      assertThat(stack.fill(false, ZoneId.of("Asia/Tokyo"))).isZero();

      assertThat(stack.dataFolder().isFilled()).isTrue();
      assertThat(Set.copyOf(stack.bucket().list(""))).isEqualTo(stockKeys());
      ObjectNode institution =
          (ObjectNode)
              Json.MAPPER.readTree(TestLibrary.HOME.resolve("letters/institution.json").toFile());
      assertThat(Json.MAPPER.readTree(stack.bucket().get("institution.json").orElseThrow()))
          .isEqualTo(institution.put("time_zone", "Asia/Tokyo"));
      stack.users().forEach(user -> assertThat(user).as("user").isNull());
    }
  }

  @Test
  void interruptedFill_shouldBeRepeated() throws Exception {
    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      stack.fill(true);
      stack.bucket().put("sets/all-students.csv", new byte[0], "text/csv");
    }
    Files.delete(folder.resolve("filled"));

    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      assertThat(stack.dataFolder().isFilled()).isFalse();
      assertThat(stack.fill(true)).isEqualTo(1_400);
      assertThat(stack.bucket().get("sets/all-students.csv").orElseThrow()).isNotEmpty();
      assertThat(stack.users().find(List.of(PrimaryId.of("mlibrarian"), PrimaryId.of("uadmin"))))
          .hasSize(2);
    }
  }

  @Test
  void stackWithStoppedJobs_shouldStartNoMoreJobs() {
    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      SfnClient states = stack.stepFunctions();
      assertThat(stack.stopJobs()).isEmpty();

      assertThatExceptionOfType(StateMachineDeletingException.class)
          .isThrownBy(
              () -> states.startExecution(of -> of.stateMachineArn(stack.stateMachineArn())))
          .withMessageContaining("The local stack is stopping and starts no new jobs.");
    }
  }

  @Test
  void folderInUse_shouldBeRejected() {
    try (LocalStack stack = LocalStack.open(folder, TestLibrary.HOME)) {
      assertThat(stack.dataFolder().isFilled()).isFalse();
      assertThatExceptionOfType(DataFolderException.class)
          .isThrownBy(() -> LocalStack.open(folder, TestLibrary.HOME))
          .withMessageContaining("in use by another Rollcall process");
    }
  }

  private static Set<String> stockKeys() throws Exception {
    Path letters = TestLibrary.HOME.resolve("letters");
    try (var files = Files.walk(letters)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> letters.relativize(file).toString().replace('\\', '/'))
          .map(name -> name.contains("/") ? "letters/" + name : name)
          .collect(Collectors.toSet());
    }
  }
}
