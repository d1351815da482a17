package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.PrintFixture.ADDRESS;
import static org.rollcall.local.PrintFixture.listed;
import static org.rollcall.local.PrintFixture.mark;
import static org.rollcall.local.PrintFixture.page;
import static org.rollcall.local.PrintFixture.withAddresses;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.FolderSearch;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.print.PrintedLetter;

/** Sign-in links in printed letters. */
class PrintedLinkFlowTest {

  private static final SettableClock CLOCK = new SettableClock();

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, CLOCK);
  }

  @AfterEach
  void resetClock() {
    CLOCK.reset();
  }

  /** A job that owes a user a letter with a link. */
  private static EndedJob convert(String id) {
    library.load(withAddresses(Patron.external(id), ADDRESS));
    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
             'changes': {'account_type': {'value': 'INTERNAL', 'credential': 'LINK'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
            """
                .formatted(id));
    assertThat(job.owed()).containsExactly("NO_PREFERRED_EMAIL 1");
    return job;
  }

  private static PrintedLetter letter(EndedJob job) {
    return page(library, job).letters().get(0);
  }

  private static String token(PrintedLetter letter) {
    String link = letter.typed().get(1);
    assertThat(link).startsWith("https://library.example.edu/account?");
    assertThat(letter.text()).contains(link);
    return link.substring(link.lastIndexOf('=') + 1);
  }

  private static String verdict(String token, boolean consumes) {
    return TestLibrary.invoke(
            new CheckCredential(library.wiring()),
            "{'token': '%s', 'consume': %s}".formatted(token, consumes))
        .path("verdict")
        .asText();
  }

  @Test
  void link_shouldBeValidFromTheMarkForTwentyOneDays() {
    EndedJob job = convert("lin");
    Instant printed = Instant.now().plus(Duration.ofDays(10));
    CLOCK.set(printed);
    String token = token(letter(job));
    String again = token(letter(job));
    String before = verdict(token, false);
    Instant marked = printed.plus(Duration.ofDays(1));
    CLOCK.set(marked);

    mark(library, job, List.of("lin"));

    assertThat(again).as("each file has the same link").isEqualTo(token);
    assertThat(before).isEqualTo("WRONG");
    assertThat(job.owed()).isEmpty();
    CLOCK.set(marked.plus(Duration.ofDays(21)).minusSeconds(1));
    assertThat(verdict(token, false)).isEqualTo("ACCEPTED");
    CLOCK.set(marked.plus(Duration.ofDays(21)));
    assertThat(verdict(token, false)).isEqualTo("EXPIRED");
  }

  @Test
  void link_shouldBeConsumedOnce() {
    EndedJob job = convert("liv");
    String token = token(letter(job));
    mark(library, job, List.of("liv"));

    assertThat(verdict(token, true)).isEqualTo("ACCEPTED");
    assertThat(verdict(token, true)).isEqualTo("CONSUMED");
    mark(library, job, List.of("liv"));
    assertThat(verdict(token, true)).as("marked again").isEqualTo("CONSUMED");
  }

  @Test
  void linkThatWasNotPrinted_shouldNotBeMarked() {
    EndedJob job = convert("lou");

    assertThat(listed(mark(library, job, List.of("lou")))).containsExactly("lou LINK_NOT_PRINTED");
    assertThat(job.owed()).isNotEmpty();
  }

  @Test
  void undo_shouldWithdrawAPrintedLink() {
    EndedJob job = convert("lea");
    String token = token(letter(job));
    mark(library, job, List.of("lea"));

    library.undo(job, "");

    assertThat(verdict(token, true)).isEqualTo("WITHDRAWN");
  }

  @Test
  void printedToken_shouldBeInNoFileOfTheDataFolder() {
    EndedJob job = convert("lux");
    String token = token(letter(job));
    mark(library, job, List.of("lux"));

    assertThat(FolderSearch.filesWith(token, folder)).isEmpty();
    assertThat(FolderSearch.filesWith(token.substring(16), folder)).isEmpty();
  }
}
