package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.junit.jupiter.api.Test;
import org.rollcall.error.Reason;
import org.rollcall.error.ReasonText;
import org.rollcall.job.Outcome.Credentials;
import org.rollcall.job.Outcome.Result;
import org.rollcall.letter.LetterLanguage;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress.State;

class CsvTablesTest {

  @Test
  void users_shouldHaveOneRowForEachMemberInTheSetsOrder() {
    List<MemberRow> rows =
        List.of(
            SampleReports.delivery("gs2", Kind.DELIVERED),
            SampleReports.unchanged("gs1"),
            SampleReports.notFound("gs3"));

    assertThat(text(CsvTables.users(rows)))
        .isEqualTo(
            "\ufeffprimary_id,result,reason,reason_code,changes,credentials,letter,message_id,delivery,"
                + "letter_owed,not_made,name,phone,language,wished_language,undone_letter\r\n"
                + "gs2,UPDATED,,,account_type: EXTERNAL -> INTERNAL; expiry_date: 2026-06-30Z ->"
                + " 2027-06-30Z; external_id: SAML -> (none),RESET,SENT,0100-gs2,DELIVERED,,,,,en,sv,\r\n"
                + "gs1,UNCHANGED,,,,,,,,,,,,,,\r\n"
                + "gs3,NOT_FOUND,NOT_FOUND: no user has this primary ID,NOT_FOUND,,,,,,,,,,,,\r\n");
  }

  @Test
  void formula_shouldBeEscaped() {
    List<MemberRow> rows = List.of(SampleReports.failed("=HYPERLINK(\"x\")", "x"));

    assertThat(text(CsvTables.users(rows)))
        .contains(
            "\r\n\"'=HYPERLINK(\"\"x\"\")\",FAILED,BROKEN_RECORD: invalid record: x,BROKEN_RECORD,,,,,,,,,,,,\r\n");
    assertThat(text(CsvTables.failed(rows))).contains("\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  }

  @Test
  void cellWithSeparator_shouldBeQuoted() {
    assertThat(text(CsvTables.users(List.of(SampleReports.failed("a,b", "one\ntwo")))))
        .contains("\r\n\"a,b\",FAILED,\"BROKEN_RECORD: invalid record: one\ntwo\",");
  }

  @Test
  void failed_shouldContainMembersThatFailedOrWereNotReached() {
    List<MemberRow> rows =
        List.of(
            SampleReports.updated("done"),
            SampleReports.failed("broken", "account_type is missing"),
            SampleReports.notFound("missing"),
            SampleReports.letterRejected("letter-rejected"),
            MemberRow.notReached("not-reached"));

    assertThat(text(CsvTables.failed(rows)))
        .isEqualTo("\ufeffprimary_id\r\nbroken\r\nnot-reached\r\n");
  }

  @Test
  void users_shouldBeUtf8_withAByteOrderMarkForExcel() {
    assertThat(text(CsvTables.users(List.of(SampleReports.unchanged("طالب-é")))))
        .startsWith("\ufeffprimary_id,")
        .contains("طالب-é");
  }

  @Property
  void readUsers_shouldReturnTheWrittenRows(@ForAll("rows") List<MemberRow> rows) {
    assertThat(CsvTables.readUsers(CsvTables.users(rows))).isEqualTo(rows);
  }

  private static Arbitrary<MemberRow> row() {
    StringArbitrary cells = Arbitraries.strings().withChars("'=+-@,;\"\t\r\n aé").ofMaxLength(6);
    Arbitrary<ReasonText> reasons =
        Combinators.combine(Arbitraries.of(Reason.class), cells)
            .as((code, message) -> new ReasonText(code, code + ": " + message));
    Arbitrary<LetterLanguage> languages =
        Combinators.combine(Arbitraries.of("en", "fr-ca"), cells.ofMinLength(1).optional())
            .as(LetterLanguage::new);
    return Combinators.combine(
            cells,
            Arbitraries.of(Result.class),
            reasons.optional(),
            cells,
            Arbitraries.of(Credentials.class).optional(),
            Arbitraries.of(State.class).optional(),
            cells,
            Combinators.combine(
                    Arbitraries.of(Kind.class).optional(),
                    Arbitraries.of("", "status: when"),
                    cells,
                    Arbitraries.of(true, false),
                    languages.optional())
                .as(Tuple::of))
        .as(
            (id, result, reason, changes, credentials, letter, messageId, rest) ->
                new MemberRow(
                    id,
                    result,
                    reason,
                    changes,
                    credentials,
                    letter,
                    messageId,
                    rest.get1(),
                    rest.get4(),
                    rest.get2(),
                    new PersonDetails(rest.get3(), rest.get3()),
                    rest.get5(),
                    letter));
  }

  @Provide
  Arbitrary<List<MemberRow>> rows() {
    return row().list().ofMaxSize(5);
  }

  private static String text(byte[] table) {
    return new String(table, StandardCharsets.UTF_8);
  }
}
