package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.Delivery.Kind;
import org.rollcall.user.state.LetterProgress.State;

class CsvTablesTest {

  /** Both tables as texts. */
  private record Tables(String users, String failed) {

    static Tables of(List<MemberRow> rows) {
      ByteArrayOutputStream users = new ByteArrayOutputStream();
      ByteArrayOutputStream failed = new ByteArrayOutputStream();
      CsvTables tables = new CsvTables(users, failed);
      rows.forEach(tables::add);
      tables.finish();
      return new Tables(text(users), text(failed));
    }

    /** The tables after an erasure. */
    Tables without(String person) {
      ByteArrayOutputStream newUsers = new ByteArrayOutputStream();
      ByteArrayOutputStream newFailed = new ByteArrayOutputStream();
      CsvTables tables = new CsvTables(newUsers, newFailed);
      tables.anonymize(
          new ByteArrayInputStream(users.getBytes(StandardCharsets.UTF_8)),
          Set.of(PrimaryId.of(person)),
          "alias");
      tables.finish();
      return new Tables(text(newUsers), text(newFailed));
    }

    private static String text(ByteArrayOutputStream table) {
      return table.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void users_shouldHaveOneRowForEachMemberInTheSetsOrder() {
    List<MemberRow> rows =
        List.of(
            SampleReports.delivery("gs2", Kind.DELIVERED),
            SampleReports.unchanged("gs1"),
            SampleReports.notFound("gs3"));

    assertThat(Tables.of(rows).users())
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
    Tables tables = Tables.of(List.of(SampleReports.failed("=HYPERLINK(\"x\")", "x")));

    assertThat(tables.users())
        .contains(
            "\r\n\"'=HYPERLINK(\"\"x\"\")\",FAILED,BROKEN_RECORD: invalid record: x,BROKEN_RECORD,,,,,,,,,,,,\r\n");
    assertThat(tables.failed()).contains("\"'=HYPERLINK(\"\"x\"\")\"\r\n");
  }

  @Test
  void cellWithSeparator_shouldBeQuoted() {
    assertThat(Tables.of(List.of(SampleReports.failed("a,b", "one\ntwo"))).users())
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

    assertThat(Tables.of(rows).failed()).isEqualTo("\ufeffprimary_id\r\nbroken\r\nnot-reached\r\n");
  }

  @Test
  void users_shouldBeUtf8_withAByteOrderMarkForExcel() {
    assertThat(Tables.of(List.of(SampleReports.unchanged("طالب-é"))).users())
        .startsWith("\ufeffprimary_id,")
        .contains("طالب-é");
  }

  @Test
  void erasedPerson_shouldKeepTheResultsWithoutTheValues() {
    List<MemberRow> rows =
        List.of(
            SampleReports.sent("gs1").withPerson(new PersonDetails("Ada", "0199")),
            SampleReports.failed("gs2", "x"));

    assertThat(Tables.of(rows).without("GS1").users().lines().skip(1))
        .containsExactly(
            "alias,UPDATED,,,,RESET,SENT,,,,,,,en,sv,",
            "gs2,FAILED,BROKEN_RECORD: invalid record: x,BROKEN_RECORD,,,,,,,,,,,,");
    assertThat(Tables.of(rows).without("gs2").failed()).endsWith("\r\nalias\r\n");
  }

  @Property
  void otherMembers_shouldNotChangeByAnErasure(@ForAll("rows") List<MemberRow> rows) {
    Tables before = Tables.of(rows);

    assertThat(before.without("somebody else")).isEqualTo(before);
  }

  @Test
  void tableThatIsNoReport_shouldBeRejected() {
    Tables other = new Tables("primary_id,color\r\na,green\r\n", "");

    assertThatThrownBy(() -> other.without("a")).isInstanceOf(RuntimeException.class);
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
            (id, result, reason, value, credentials, letter, messageId, rest) ->
                new MemberRow(
                    id,
                    result,
                    reason,
                    Map.of("external_id", SampleReports.change(null, TextNode.valueOf(value))),
                    credentials,
                    letter,
                    messageId,
                    rest.get1(),
                    rest.get4(),
                    rest.get2(),
                    new PersonDetails(rest.get3(), rest.get3()),
                    rest.get5(),
                    Optional.of(State.SENT)));
  }

  @Provide
  Arbitrary<List<MemberRow>> rows() {
    return row().list().ofMaxSize(5);
  }
}
