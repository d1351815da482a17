package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.external;
import static org.rollcall.change.ChangesFixture.internal;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;

/** Changes of fields with a code of a code table, and of {@code job_description}. */
class CodeFieldsTest {

  private static final User ADA = internal("first_name: 'Ada'");

  @ParameterizedTest
  @CsvSource({
    "user_group, UserGroups",
    "campus_code, Campuses",
    "job_category, JobTitles",
    "user_title, UserTitles",
    "cataloger_level, CatalogerLevel",
    "preferred_language, UserPreferredLanguage",
    "record_type, AddNewUserOptions"
  })
  void code_shouldBeCheckedAndDescribedByTable(String field, String table)
      throws ChangeRefusedException {
    CodeTables codes = CodeTables.of(Map.of(table, Map.of("C1", "The first")));
    Faults faults = new Faults();
    String change = "{" + field + ": {value: '%s'}}";

    ChangeKinds.read(Given.fields(change.formatted("C2"), faults), codes);
    Changes changes = ChangeKinds.read(Given.fields(change.formatted("C1"), new Faults()), codes);

    assertThat(Given.messages(faults))
        .containsExactly(field + ".value: codes/" + table + ".json has no such code; it has: C1");
    assertThat(changes.apply(ADA, ChangesFixture.CONTEXT))
        .isEqualTo(ADA.with(field, CodedValue.of("C1", "The first")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"campus_code", "job_category", "user_title"})
  void clear_shouldRemoveCode(String field) throws ChangeRefusedException {
    String change = "{" + field + ": {clear: true}}";
    assertThat(ChangesFixture.apply(ADA.with(field, CodedValue.of("C1", "The first")), change))
        .isEqualTo(ADA);
    assertThat(ChangesFixture.apply(ADA.with(field, TextNode.valueOf("C1")), change))
        .isEqualTo(ADA);
    assertThat(ChangesFixture.apply(ADA, change)).isSameAs(ADA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{value: '', desc: ''}", "''", "{}", "null"})
  void clear_ofEmptyCodedValue_shouldNotChangeUser(String empty) throws ChangeRefusedException {
    User user = internal("campus_code: " + empty + ", job_description: '', purge_date: ''");
    assertThat(
            ChangesFixture.apply(
                user,
                "{campus_code: {clear: true}, job_description: {clear: true}, purge_date: {clear: true}}"))
        .isSameAs(user);
  }

  @Test
  void ifEmpty_shouldApplyToEmptyCodedValue() throws ChangeRefusedException {
    String change = "{campus_code: {value: 'HILL', condition: 'IF_EMPTY'}}";
    assertThat(
            ChangesFixture.apply(internal("campus_code: {value: '', desc: ''}"), change)
                .code("campus_code"))
        .contains("HILL");
    User quay = internal("campus_code: {value: 'QUAY'}");
    assertThat(ChangesFixture.apply(quay, change)).isSameAs(quay);
  }

  @Test
  void recordType_withoutTable_shouldBeAlmasType() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(external("external_id: 'SIS'"), "{record_type: {value: 'STAFF'}}"))
        .isEqualTo(
            external("external_id: 'SIS'").with("record_type", CodedValue.of("STAFF", "Staff")));
    User contact = internal("record_type: 'CONTACT'");
    assertThat(ChangesFixture.apply(contact, "{record_type: {value: 'CONTACT'}}"))
        .isSameAs(contact);
  }

  @Test
  void jobDescription_shouldBeSetWithoutSurroundingSpaces() throws ChangeRefusedException {
    String change = "{job_description: {value: '  Cataloguer, rare books '}}";
    User cataloguer = internal("first_name: 'Ada', job_description: 'Cataloguer, rare books'");
    assertThat(ChangesFixture.apply(ADA, change)).isEqualTo(cataloguer);
    assertThat(ChangesFixture.apply(cataloguer, change)).isSameAs(cataloguer);
    assertThat(ChangesFixture.apply(cataloguer, "{job_description: {clear: true}}")).isEqualTo(ADA);
  }
}
