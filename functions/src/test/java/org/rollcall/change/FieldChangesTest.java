package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rollcall.user.User;

/** Every kind of change of a single field, also one that is added later. */
class FieldChangesTest {

  private static final String VALUE = "value: ";
  private static final String CLEAR = "clear: true";

  /** Some fields exist only in internal users, and some only in external users. */
  private static final List<User> USERS =
      List.of(
          ChangesFixture.internal("first_name: 'Ada'"),
          ChangesFixture.external("external_id: 'SIS'"));

  /** Each kind with a value and another value. */
  static Stream<Arguments> values() {
    return kinds()
        .flatMap(
            kind -> {
              List<String> values = values(kind);
              return Stream.of(
                  Arguments.of(kind, values.get(0), values.get(1)),
                  Arguments.of(kind, values.get(1), values.get(0)));
            });
  }

  static Stream<ChangeKind> clearableKinds() {
    return kinds().filter(kind -> RandomChanges.fieldValues(kind.key()).contains(CLEAR));
  }

  private static Stream<ChangeKind> kinds() {
    return ChangeKinds.ALL.stream().filter(kind -> values(kind).size() > 1);
  }

  private static List<String> values(ChangeKind kind) {
    return RandomChanges.fieldValues(kind.key()).stream()
        .filter(value -> value.startsWith(VALUE))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("values")
  void value_shouldReplaceAnother(ChangeKind kind, String value, String other) {
    String expected = value.substring(VALUE.length()).replace("'", "");

    assertThat(USERS)
        .map(user -> field(kind, apply(kind, value, apply(kind, other, user))))
        .anyMatch(field -> field.contains("\"" + expected.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @MethodSource("clearableKinds")
  void clear_shouldEmptyTheField(ChangeKind kind) {
    for (User user : USERS) {
      User filled = apply(kind, values(kind).get(0), user);

      assertThat(field(kind, filled)).isNotEmpty();
      assertThat(field(kind, apply(kind, CLEAR, filled))).isEmpty();
    }
  }

  private static User apply(ChangeKind kind, String keys, User user) {
    return ChangesFixture.tryApply(user, "{" + kind.key() + ": {" + keys + "}}").orElseThrow();
  }

  /** A field's value in capital letters; empty if the field is empty. */
  private static String field(ChangeKind kind, User user) {
    return kind.currentValue(user).toString().toUpperCase(Locale.ROOT);
  }
}
