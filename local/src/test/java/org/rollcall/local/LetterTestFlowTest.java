package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test runs of a job's letters. */
class LetterTestFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void test_shouldSendThreeLettersToTheTesterAndChangeNoUser() {
    library.load(
        Patron.internal("ta.internal"),
        Patron.external("ta.silent").withoutEmail(),
        Patron.external("ta.broken").without("account_type"),
        Patron.external("ta.one"),
        Patron.external("ta.two"),
        Patron.external("ta.three").with("preferred_language", "fr"),
        Patron.external("ta.four"));
    var before = library.users();

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'members': ['ta.internal', 'ta.silent', 'ta.broken', 'ta.one', 'ta.gone', 'ta.two',
                                 'ta.three', 'ta.four']},
             'changes': {'account_type': {'value': 'INTERNAL'}, 'expiry_date': {'value': '2031-03-14'}},
             'notify': {'type': 'NOTIFY_PASSWORD_CHANGE', 'test_to': 'Me <me.a@example.edu>'}}
            """);

    List<InboxLetter> letters = library.lettersTo("me.a@example.edu");
    assertThat(letters).hasSize(3);
    assertThat(letters)
        .allSatisfy(mail -> assertThat(mail.text()).contains("••••••••••"))
        .allSatisfy(mail -> assertThat(mail.subject()).startsWith("[Test] "))
        .anySatisfy(mail -> assertThat(mail.text()).startsWith("Test letter for "))
        .anySatisfy(mail -> assertThat(mail.html()).contains("(ta.one). The user did not get it."));
    assertThat(library.lettersTo("ta.one@example.edu")).isEmpty();
    assertThat(library.users()).isEqualTo(before);
    assertThat(job.count("letters_sent")).isEqualTo(3);
    assertThat(job.count("updated")).isZero();
    assertThat(job.count("passwords_reset")).isZero();
    assertThat(job.count("would_change")).isEqualTo(6);
    assertThat(job.count("unchanged")).isZero();
    assertThat(job.result("ta.one")).isEqualTo("WOULD_CHANGE");
    assertThat(job.cell("ta.one", "changes")).contains("account_type: EXTERNAL -> INTERNAL");
    assertThat(job.result("ta.broken")).isEqualTo("FAILED");
    assertThat(job.result("ta.gone")).isEqualTo("NOT_FOUND");
    assertThat(job.cell("ta.silent", "letter")).isEqualTo("NO_PREFERRED_EMAIL");
    assertThat(List.of("ta.one", "ta.two", "ta.three").stream().map(id -> job.cell(id, "letter")))
        .containsOnly("SENT_TO_TESTER");
    assertThat(job.cell("ta.four", "letter")).isEmpty();
    assertThat(job.report().path("test_to").asText()).isEqualTo("Me <me.a@example.edu>");
  }

  @Test
  void lettersOfATest_shouldHaveTheValuesAfterTheJob() {
    library.load(Patron.external("tb"));

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['tb']},
         'changes': {'expiry_date': {'value': '2031-03-14'}},
         'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me.b@example.edu'}}
        """);

    assertThat(library.letterTo("me.b@example.edu").text()).contains("March 14, 2031");
    assertThat(library.record("tb").path("expiry_date").asText()).isEqualTo("2026-12-31Z");
  }

  @Test
  void lettersOfATest_shouldBelongToMembersThatTheJobProcesses() {
    library.load(
        Patron.external("td.1").with("job_description", "x"),
        Patron.external("td.2").with("job_description", "x"),
        Patron.external("td.3").with("job_description", "x"),
        Patron.external("td.4"));

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager',
             'set': {'query': '$contains(primary_id, \\"td.\\") and
                               ($exists(job_description) ? job_description > 1 : true)'},
             'notify': {'type': 'ACCOUNT_UPDATED', 'test_to': 'me.d@example.edu'}}
            """
                .replace("\n", " "));

    assertThat(job.reason("td.1")).isEqualTo("SET_QUERY_FAILED");
    assertThat(job.cell("td.4", "letter")).isEqualTo("SENT_TO_TESTER");
  }

  @Test
  void jobAfterItsTest_shouldRunCompletely() {
    library.load(Patron.external("tc"));
    String job =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['tc']},
         'changes': {'account_type': {'value': 'INTERNAL'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'%s}}
        """;
    library.run(job.formatted(", 'test_to': 'me.c@example.edu'"));
    EndedJob inEarnest = library.run(job.formatted(""));

    assertThat(inEarnest.count("updated")).isEqualTo(1);
    assertThat(library.letterTo("tc@example.edu").text()).doesNotContain("•");
  }
}
