package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.change.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.json.InputShape;
import org.rollcall.json.InputShape.ValueShape;
import org.rollcall.json.InputShape.ValueType;

/** What the form for a new job contains, which comes from the readers of the input. */
class JobFormTest {

  private static final Map<String, ValueShape> FORM = form(Map.of());

  private static Map<String, ValueShape> form(Map<String, Map<String, String>> tables) {
    InputShape shape = JobForm.ofPreview(CodeTables.of(tables));
    return shape.values();
  }

  private static ValueShape value(String path) {
    return Optional.ofNullable(FORM.get(path)).orElseThrow();
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
    assertThat(value("changes.status.value").choices()).containsExactly("ACTIVE", "INACTIVE");
    assertThat(value("changes.force_password_change.value").type()).isEqualTo(ValueType.FLAG);
    assertThat(value("changes.job_description.value").maxLength()).isEqualTo(1000);
    assertThat(value("changes.notes.remove[].created_before").type()).isEqualTo(ValueType.DATE);
    assertThat(value("changes.purge_date.extend_by").type()).isEqualTo(ValueType.PERIOD);
    assertThat(value("changes.roles.add[].parameters[].type").isRequired()).isTrue();
    assertThat(value("limits.max_users").type()).isEqualTo(ValueType.COUNT);
    assertThat(value("limits.max_failures_percent").type()).isEqualTo(ValueType.PERCENT);
  }

  @Test
  void codes_shouldNameTheirTable() {
    assertThat(value("changes.campus_code.value").table()).contains("Campuses");
    assertThat(value("changes.blocks.disable[].block_type").table()).contains("UserBlockTypes");
    assertThat(value("changes.library_notices.opt_in[]").table())
        .contains("LibraryNoticesOptInDisplay");
    assertThat(value("changes.record_type.value").table()).isEmpty();
    assertThat(form(Map.of("AddNewUserOptions", Map.of("GUEST", ""))).values())
        .extracting(value -> value.table().orElse(""))
        .contains("AddNewUserOptions");
  }

  @Test
  void waysToSetADate_shouldExcludeEachOther() {
    ValueShape day = value("changes.expiry_date.value");

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
