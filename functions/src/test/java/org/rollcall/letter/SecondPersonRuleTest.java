package org.rollcall.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.error.Faults;

/** The key {@code second_person} of {@code institution.json}. */
class SecondPersonRuleTest {

  private static final String FILE =
      "{code: 'HB', name: 'Harbour Library', default_language: 'en', second_person: %s}";

  private static Optional<SecondPersonRule> rule(String json, Faults faults) {
    return Institution.read(Given.jsonText(FILE.formatted(json)).getBytes(UTF_8), faults)
        .flatMap(Institution::secondPerson);
  }

  private static Optional<String> reason(String json, int members, String... changes) {
    Faults faults = new Faults();
    Optional<SecondPersonRule> rule = rule(json, faults);
    assertThat(faults.found()).isEmpty();
    return rule.orElseThrow().reason(members, List.of(changes));
  }

  @Test
  void setWithMoreMembersThanTheLimit_shouldNeedASecondPerson() {
    String rule = "{above_members: 40}";

    assertThat(reason(rule, 40, "user_group")).isEmpty();
    assertThat(reason(rule, 41)).contains("its set has 41 members, which is more than 40");
  }

  @Test
  void listedChange_shouldNeedASecondPersonForOneMember() {
    String rule = "{always_for: ['blocks', 'email', 'email']}";

    assertThat(reason(rule, 1, "email", "expiry_date", "blocks"))
        .contains("it changes blocks and email");
    assertThat(reason(rule, 90_000, "expiry_date")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                  | SECOND_PERSON_FOR_NO_JOB | institution.json: second_person",
        "{always_for: []}                    | SECOND_PERSON_FOR_NO_JOB | institution.json: second_person",
        "{above_members: 0}                  | NOT_A_COUNT    | institution.json: second_person.above_members",
        "{above_members: '500'}              | NOT_A_COUNT    | institution.json: second_person.above_members",
        "{above_members: 5, always_for: 7}   | NOT_A_LIST     | institution.json: second_person.always_for",
        "{always_for: ['role']}              | UNKNOWN_VALUE  | institution.json: second_person.always_for[0]",
        "{above_members: 5, always: ['a']}   | UNKNOWN_KEY    | institution.json: second_person.always",
        "true                                | NOT_AN_OBJECT  | institution.json: second_person"
      })
  void invalidRule_shouldBeAnError(String json, String code, String path) {
    Faults faults = new Faults();

    rule(json, faults);

    assertThat(faults.found())
        .extracting("code", "path")
        .containsExactly(org.assertj.core.groups.Tuple.tuple(code, path));
  }

  @Test
  void mistypedChange_shouldBeNamed() {
    Faults faults = new Faults();

    rule("{always_for: ['acount_type']}", faults);

    assertThat(faults.found().get(0).message()).contains("did you mean \"account_type\"?");
  }
}
