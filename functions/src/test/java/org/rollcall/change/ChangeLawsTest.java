package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.rollcall.Given;
import org.rollcall.user.LastChange;
import org.rollcall.user.User;

/** What holds of every job and every user. */
class ChangeLawsTest {

  private static final Set<String> ACCOUNT_TYPES_FIELDS =
      Set.of(
          "account_type",
          "external_id",
          "contact_info",
          "user_identifier",
          "user_block",
          "user_note",
          "user_statistic");

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "account_type", ACCOUNT_TYPES_FIELDS,
          "roles", Set.of("user_role"),
          "blocks", Set.of("user_block"));

  @Property
  void changingTwice_shouldBeChangingOnce(
      @ForAll("users") String record, @ForAll("changes") String changes) {
    Optional<User> once = change(Given.user(record), changes);
    once.ifPresent(user -> assertThat(change(user, changes)).hasValue(user));
  }

  @Property
  void change_shouldTouchNoFieldButItsOwn(
      @ForAll("users") String record, @ForAll("changesAndExtensions") String changes) {
    User before = Given.user(record);
    Set<String> own = new HashSet<>();
    Given.object(changes)
        .fieldNames()
        .forEachRemaining(key -> own.addAll(FIELDS.getOrDefault(key, Set.of(key))));
    change(before, changes)
        .ifPresent(
            after -> assertThat(own).containsAll(LastChange.between(before, after).keySet()));
  }

  @Property
  void lastChange_shouldHoldAllThatItTakesToGoBack(
      @ForAll("users") String record, @ForAll("changesAndExtensions") String changes) {
    User before = Given.user(record);
    change(before, changes)
        .ifPresent(
            after -> {
              ObjectNode back = after.record().deepCopy();
              ObjectNode forth = before.record().deepCopy();
              LastChange.between(before, after)
                  .forEach(
                      (field, change) -> {
                        put(back, field, change.before());
                        put(forth, field, change.after());
                      });
              assertThat(back).isEqualTo(before.record());
              assertThat(forth).isEqualTo(after.record());
            });
  }

  @Property
  void user_shouldNeverBeChangedInPlace(
      @ForAll("users") String record, @ForAll("changesAndExtensions") String changes) {
    User user = Given.user(record);
    change(user, changes);
    assertThat(user).isEqualTo(Given.user(record));
  }

  @Property
  void userWhomNothingChanges_shouldBeTheSameUser(
      @ForAll("users") String record, @ForAll("changes") String changes) {
    Optional<User> once = change(Given.user(record), changes);
    once.ifPresent(user -> assertThat(change(user, changes).orElseThrow()).isSameAs(user));
  }

  private static void put(ObjectNode record, String field, @Nullable JsonNode value) {
    if (value == null) {
      record.remove(field);
    } else {
      record.set(field, value);
    }
  }

  /** The user after the job, if it can be done to this one. */
  private static Optional<User> change(User user, String changes) {
    try {
      return Optional.of(Asked.of(user, changes));
    } catch (ChangeRefused e) {
      assertThat(e.reason()).isEqualTo("NO_EXTERNAL_ID");
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<String> users() {
    Arbitrary<String> account =
        one(
            "account_type: {value: 'EXTERNAL'}, external_id: 'SIS'",
            "account_type: 'EXTERNAL'",
            "account_type: {value: 'INTERNAL'}",
            "account_type: {value: 'INTERNAL'}, external_id: 'odd'",
            "account_type: {value: 'INTEXTAUTH'}");
    Arbitrary<String> codes =
        Combinators.combine(
                one("", "user_group: 'UG'", "user_group: {value: 'PG', desc: 'x'}"),
                one("", "status: 'INACTIVE'", "status: {value: 'ACTIVE'}"))
            .as(ChangeLawsTest::and);
    Arbitrary<String> dates =
        Combinators.combine(
                date().map(date -> "expiry_date: " + date),
                date().map(date -> "purge_date: " + date))
            .as(ChangeLawsTest::and);
    Arbitrary<String> roles =
        list(
            "user_role",
            Combinators.combine(type(), scope(), one("ACTIVE", "INACTIVE"), date(), parameters())
                .as(
                    (type, scope, status, date, parameters) ->
                        "{role_type: '%s', scope: '%s', status: {value: '%s'}, expiry_date: %s, parameter: %s}"
                            .formatted(type, scope, status, date, parameters)));
    Arbitrary<String> blocks =
        list(
            "user_block",
            Combinators.combine(description(), one("ACTIVE", "INACTIVE"), date(), note(), segment())
                .as(
                    (description, status, date, note, segment) ->
                        "{block_description: '%s', block_status: '%s', expiry_date: %s%s, segment_type: %s}"
                            .formatted(description, status, date, note, segment)));
    Arbitrary<String> rest =
        Combinators.combine(segment(), segment(), segment())
            .as(
                (a, b, c) ->
                    "contact_info: {email: [{segment_type: %s}], phone: []}, user_note: [{segment_type: %s}, {}], x: [{segment_type: %s}], n: null"
                        .formatted(a, b, c));
    return Combinators.combine(account, codes, dates, roles, blocks, rest)
        .as(
            (a, b, c, d, e, f) ->
                "{primary_id: 's1', " + and(and(and(a, b), and(c, d)), and(e, f)) + "}");
  }

  @Provide
  Arbitrary<String> changes() {
    return changes(dateChange());
  }

  @Provide
  Arbitrary<String> changesAndExtensions() {
    return changes(Arbitraries.oneOf(dateChange(), one("extend_by: 'P1Y'", "extend_by: 'P1M1D'")));
  }

  private static Arbitrary<String> changes(Arbitrary<String> date) {
    Arbitrary<String> account =
        Combinators.combine(condition(), condition())
            .as(
                (a, b) ->
                    new String[] {
                      "",
                      "account_type: {value: 'INTERNAL'" + a + "}",
                      "external_id: {value: 'NEW'" + a + "}",
                      "account_type: {value: 'EXTERNAL'"
                          + a
                          + "}, external_id: {value: 'NEW'"
                          + b
                          + "}"
                    })
            .flatMap(ChangeLawsTest::one);
    Arbitrary<String> codes =
        Combinators.combine(
                conditional(one("user_group: {value: 'UG'", "user_group: {value: 'NEW'")),
                conditional(one("status: {value: 'ACTIVE'", "status: {value: 'INACTIVE'")))
            .as(ChangeLawsTest::and);
    Arbitrary<String> dates =
        Combinators.combine(
                conditional(date.map(change -> "expiry_date: {" + change)),
                conditional(date.map(change -> "purge_date: {" + change)))
            .as(ChangeLawsTest::and);
    Arbitrary<String> roles =
        conditional(
            Combinators.combine(type(), one("", ", scope: 'MAIN'"), day(), parameters())
                .as(
                    (type, scope, day, parameters) ->
                        "{role_type: '%s'%s%s%s}"
                            .formatted(
                                type,
                                scope,
                                day,
                                parameters.equals("[]") ? "" : ", parameters: " + parameters))
                .list()
                .uniqueElements(ChangeLawsTest::withoutExpiry)
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(added -> "roles: {add: [" + String.join(", ", added) + "]"));
    Arbitrary<String> blocks =
        conditional(
            Combinators.combine(description(), day(), note())
                .as(
                    (description, day, note) ->
                        "{block_description: '" + description + "'" + note + day + "}")
                .list()
                .uniqueElements(ChangeLawsTest::withoutExpiry)
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(added -> "blocks: {add: [" + String.join(", ", added) + "]"));
    return Combinators.combine(account, codes, dates, roles, blocks)
        .as((a, b, c, d, e) -> and(and(a, b), and(and(c, d), e)))
        .filter(keys -> !keys.isEmpty())
        .map(keys -> "{" + keys + "}");
  }

  /** What makes two additions the same, which an input may not list twice. */
  private static String withoutExpiry(String addition) {
    return addition
        .replaceAll(", expiry_date: '[^']*'", "")
        .chars()
        .sorted()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static Arbitrary<String> one(String... texts) {
    return Arbitraries.of(texts);
  }

  private static String and(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
  }

  private static Arbitrary<String> list(String field, Arbitrary<String> items) {
    return Arbitraries.oneOf(
        Arbitraries.just(""),
        items.list().ofMaxSize(4).map(l -> field + ": [" + String.join(", ", l) + "]"));
  }

  /** A change with a condition, or none. */
  private static Arbitrary<String> conditional(Arbitrary<String> open) {
    return Arbitraries.oneOf(
        Arbitraries.just(""),
        Combinators.combine(open, condition()).as((change, condition) -> change + condition + "}"));
  }

  private static Arbitrary<String> condition() {
    return one("", ", condition: 'IF_EMPTY'", ", condition: 'IF_NOT_EMPTY'");
  }

  private static Arbitrary<String> dateChange() {
    return one("value: '2020-02-29'", "value: '2027-06-30'", "clear: true");
  }

  /** A date of a record. */
  private static Arbitrary<String> date() {
    return one(
        "''", "null", "'2020-02-29Z'", "'2026-11-22Z'", "'2027-06-30'", "'2028-02-29+01:00'");
  }

  /** A date of an addition, or none. */
  private static Arbitrary<String> day() {
    return one("", ", expiry_date: '2020-02-29'", ", expiry_date: '2027-06-30'");
  }

  private static Arbitrary<String> type() {
    return one("200", "21");
  }

  private static Arbitrary<String> scope() {
    return one("01RC_INST", "MAIN");
  }

  private static Arbitrary<String> parameters() {
    return one(
        "[]", "[{type: 'A', value: '1'}]", "[{type: 'B', value: '2'}, {type: 'A', value: '1'}]");
  }

  private static Arbitrary<String> description() {
    return one("02-GLOBAL", "03-LOAN");
  }

  private static Arbitrary<String> note() {
    return one("", ", block_note: 'n'");
  }

  private static Arbitrary<String> segment() {
    return one("'External'", "'Internal'", "''", "null");
  }
}
