package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Where passwords and people's names may be found when jobs have run: nowhere but where they must.
 */
class SecrecyTest {

  private static final List<String> PERSONAL =
      List.of("Zephyrine", "Quatermain", "jules@example.edu", "juno@example.edu", "example.edu");

  @TempDir static Path folder;
  static List<String> passwords = new ArrayList<>();
  static String history = "";
  static String output = "";

  @BeforeAll
  static void runJobs() {
    try (Library library = Library.empty(folder)) {
      library.load(Patron.external("jules"), Patron.external("juno"), Patron.internal("jo"));
      EndedJob job =
          library.run(
              """
              {'job_name': 'Secret', 'initiated_by': 'user.manager',
               'set': {'members': ['jules', 'juno', 'jo', 'nobody']},
               'changes': {'account_type': {'value': 'INTERNAL'}},
               'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
              """);
      library.letters().stream().map(Mail::password).forEach(passwords::add);
      Library.invoke(
          new CheckCredential(library.wiring()),
          "{'primary_id': 'jules', 'password': '" + passwords.get(0) + "'}");
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
    }
  }

  @Test
  void passwords_shouldBeInTheLettersAndNowhereElseOnTheDisk() {
    Map<Boolean, List<Path>> files = files();

    assertThat(passwords).hasSize(2).doesNotHaveDuplicates();
    for (String password : passwords) {
      assertThat(files.get(true)).filteredOn(file -> holds(file, password)).hasSize(1);
      assertThat(files.get(false)).filteredOn(file -> holds(file, password)).isEmpty();
    }
    assertThat(files.get(false))
        .as("the users' database is among the files that are searched, and can be")
        .filteredOn(file -> holds(file, "Zephyrine"))
        .extracting(file -> file.getFileName().toString())
        .contains("users.db");
  }

  @Test
  void executions_shouldHoldNoPasswordsNamesOrAddresses() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("executions"))) {
      List<Path> kept = files.filter(Files::isRegularFile).toList();
      assertThat(kept).isNotEmpty();
      assertThat(kept).filteredOn(file -> holds(file, "jules")).isNotEmpty();
      assertThat(kept)
          .filteredOn(file -> PERSONAL.stream().anyMatch(word -> holds(file, word)))
          .isEmpty();
    }
  }

  @Test
  void historyAndOutput_shouldHoldNoPasswordsNamesOrAddresses() {
    assertThat(history).contains("jules").doesNotContain(PERSONAL).doesNotContain(passwords);
    assertThat(output).contains("letters_sent").doesNotContain(PERSONAL).doesNotContain(passwords);
  }

  /** An event in full; its own text leaves out whatever may be sensitive. */
  private static String text(HistoryEvent event) {
    return Json.MAPPER.convertValue(event.toBuilder(), JsonNode.class).toString();
  }

  /** The files of the data folder, by whether they are letters. */
  private static Map<Boolean, List<Path>> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.partitioningBy(file -> file.startsWith(folder.resolve("inbox"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String word) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
