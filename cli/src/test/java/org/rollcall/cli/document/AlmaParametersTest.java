package org.rollcall.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.error.Faults;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobInput;
import org.rollcall.query.QueryTime;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** {@code docs/m148.md}: every parameter of Alma's job, and its equivalent in a job input. */
class AlmaParametersTest {

  private static final String PREFIX = "UPDATE_User_Information_";
  private static final String NOT_SUPPORTED = "not supported";

  private static final List<String> FIELDS =
      List.of(
          "SetAccountTo: Active, Value",
          "DontGeneratePassword: Active, Value",
          "UserGroup: Active, Value, Condition",
          "Campus: Active, Value, Condition",
          "Status: Active, Value, Condition",
          "Expiry_Date: Active, Value, Condition",
          "Purge_Date: Active, Value, Condition",
          "JobDescription: Active, Value, Condition",
          "Title: Active, Value, Condition",
          "AddRole: Active, Value, Scope, Scope_Name",
          "RemoveRole: Active, Value, Scope, Scope_Name",
          "AddBlock: Active, Value, Scope, Scope_Name",
          "DisableBlock: Active, Value, Scope, Scope_Name",
          "AddNote: Active, Value, Scope, Scope_Name",
          "AddStatistics: Active, Value, Scope, Scope_Name",
          "RemoveStatistics: Active, Value, Scope",
          "RSL: Active, Value",
          "RemoveRSL: Active, Value",
          "CatalogerLevel: Active, Value",
          "Opt_In_Patron_Letters: Active, Value",
          "Opt_Out_Patron_Letters: Active, Value",
          "DisableSMS: Active, Value",
          "ExportToCloudIdP: Active, Value",
          "FieldType: Value");

  private static final List<String> OTHER_PARAMETERS =
      List.of(
          "SEND_Notification_To_User_Active",
          "SEND_Notification_To_User_Value",
          "set_id",
          "job_name",
          "PRODUCT");

  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| (?:`(.*?)`|(not supported)) \\|", Pattern.MULTILINE);

  private static final ChangeContext CONTEXT =
      new ChangeContext(
          PrimaryId.of("mlibrarian"),
          QueryTime.of(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC),
          "01RC_INST");

  /** A student who has the values that jobs remove, and not the values that jobs add. */
  private static final String STUDENT =
      """
      {"primary_id": "s1", "account_type": {"value": "EXTERNAL"}, "external_id": "SIS",
       "user_group": {"value": "UG"}, "campus_code": {"value": "", "desc": ""},
       "status": {"value": "ACTIVE"}, "expiry_date": "2026-12-31Z", "purge_date": "2027-12-31Z",
       "cataloger_level": {"value": "00"},
       "contact_info": {"phone": [{"phone_number": "+1 206 555 0100", "preferred_sms": true}]},
       "user_role": [{"role_type": {"value": "221"}, "scope": {"value": "MAIN"}}],
       "user_block": [{"block_type": {"value": "LOAN"}, "block_description": {"value": "03-OVERDUE"},
                       "block_status": "ACTIVE", "block_note": "Two books of the Law Library"}],
       "user_statistic": [{"statistic_category": {"value": "LW"}}],
       "rs_library": [{"code": {"value": "LAW"}}]}
      """;

  /**
   * A row of the page.
   *
   * @param fragment the keys of the job's input
   * @param isChange whether the keys belong to {@code changes}
   */
  private record Row(String parameter, String fragment, boolean isChange) {

    ObjectNode input() throws JsonProcessingException {
      String part = isChange ? "\"changes\": {" + fragment + "}" : fragment;
      ObjectNode input =
          (ObjectNode)
              Json.MAPPER.readTree("{\"initiated_by\": \"mlibrarian\", \"set\": \"leavers\"}");
      input.setAll((ObjectNode) Json.MAPPER.readTree("{" + part + "}"));
      if (!input.has("changes") && !input.has("notify")) {
        input.putObject("notify").put("type", "ACCOUNT_UPDATED");
      }
      return input;
    }
  }

  @Test
  void page_shouldListAllParametersOfAlmaOnce() throws IOException {
    List<String> names = new ArrayList<>();
    for (String field : FIELDS) {
      String[] parts = field.split(": ", 2);
      Arrays.stream(parts[1].split(", "))
          .forEach(suffix -> names.add(PREFIX + parts[0] + "_" + suffix));
    }
    names.addAll(OTHER_PARAMETERS);

    assertThat(names).hasSize(72);
    assertThat(rows().map(Row::parameter)).containsExactlyElementsOf(names);
  }

  @Test
  void parametersOfAlmaAlone_shouldBeMarkedNotSupported() throws IOException {
    assertThat(rows().filter(row -> row.fragment().equals(NOT_SUPPORTED)).map(Row::parameter))
        .containsExactly(
            PREFIX + "ExportToCloudIdP_Active", PREFIX + "ExportToCloudIdP_Value", "PRODUCT");
  }

  @ParameterizedTest
  @MethodSource("supported")
  void fragment_shouldBeReadWithoutFault(Row row) throws IOException {
    read(row.input());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_shouldReallyChangeSomebody(Row row) throws IOException, ChangeRefusedException {
    User student = new User((ObjectNode) Json.MAPPER.readTree(STUDENT));

    assertThat(read(row.input()).changes().apply(student, CONTEXT)).isNotEqualTo(student);
  }

  private static JobInput read(ObjectNode input) {
    Faults faults = new Faults();
    JobInput read = JobInput.read(input, SampleCodeTables.open(), faults);
    assertThat(faults.found()).isEmpty();
    return read;
  }

  static Stream<Row> supported() throws IOException {
    return rows().filter(row -> !row.fragment().equals(NOT_SUPPORTED));
  }

  static Stream<Row> changes() throws IOException {
    return supported().filter(Row::isChange);
  }

  private static Stream<Row> rows() throws IOException {
    Path page = Path.of(System.getProperty("rollcall.home"), "docs", "m148.md");
    String[] sections = Files.readString(page).split("(?m)^## ");
    return Arrays.stream(sections)
        .filter(
            section ->
                section.startsWith("Update User Information\n")
                    || section.startsWith("Other parameters\n"))
        .flatMap(
            section ->
                ROW.matcher(section)
                    .results()
                    .map(
                        row ->
                            new Row(
                                row.group(1),
                                row.group(2) == null ? row.group(3) : row.group(2),
                                section.startsWith("Update"))));
  }
}
