package org.rollcall.local;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.LetterJobs.CONVERT;
import static org.rollcall.local.PrintFixture.ADDRESS;
import static org.rollcall.local.PrintFixture.printed;
import static org.rollcall.local.PrintFixture.withAddresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import org.rollcall.lambda.Wiring;
import org.rollcall.print.PrintAnswer;
import org.rollcall.print.PrintAnswer.Listed;

/**
 * For each job: the members who were owed a letter are those whose letter was mailed, those whose
 * letter is printed, and those who are listed.
 */
class PrintedLettersLawTest {

  private static final Path FOLDER = createFolder();
  private static final TestLibrary LIBRARY = TestLibrary.empty(FOLDER);
  private static int jobs;

  /** The kinds of members. */
  enum Kind {
    MAILED,
    WITHOUT_EMAIL,
    WITHOUT_ANY_ADDRESS,
    SEVERAL_EMAILS,
    BOUNCED,
    SEVERAL_POSTAL_ADDRESSES,
    UNREADABLE_RECORD,
    NOT_MAILED,
    OTHER_LANGUAGE;

    private Patron patron(String id) {
      Patron patron = Patron.external(id);
      return switch (this) {
        case MAILED, NOT_MAILED -> patron;
        case WITHOUT_EMAIL -> withAddresses(patron, ADDRESS);
        case WITHOUT_ANY_ADDRESS -> patron.withoutEmail();
        case SEVERAL_EMAILS ->
            contacts(patron, email("a@example.edu") + "," + email("b@example.edu"));
        case BOUNCED -> contacts(patron, email("bounce+" + id + "@simulator.amazonses.com"));
        case SEVERAL_POSTAL_ADDRESSES -> withAddresses(patron, ADDRESS, ADDRESS);
        case UNREADABLE_RECORD -> withAddresses(patron, ADDRESS).with("expiry_date", "31/12/2026");
        case OTHER_LANGUAGE -> withAddresses(patron, ADDRESS).with("preferred_language", "ar");
      };
    }

    private static String email(String address) {
      return "{'email_address': '" + address + "', 'preferred': true}";
    }

    private static Patron contacts(Patron patron, String emails) {
      return patron.withJson(
          "contact_info", "{'email': [" + emails + "], 'address': [" + ADDRESS + "]}");
    }
  }

  private static Path createFolder() {
    try {
      return Files.createTempDirectory("rollcall-print");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void close() {
    LIBRARY.close();
    delete(FOLDER);
  }

  private static void delete(Path file) {
    try (Stream<Path> files = Files.walk(file)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 12)
  void membersWhoWereOwedALetter_shouldBeMailedPrintedOrListed(
      @ForAll @Size(min = 1, max = 25) List<Kind> kinds,
      @ForAll @IntRange(min = 1, max = 20_000) int pageBytes,
      @ForAll @IntRange(min = 5, max = 30) int credentialDays) {
    List<String> ids = new ArrayList<>();
    Set<String> unsendable = new HashSet<>();
    jobs++;
    for (Kind kind : kinds) {
      String id = "j%d.%d".formatted(jobs, ids.size());
      ids.add(id);
      LIBRARY.load(kind.patron(id));
      if (kind == Kind.NOT_MAILED) {
        unsendable.add(id);
      }
    }
    EndedJob job =
        LIBRARY.run(
            wiring(unsendable, credentialDays), CONVERT.formatted(String.join("', '", ids)));
    LIBRARY.recordDeliveries();
    LIBRARY.reportAgain(job);
    Set<String> due = having(job, row -> !row.getOrDefault("letter", "").isEmpty());
    Set<String> mailed =
        having(job, row -> "SENT".equals(row.get("letter")) && "".equals(row.get("letter_owed")));
    Set<String> owed = having(job, row -> "YES".equals(row.get("letter_owed")));

    PrintAnswer all = PrintFixture.allPages(LIBRARY.wiring(), job, pageBytes);

    Set<String> printed = Set.copyOf(printed(all));
    Set<String> listed = all.listed().stream().map(Listed::primaryId).collect(toSet());
    assertThat(all.letters()).as("nobody twice").hasSameSizeAs(printed);
    assertThat(all.listed()).as("nobody twice").hasSameSizeAs(listed);
    assertThat(owed).isEqualTo(union(printed, listed)).hasSize(printed.size() + listed.size());
    assertThat(due).isEqualTo(union(mailed, owed)).hasSize(mailed.size() + owed.size());
    assertThat(PrintFixture.allPages(LIBRARY.wiring(), job, Integer.MAX_VALUE).letters())
        .as("the pages do not matter")
        .isEqualTo(all.letters());

    PrintFixture.mark(LIBRARY, job, printed(all));

    assertThat(having(job, row -> "PRINTED".equals(row.get("letter")))).isEqualTo(printed);
    assertThat(having(job, row -> "YES".equals(row.get("letter_owed")))).isEqualTo(listed);
    assertThat(job.count("letters_printed")).isEqualTo(printed.size());
    assertThat(job.count("letters_owed")).isEqualTo(listed.size());
    assertThat(PrintFixture.page(LIBRARY, job).letters()).isEmpty();
  }

  private static Wiring wiring(Set<String> unsendable, int credentialDays) {
    Wiring wiring =
        TestLibrary.withSetting(
            LIBRARY.wiring(), "credentialLifetime", Duration.ofDays(credentialDays));
    for (String id : unsendable) {
      wiring = FailingServices.unsendable(id, wiring);
    }
    return wiring;
  }

  private static Set<String> having(EndedJob job, Predicate<Map<String, String>> condition) {
    return job.users().entrySet().stream()
        .filter(user -> condition.test(user.getValue()))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
