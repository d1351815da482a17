package org.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.json.Json;
import org.rollcall.report.PreviewSummary.EntryCount;
import org.rollcall.report.PreviewSummary.FieldSummary;
import org.rollcall.report.PreviewSummary.ValuePair;
import org.rollcall.user.state.LastChange.FieldChange;

class ChangeSummaryTest {

  private final ChangeSummary summary = new ChangeSummary(LocalDate.of(2026, 11, 22));

  private void add(String field, String before, String after) {
    summary.add(Map.of(field, FieldChange.of(node(before), node(after)).differences(field)));
  }

  private static JsonNode node(String text) {
    return json(text);
  }

  private FieldSummary only() {
    assertThat(summary.list()).hasSize(1);
    return summary.list().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "user_group            | {value: 'UG', desc: 'x'} | {value: 'PG'}  | UG          | PG",
        "status                | {value: 'ACTIVE'}        | 'INACTIVE'     | ACTIVE      | INACTIVE",
        "expiry_date           | '2026-06-30Z'            | '2027-06-30Z'  | 2026-06-30Z | 2027-06-30Z",
        "force_password_change | 'FALSE'                  | 'TRUE'         | FALSE       | TRUE",
        "external_id           | 'SIS'                    | 'LDAP'         | SIS         | LDAP"
      })
  void codesDaysAndFlags_shouldBeCountedByTheirValues(
      String field, String before, String after, String from, String to) {
    add(field, before, after);
    add(field, before, after);

    assertThat(only())
        .isEqualTo(
            new FieldSummary(
                field,
                2,
                0,
                0,
                List.of(new ValuePair(Optional.of(from), Optional.of(to), 2)),
                0,
                List.of()));
  }

  @Test
  void text_shouldOnlyBeCounted() {
    add("job_description", "'Reads Proust'", "'Reads Musil'");

    assertThat(only())
        .isEqualTo(new FieldSummary("job_description", 1, 0, 0, List.of(), 0, List.of()));
  }

  @Test
  void rarePairs_shouldBeOthers() {
    for (int day = 1; day <= 28; day++) {
      add("expiry_date", "'2026-01-%02dZ'".formatted(day), "'2030-01-01Z'");
      add("expiry_date", "'2026-02-%02dZ'".formatted(day), "'2030-01-01Z'");
    }
    add("expiry_date", "'2026-02-28Z'", "'2030-01-01Z'");

    assertThat(only().members()).isEqualTo(57);
    assertThat(only().values()).hasSize(50);
    assertThat(only().values().get(0).members()).isEqualTo(2);
    assertThat(only().others()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "expiry_date | '2030-01-31Z'               | '2028-08-31Z' | 1 | 0",
        "purge_date  | '2030-01-31Z'               | '2028-08-31Z' | 1 | 0",
        "expiry_date | '2030-01-31Z'               | '2030-02-01Z' | 0 | 0",
        "expiry_date | '2028-08-31T23:00:00+02:00' | '2028-08-31Z' | 0 | 0",
        "expiry_date | '2030-01-31Z'               | '2026-11-21Z' | 1 | 1",
        "expiry_date | '2026-11-22Z'               | '2026-11-21Z' | 1 | 1",
        "expiry_date | '2030-01-31Z'               | '2026-11-22Z' | 1 | 0",
        "expiry_date | '2026-11-21Z'               | '2026-10-01Z' | 1 | 0",
        "expiry_date | '2020-01-01Z'               | '2026-11-01Z' | 0 | 0",
        "expiry_date | 'some day'                  | '2026-11-21Z' | 0 | 1",
        "purge_date  | -                           | '2020-01-01Z' | 0 | 1",
        "expiry_date | -                           | '2030-01-01Z' | 0 | 0",
        "expiry_date | '2030-01-31Z'               | -             | 0 | 0",
        "birth_date  | '2000-01-31Z'               | '1999-01-31Z' | 0 | 0"
      })
  void lastDays_shouldBeComparedWithThoseBeforeAndWithToday(
      String field, @Nullable String before, @Nullable String after, int earlier, int past) {
    summary.add(
        Map.of(
            field,
            FieldChange.of(
                before == null ? null : node("\"" + before.replace("'", "") + "\""),
                after == null ? null : node("\"" + after.replace("'", "") + "\""))));

    assertThat(only().earlier()).isEqualTo(earlier);
    assertThat(only().past()).isEqualTo(past);
  }

  @Test
  void membersWhoLoseTime_shouldBeASentence() {
    add("expiry_date", "'2030-01-31Z'", "'2028-08-31Z'");
    add("expiry_date", "'2029-01-31Z'", "'2028-08-31Z'");
    add("expiry_date", "'2027-01-31Z'", "'2028-08-31Z'");
    add("purge_date", "'2031-01-31Z'", "'2026-01-01Z'");
    add("expiry_date", "'2030-01-31Z'", "'2026-01-01Z'");

    assertThat(PreviewSummary.warnings(summary.list(), false))
        .containsExactly(
            "3 members would get an earlier expiry date than now.",
            "1 member would get a past expiry date, so that the account expires at once.",
            "1 member would get an earlier purge date than now.",
            "1 member would get a past purge date.");
    assertThat(PreviewSummary.warnings(summary.list(), true))
        .contains("3 members got an earlier expiry date than before.");
  }

  @Test
  void entriesOfLists_shouldBeCountedByWhatHappensToThem() {
    add(
        "user_note",
        "[{note_type: {value: 'LIB'}, note_text: 'Secret', segment_type: 'External'},"
            + " {note_type: {value: 'POP'}, note_text: 'a'}, {note_type: 'REG', note_text: 'b'}]",
        "[{note_type: {value: 'LIB'}, note_text: 'Secret', segment_type: 'Internal'},"
            + " {note_type: {value: 'POP'}, note_text: 'a2'}, {note_type: 'NEW', note_text: 'c'}]");

    assertThat(only().entries())
        .containsExactlyInAnyOrder(
            new EntryCount(Optional.of("LIB"), 0, 0, 0, 1),
            new EntryCount(Optional.of("POP"), 0, 0, 1, 0),
            new EntryCount(Optional.of("REG"), 0, 1, 0, 0),
            new EntryCount(Optional.of("NEW"), 1, 0, 0, 0));
    assertThat(Json.text(only())).doesNotContain("Secret");
  }

  @Test
  void emails_shouldBeCountedByDomain() {
    add(
        "contact_info",
        "{email: [{email_address: 'ann@uni.example'}], phone: [{phone_number: '1'}]}",
        "{email: [{email_address: 'ann@alumni.example'}], phone: [{phone_number: '1'}]}");
    add("contact_info", "{email: []}", "{email: [{email_address: 'bo@alumni.example'}]}");

    assertThat(only().field()).isEqualTo("contact_info.email");
    assertThat(only().entries())
        .containsExactly(
            new EntryCount(Optional.of("alumni.example"), 2, 0, 0, 0),
            new EntryCount(Optional.of("uni.example"), 0, 1, 0, 0));
    assertThat(Json.text(only())).doesNotContain("ann", "bo@");
  }
}
