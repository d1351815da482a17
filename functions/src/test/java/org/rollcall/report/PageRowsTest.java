package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.state.LastChange.FieldChange;

class PageRowsTest {

  private static MemberRow changed(String id, Map<String, FieldChange> changes) {
    return MemberRow.of(
        Outcome.done(id, Result.UPDATED, changes, Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  private static String blocks(List<MemberRow> rows, int members, boolean showsValues) {
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    PageRows page = new PageRows(blocks, members, showsValues);
    rows.forEach(page::add);
    page.finish();
    return blocks.toString(StandardCharsets.UTF_8);
  }

  private static List<JsonNode> read(PageBlock kind, String blocks) {
    return blocks.lines().flatMap(line -> kind.read(line).stream()).toList();
  }

  private static List<String> column(String blocks, String name) {
    return read(PageBlock.ROWS, blocks).stream()
        .flatMap(block -> StreamSupport.stream(block.path(name).spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  private static String without(String person, String blocks) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    PageRows.anonymize(
        new BufferedReader(new StringReader("<main>\n" + blocks + "<script>\n")),
        Set.of(PrimaryId.of(person)),
        "alias",
        copy);
    return copy.toString(StandardCharsets.UTF_8);
  }

  @Test
  void members_shouldBeInTheSetsOrder() {
    List<String> ids = IntStream.range(0, 2_500).mapToObj(i -> "u" + i).toList();

    String blocks = blocks(ids.stream().map(SampleReports::unchanged).toList(), 2_500, false);

    assertThat(column(blocks, "id")).isEqualTo(ids);
    assertThat(read(PageBlock.ROWS, blocks)).hasSize(3);
  }

  @Test
  void row_withoutShownValues_shouldHaveOnlyTheNamesOfFields() {
    String blocks = blocks(List.of(SampleReports.updated("gs1")), 1, false);

    assertThat(read(PageBlock.ROWS, blocks).get(0).path("fields"))
        .isEqualTo(Given.json("[['user_group']]"));
    assertThat(read(PageBlock.ROWS, blocks).toString()).doesNotContain("ALUMNI");
    assertThat(read(PageBlock.VALUES, blocks)).isEmpty();
  }

  @Test
  void values_shouldBeBeforeAndAfterByField_withoutSecrets() {
    Map<String, FieldChange> changes =
        Map.of(
            "user_group",
            FieldChange.of(Given.json("{value: 'UG', desc: 'Student'}"), null),
            "pin_number",
            FieldChange.of(TextNode.valueOf("8421"), TextNode.valueOf("1111")),
            "contact_info",
            FieldChange.of(
                Given.json("{email: [{email_address: 'a@x.org', preferred: true}]}"),
                Given.json("{email: []}")),
            "user_note",
            FieldChange.of(null, Given.json("[{note_text: 'one', note_type: {value: 'OTHER'}}]")));

    String blocks = blocks(List.of(changed("gs1", changes)), 1, true);

    assertThat(read(PageBlock.VALUES, blocks))
        .containsExactly(
            Given.json(
                "[[['email: email_address: a@x.org, preferred: true', ''], ['••••', '••••'],"
                    + " ['UG', ''], ['', 'note_text: one, note_type: OTHER']]]"));
  }

  @Test
  void longValue_shouldBeCutBetweenCharacters() {
    String text = "😀".repeat(3_000);

    String blocks =
        blocks(
            List.of(
                changed("a", Map.of("job_title", FieldChange.of(TextNode.valueOf(text), null)))),
            1,
            true);

    assertThat(read(PageBlock.VALUES, blocks).get(0).path(0).path(0).path(0).asText())
        .hasSizeLessThanOrEqualTo(2_001)
        .matches("(😀)+…");
  }

  @Test
  void jobWithMoreThan200000Members_shouldListThoseThatNeedAttention() {
    List<MemberRow> rows =
        List.of(
            SampleReports.unchanged("fine"),
            SampleReports.notFound("missing"),
            SampleReports.updated("done"));

    assertThat(column(blocks(rows, 200_001, false), "id")).containsExactly("missing");
    assertThat(column(blocks(rows, 200_000, false), "id"))
        .containsExactly("fine", "missing", "done");
  }

  @Test
  void erasedPerson_shouldKeepOnlyTheResult() {
    MemberRow row =
        SampleReports.sent("gs1")
            .withPerson(new PersonDetails("Ada", "0199"))
            .withNotMade("status: when");
    String blocks = blocks(List.of(row, SampleReports.updated("gs2")), 2, true);

    String erased = without("GS1", blocks);

    JsonNode columns = read(PageBlock.ROWS, erased).get(0);
    assertThat(column(erased, "id")).containsExactly("alias", "gs2");
    assertThat(column(erased, "letter")).containsExactly("SENT", "");
    assertThat(columns.toString())
        .doesNotContain("gs1", "Ada", "0199", "status: when", "external_id");
    assertThat(read(PageBlock.VALUES, erased).toString())
        .doesNotContain("EXTERNAL")
        .contains("ALUMNI");
    assertThat(columns.path("fields").path(1)).isEqualTo(Given.json("['user_group']"));
  }

  @Test
  void otherMembers_shouldNotChangeByAnErasure() {
    String blocks =
        blocks(List.of(SampleReports.sent("gs1"), SampleReports.failed("gs2", "x")), 2, true);

    assertThat(without("somebody", blocks)).isEqualTo(blocks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "no base64", "eJw="})
  void damagedBlock_shouldBeReported(String damaged) {
    String line = "<script type=\"text/plain\" class=\"rows\">" + damaged + "</script>\n";

    assertThatThrownBy(() -> without("gs1", line)).isInstanceOf(IllegalArgumentException.class);
  }
}
