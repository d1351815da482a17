package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.change.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.json.InputShape;
import org.rollcall.json.InputShape.Type;
import org.rollcall.json.InputShape.Value;

/** What the form for a new job contains, which comes from the readers of the input. */
class JobFormTest {

  private static final Map<String, Value> FORM = form(Map.of());

  private static Map<String, Value> form(Map<String, Map<String, String>> tables) {
    InputShape shape = JobForm.ofPreview(CodeTables.of(tables));
    return shape.values();
  }

  @Test
  void everyKindOfChange_shouldBeInTheForm() {
    assertThat(ChangeKinds.keys())
        .allSatisfy(
            kind ->
                assertThat(FORM.keySet())
                    .contains("changes." + kind + ".condition", "changes." + kind + ".when")
                    .filteredOn(path -> path.startsWith("changes." + kind + "."))
                    .hasSizeGreaterThan(2));
  }

  @Test
  void values_shouldHaveTheTypesOfTheirReaders() {
    assertThat(FORM.get("changes.status.value").choices()).containsExactly("ACTIVE", "INACTIVE");
    assertThat(FORM.get("changes.force_password_change.value").type()).isEqualTo(Type.FLAG);
    assertThat(FORM.get("changes.job_description.value").maxLength()).isEqualTo(1000);
    assertThat(FORM.get("changes.notes.remove[].created_before").type()).isEqualTo(Type.DATE);
    assertThat(FORM.get("changes.purge_date.extend_by").type()).isEqualTo(Type.PERIOD);
    assertThat(FORM.get("changes.roles.add[].parameters[].type").isRequired()).isTrue();
    assertThat(FORM.get("limits.max_users").type()).isEqualTo(Type.COUNT);
    assertThat(FORM.get("limits.max_failures_percent").type()).isEqualTo(Type.PERCENT);
  }

  @Test
  void codes_shouldNameTheirTable() {
    assertThat(FORM.get("changes.campus_code.value").table()).contains("Campuses");
    assertThat(FORM.get("changes.blocks.disable[].block_type").table()).contains("UserBlockTypes");
    assertThat(FORM.get("changes.library_notices.opt_in[]").table())
        .contains("LibraryNoticesOptInDisplay");
    assertThat(FORM.get("changes.record_type.value").table()).isEmpty();
    assertThat(
            form(Map.of("AddNewUserOptions", Map.of("GUEST", "")))
                .get("changes.record_type.value")
                .table())
        .contains("AddNewUserOptions");
  }

  @Test
  void waysToSetADate_shouldExcludeEachOther() {
    Value day = FORM.get("changes.expiry_date.value");

    assertThat(day.alternatives()).containsExactly("value", "clear", "extend_by", "from_today");
    assertThat(day.words()).containsExactly("today");
    assertThat(FORM.keySet())
        .contains(
            "changes.blocks.add[].expiry_date", "changes.blocks.add[].expiry_date.from_today");
  }

  @Test
  void set_shouldBeANameOrMembersOrAQuery() {
    assertThat(FORM.keySet()).contains("set", "set.members[]", "set.id_type", "set.query");
  }

  @Test
  void keysThatAPreviewMayNotHave_shouldNotBeInTheForm() {
    assertThat(FORM.keySet())
        .contains("job_name", "notify.type", "limits.include_staff")
        .doesNotContainAnyElementsOf(
            List.of("notify.test_to", "limits.first", "initiated_by", "mode", "retry"));
  }
}
