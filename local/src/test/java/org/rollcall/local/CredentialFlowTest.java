package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.json.Json;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.user.state.IssuedCredential;

/** The verdicts of CheckCredential on passwords in letters. */
class CredentialFlowTest {

  private static final String TO_INTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL'}}, 'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private static final String TO_EXTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'EXTERNAL'}, 'external_id': {'value': 'SIS'}}}
      """;

  @TempDir static Path folder;
  static SettableClock clock = new SettableClock();
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder, clock);
  }

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void passwordInTheLetter_shouldBeAcceptedAndRequireAChange() {
    String password = convert("ada");

    JsonNode answer = check("ADA", password);

    assertThat(answer.path("accepted").booleanValue()).isTrue();
    assertThat(answer.path("must_change").booleanValue()).isTrue();
    assertThat(verdict("ada", password)).isEqualTo("ACCEPTED");
  }

  @Test
  void passwordOfAnotherUser_shouldBeRejected() {
    String password = convert("bea");
    String other = convert("ben");

    JsonNode answer = check("bea", other);

    assertThat(answer.path("accepted").booleanValue()).isFalse();
    assertThat(answer.path("verdict").asText()).isEqualTo("WRONG");
    assertThat(other).isNotEqualTo(password);
  }

  @Test
  void password_shouldExpireAfterThirtyDays() {
    String password = convert("cleo");
    IssuedCredential issued = credential("cleo");

    assertThat(issued.expires()).isEqualTo(issued.issued().plus(Duration.ofDays(30)));
    clock.set(issued.expires().minusMillis(1));
    assertThat(verdict("cleo", password)).isEqualTo("ACCEPTED");
    clock.set(issued.expires());
    assertThat(verdict("cleo", password)).isEqualTo("EXPIRED");
    clock.set(Instant.parse("2100-01-01T00:00:00Z"));
    assertThat(check("cleo", password).path("accepted").booleanValue()).isFalse();
  }

  @Test
  void onlyThePasswordOfTheLatestReset_shouldBeAccepted() {
    String old = convert("dora");
    library.run(TO_EXTERNAL.formatted("dora"));
    EndedJob again = library.run(TO_INTERNAL.formatted("dora"));

    assertThat(again.count("passwords_reset")).isEqualTo(1);
    assertThat(verdict("dora", old)).isEqualTo("WRONG");
    assertThat(library.lettersTo("dora@example.edu").stream().map(InboxLetter::password))
        .hasSize(2)
        .contains(old)
        .filteredOn(password -> !password.equals(old))
        .singleElement()
        .satisfies(latest -> assertThat(verdict("dora", latest)).isEqualTo("ACCEPTED"));
  }

  @Test
  void accountThatIsExternalAgain_shouldHaveNoCredential() {
    String password = convert("edna");

    library.run(TO_EXTERNAL.formatted("edna"));

    assertThat(verdict("edna", password)).isEqualTo("NO_CREDENTIAL");
    assertThat(library.stored("edna").state().credential()).isEmpty();
  }

  @Test
  void inactiveAccount_shouldHaveNoCredential() {
    String password = convert("flora");

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['flora']},
         'changes': {'status': {'value': 'INACTIVE'}}}
        """);

    assertThat(verdict("flora", password)).isEqualTo("NO_CREDENTIAL");
  }

  @Test
  void userWithoutAPasswordReset_shouldHaveNoCredential() {
    library.load(Patron.internal("hal"));

    assertThat(verdict("hal", "whatever12")).isEqualTo("NO_CREDENTIAL");
    assertThat(verdict("no.such.user", "whatever12")).isEqualTo("NO_CREDENTIAL");
  }

  @Test
  void internalUser_shouldKeepThePasswordAfterALaterJob() {
    String password = convert("ivy");
    String later =
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['ivy']},
         'changes': {'account_type': {'value': 'INTERNAL'}, 'user_group': {'value': 'ALUMNI'}},
         'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
        """;

    EndedJob job = library.run(later);

    assertThat(job.result("ivy")).isEqualTo("UPDATED");
    assertThat(job.cell("ivy", "credentials")).isEmpty();
    assertThat(job.count("passwords_reset")).isZero();
    assertThat(verdict("ivy", password)).isEqualTo("ACCEPTED");
    assertThat(library.lettersTo("ivy@example.edu")).hasSize(1);
  }

  /** Makes a new user internal, and returns the password in the letter. */
  private static String convert(String id) {
    library.load(Patron.external(id));
    library.run(TO_INTERNAL.formatted(id));
    return library.letterTo(id + "@example.edu").password();
  }

  private static IssuedCredential credential(String id) {
    return library.stored(id).state().credential().orElseThrow();
  }

  private static String verdict(String id, String password) {
    return check(id, password).path("verdict").asText();
  }

  private static JsonNode check(String id, String password) {
    ObjectNode event = Json.MAPPER.createObjectNode();
    event.put("primary_id", id).put("password", password);
    return TestLibrary.invoke(new CheckCredential(library.wiring()), event.toString());
  }
}
