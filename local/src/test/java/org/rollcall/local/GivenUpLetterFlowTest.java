package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.local.FailingServices.refused;
import static org.rollcall.local.FailingServices.unsendable;
import static org.rollcall.local.LetterJobs.CONVERT;
import static org.rollcall.local.LetterJobs.NOTIFY;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters that are not owed any more, or never were. */
class GivenUpLetterFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void letterOfAUserWhoOptedOutSince_shouldNotBeOwed() {
    library.put("letters/HINTS/letter.json", "{\"respects_opt_out\": true}");
    for (String file : List.of("subject.txt", "body.txt", "body.html")) {
      library.put("letters/HINTS/en/" + file, "Hints");
    }
    library.load(Patron.internal("otto"), Patron.internal("olga").withoutEmail());
    EndedJob job =
        library.run(
            refused("otto", library.wiring()),
            "{'initiated_by': 'user.manager', 'set': {'members': ['otto', 'olga']},"
                + " 'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'HINTS'}}");
    assertThat(job.owed()).containsExactlyInAnyOrder("REFUSED 1", "NO_PREFERRED_EMAIL 1");
    String optedOut = "[{'code': {'value': 'HINTS'}, 'value': 'false'}]";
    library.load(
        Patron.internal("otto").withJson("library_notice", optedOut),
        Patron.internal("olga").withJson("library_notice", optedOut));

    EndedJob retry = library.retry(job);

    assertThat(retry.count("members")).isZero();
    assertThat(library.reportAgain(job).owed()).isEmpty();
    assertThat(job.cell("otto", "letter")).isEqualTo("OPTED_OUT");
    assertThat(job.count("opted_out")).isEqualTo(2);
    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
  }

  @Test
  void letterWithAPasswordThatALaterJobReplaced_shouldNotBeOwed() {
    library.load(Patron.external("pia"));
    EndedJob first = library.run(unsendable("pia", library.wiring()), CONVERT.formatted("pia"));
    library.load(Patron.external("pia"));
    EndedJob later = library.run(CONVERT.formatted("pia"));

    EndedJob retry = library.retry(first);

    assertThat(later.cell("pia", "letter")).isEqualTo("SENT");
    assertThat(retry.count("members")).isZero();
    assertThat(library.reportAgain(first).cell("pia", "letter")).isEqualTo("GIVEN_UP");
    assertThat(first.reason("pia")).isEqualTo("SUPERSEDED");
    assertThat(first.count("letters_given_up")).isEqualTo(1);
    assertThat(library.verdict("pia", library.letterTo("pia@example.edu").password()))
        .isEqualTo("ACCEPTED");
  }

  @Test
  void letterOfADeletedUser_shouldNotBeOwed() {
    library.load(Patron.external("del"));
    EndedJob job = library.run(unsendable("del", library.wiring()), CONVERT.formatted("del"));
    library.deleteUser("del");

    assertThat(library.retry(job).count("members")).isZero();
    assertThat(library.reportAgain(job).reason("del")).isEqualTo("NOT_FOUND");
    assertThat(job.owed()).isEmpty();
  }

  @Test
  void testOfLetters_shouldOweNothing() {
    library.load(Patron.external("tess").withoutEmail());

    EndedJob job =
        library.run(
            "{'initiated_by': 'user.manager', 'set': {'members': ['tess']},"
                + " 'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me@example.edu'}}");

    assertThat(job.count("letters_owed")).isZero();
    assertThat(job.cell("tess", "letter_owed")).isEmpty();
  }

  @Test
  void olderOwedLetter_thatTooManyLettersDisplace_shouldBeReported() {
    library.load(Patron.internal("lim").withoutEmail());
    EndedJob first = library.run(grouped("lim", "G0"));
    EndedJob last = first;
    for (int i = 1; i <= 10; i++) {
      last = library.run(grouped("lim", "G" + i));
    }

    assertThat(last.reason("lim")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(library.reportAgain(first).cell("lim", "letter")).isEqualTo("GIVEN_UP");
    assertThat(first.reason("lim")).isEqualTo("LETTER_DROPPED");
    library.load(Patron.internal("lim"));
    EndedJob eleventh = library.run(grouped("lim", "G11"));
    assertThat(eleventh.cell("lim", "reason")).contains("OWED_LETTER_DROPPED: ");
    assertThat(library.retry(last).cell("lim", "letter")).isEqualTo("SENT");
  }

  private static String grouped(String id, String group) {
    return "{'initiated_by': 'user.manager', 'set': {'members': ['%s']},".formatted(id)
        + " 'changes': {'user_group': {'value': '%s'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}"
            .formatted(group);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "broken", "bounced"})
  void conversionOnlyOfReachableUsers_shouldSkipTheOthers(String kind) {
    Patron patron = Patron.external("reach." + kind);
    switch (kind) {
      case "missing" -> patron.withoutEmail();
      case "broken" -> patron.email("a b@example.edu");
      default -> {
        library.load(patron.email("bounce+reach@simulator.amazonses.com"));
        library.run(NOTIFY.formatted("reach." + kind));
        library.recordDeliveries();
      }
    }
    library.load(patron, Patron.external("reach.ok." + kind));

    EndedJob job =
        library.run(
            CONVERT
                .formatted("reach." + kind + "', 'reach.ok." + kind)
                .replace("'INTERNAL'", "'INTERNAL', 'only_if_reachable': true"));

    assertThat(job.result("reach." + kind)).isEqualTo("SKIPPED");
    assertThat(job.reason("reach." + kind)).isEqualTo("NOT_REACHABLE");
    assertThat(library.stored("reach." + kind).user().code("account_type")).contains("EXTERNAL");
    assertThat(job.cell("reach.ok." + kind, "letter")).isEqualTo("SENT");
    assertThat(job.owed()).isEmpty();
  }
}
