package org.rollcall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.change.ChangesFixture.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.user.User;

class LibrariesAndNoticesChangeTest {

  private static final String OPT_IN = "{library_notices: {opt_in: ['Loans']}}";
  private static final String OPT_OUT = "{library_notices: {opt_out: ['Loans']}}";

  private static User served(String... libraries) {
    return internal("rs_library: [" + String.join(", ", libraries) + "]");
  }

  private static User choosing(String... notices) {
    return internal("library_notice: [" + String.join(", ", notices) + "]");
  }

  @Test
  void libraries_shouldBeAddedAndRemoved() throws ChangeRefusedException {
    assertThat(
            ChangesFixture.apply(
                served("{code: {value: 'LAW', desc: 'Law Library'}}", "{code: {value: 'ART'}}"),
                "{rs_libraries: {add: ['MAIN', 'ART'], remove: ['LAW']}}"))
        .isEqualTo(served("{code: {value: 'ART'}}", "{code: {value: 'MAIN'}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{code: 'MAIN'}", "{code: {value: 'MAIN', desc: 'Main'}, x: 1}"})
  void existingLibrary_shouldNotBeAddedTwice(String library) throws ChangeRefusedException {
    User user = served("{}", library);
    assertThat(ChangesFixture.apply(user, "{rs_libraries: {add: ['MAIN'], remove: ['LAW']}}"))
        .isSameAs(user);
  }

  @Test
  void choice_shouldBeAddedToUserWithoutChoice() throws ChangeRefusedException {
    assertThat(ChangesFixture.apply(internal("first_name: 'Ada'"), OPT_OUT))
        .isEqualTo(
            internal(
                "first_name: 'Ada', library_notice: [{code: {value: 'Loans'}, value: 'false'}]"));
    assertThat(ChangesFixture.apply(choosing("{}"), OPT_IN))
        .isEqualTo(choosing("{}", "{code: {value: 'Loans'}, value: 'true'}"));
  }

  @Test
  void choice_shouldReplaceOpposite() throws ChangeRefusedException {
    String other = "{code: {value: 'Fines'}, value: 'false'}";
    User in = choosing(other, "{code: {value: 'Loans', desc: 'x'}, value: 'true'}");
    User out = choosing(other, "{code: {value: 'Loans', desc: 'x'}, value: 'false'}");
    assertThat(ChangesFixture.apply(in, OPT_OUT)).isEqualTo(out);
    assertThat(ChangesFixture.apply(out, OPT_IN)).isEqualTo(in);
    assertThat(ChangesFixture.apply(in, OPT_IN)).isSameAs(in);
    assertThat(ChangesFixture.apply(out, OPT_OUT)).isSameAs(out);
  }

  @Test
  void choice_shouldReplaceAllOpposites() throws ChangeRefusedException {
    String in = "{code: {value: 'Loans'}, value: 'true'}";
    String out = "{code: {value: 'Loans'}, value: 'false'}";
    assertThat(ChangesFixture.apply(choosing(in, out), OPT_IN)).isEqualTo(choosing(in, in));
    assertThat(ChangesFixture.apply(choosing(in, out), OPT_OUT)).isEqualTo(choosing(out, out));
  }

  @Test
  void booleanChoice_shouldBeRead() throws ChangeRefusedException {
    User user = choosing("{code: 'Loans', value: false}");
    assertThat(ChangesFixture.apply(user, OPT_OUT)).isSameAs(user);
    assertThat(ChangesFixture.apply(user, OPT_IN))
        .isEqualTo(choosing("{code: 'Loans', value: 'true'}"));
  }
}
