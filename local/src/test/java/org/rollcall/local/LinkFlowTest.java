package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.Given;
import org.rollcall.lambda.CheckCredential;
import org.rollcall.user.state.IssuedCredential;

/** The sign-in links in letters, and the verdicts of CheckCredential on their tokens. */
class LinkFlowTest {

  private static final String TO_INTERNAL =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['%s']},
       'changes': {'account_type': {'value': 'INTERNAL', 'credential': '%s'}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
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
  void link_shouldSignItsUserInOnce() {
    String token = convert("ada");

    assertThat(check(token))
        .isEqualTo(Given.json("{accepted: true, must_change: true, verdict: 'ACCEPTED'}"));
    assertThat(check(token).path("verdict").asText()).isEqualTo("ACCEPTED");
    assertThat(credential("ada").used()).isEmpty();
    assertThat(consume(token))
        .isEqualTo(
            Given.json(
                "{accepted: true, must_change: true, verdict: 'ACCEPTED', primary_id: 'ada'}"));
    assertThat(credential("ada").used()).isPresent();
    JsonNode again = Given.json("{accepted: false, must_change: false, verdict: 'CONSUMED'}");
    assertThat(check(token)).isEqualTo(again);
    assertThat(consume(token)).isEqualTo(again);
  }

  @Test
  void link_shouldNotNameItsUser() {
    convert("bea.4711");
    InboxLetter letter = library.letterTo("bea.4711@example.edu");

    assertThat(letter.text())
        .containsPattern("account\\?token=" + letter.token() + "\\s")
        .doesNotContain("emporary password");
    assertThat(letter.html())
        .contains("https://library.example.edu/account?token&#x3D;" + letter.token())
        .doesNotContain("emporary password");
    assertThat(letter.token()).doesNotContain("bea");
  }

  @Test
  void link_shouldNotBeAcceptedAsAPassword() {
    String token = convert("cleo");
    IssuedCredential issued = credential("cleo");

    assertThat(library.verdict("cleo", token)).isEqualTo("NO_CREDENTIAL");
    assertThat(
            library.verdict(
                "cleo",
                library
                    .wiring()
                    .passwords()
                    .derive(issued.job(), library.stored("cleo").user().primaryId())))
        .isEqualTo("NO_CREDENTIAL");
  }

  @Test
  void link_shouldExpireSeventyTwoHoursAfterItsLetter() {
    String token = convert("dora");
    IssuedCredential issued = credential("dora");

    assertThat(Duration.between(issued.issued(), issued.expires()))
        .isBetween(Duration.ofHours(72), Duration.ofHours(73));
    clock.set(issued.expires().minusMillis(1));
    assertThat(verdict(token)).isEqualTo("ACCEPTED");
    clock.set(issued.expires());
    assertThat(verdict(token)).isEqualTo("EXPIRED");
    clock.set(Instant.parse("2100-01-01T00:00:00Z"));
    assertThat(consume(token).path("verdict").asText()).isEqualTo("EXPIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LINK", "PASSWORD"})
  void laterCredential_shouldSupersedeTheLink(String kind) {
    String id = "edna." + kind;
    String token = convert(id);
    library.run(TO_EXTERNAL.formatted(id));
    assertThat(verdict(token)).isEqualTo("WITHDRAWN");

    library.run(TO_INTERNAL.formatted(id, kind));

    assertThat(verdict(token)).isEqualTo("SUPERSEDED");
    assertThat(consume(token).path("accepted").booleanValue()).isFalse();
  }

  @Test
  void undo_shouldWithdrawTheLink() {
    library.load(Patron.external("flora"));
    EndedJob job = library.run(TO_INTERNAL.formatted("flora", "LINK"));
    String token = library.letterTo("flora@example.edu").token();

    library.undo(job, "");

    assertThat(consume(token).path("verdict").asText()).isEqualTo("WITHDRAWN");
  }

  @Test
  void undo_afterASignIn_shouldLeaveTheAccount() {
    library.load(Patron.external("greta"));
    EndedJob job = library.run(TO_INTERNAL.formatted("greta", "LINK"));
    consume(library.letterTo("greta@example.edu").token());

    EndedJob undo = library.undo(job, "");

    assertThat(undo.cell("greta", "reason_code")).isEqualTo("CREDENTIAL_USED");
  }

  @Test
  void deletedUser_shouldNotSignIn() {
    String token = convert("hal");

    library.deleteUser("hal");

    assertThat(consume(token).path("verdict").asText()).isEqualTo("WITHDRAWN");
  }

  @Test
  void inactiveUser_shouldNotSignIn() {
    String token = convert("iris");

    library.run(
        """
        {'initiated_by': 'user.manager', 'set': {'members': ['iris']},
         'changes': {'status': {'value': 'INACTIVE'}}}
        """);

    assertThat(consume(token).path("verdict").asText()).isEqualTo("WITHDRAWN");
  }

  @Test
  void tokenWithOneOtherCharacter_shouldBeWrong() {
    String token = convert("jan");

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'a' ? 'b' : 'a';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(consume(changed).path("verdict").asText()).isEqualTo("WRONG");
    }
    assertThat(verdict(token)).isEqualTo("ACCEPTED");
  }

  @Test
  void secretOfAnotherLink_shouldBeWrong() {
    String one = convert("kim");
    String other = convert("kit");

    assertThat(consume(one.substring(0, 16) + other.substring(16)).path("verdict").asText())
        .isEqualTo("WRONG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token", "%00", "0000000000000000000000000000000000000000 00"})
  void textThatIsNoToken_shouldBeWrong(String text) {
    assertThat(consume(text))
        .isEqualTo(Given.json("{accepted: false, must_change: false, verdict: 'WRONG'}"));
  }

  @Test
  void tokenInCapitals_shouldBeAccepted() {
    String token = convert("lea");

    assertThat(verdict(" " + token.toUpperCase(Locale.ROOT) + " ")).isEqualTo("ACCEPTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{primary_id: 'ada'}",
        "{password: 'x'}",
        "{token: 'x', primary_id: 'ada'}",
        "{token: 'x', password: 'x'}",
        "{primary_id: 'ada', password: 'x', consume: true}",
        "{token: 'x', consume: 'yes'}",
        "{consume: true}"
      })
  void otherRequest_shouldFail(String request) {
    assertThatThrownBy(() -> invoke(request)).hasMessageContaining("not a valid Request");
  }

  @Test
  void institution_shouldSetTheDefault() {
    String institution = library.object("institution.json");
    library.put(
        "institution.json",
        Given.jsonText(
            """
            {code: '01RC_INST', name: 'N', default_language: 'en', default_credential: 'LINK',
             sign_in_url: 'https://library.example.edu/?lang=en#sign-in'}
            """));
    library.load(Patron.external("mia"));
    library.run(TO_INTERNAL.formatted("mia", "LINK").replace(", 'credential': 'LINK'", ""));
    library.put("institution.json", institution);

    assertThat(library.letterTo("mia@example.edu").text())
        .containsPattern("https://library\\.example\\.edu/\\?lang=en&token=[0-9a-z]{42}#sign-in");
  }

  @Test
  void letterThatIsSentAgain_shouldHaveTheSameLink() {
    library.load(Patron.external("nora").email("bounce+nora@simulator.amazonses.com"));
    EndedJob job = library.run(TO_INTERNAL.formatted("nora", "LINK"));
    library.recordDeliveries();
    String token = library.letterTo("bounce+nora@simulator.amazonses.com").token();
    changeAddress("nora", "nora@example.edu");

    library.retry(job);

    assertThat(library.letterTo("nora@example.edu").token()).isEqualTo(token);
    assertThat(consume(token).path("verdict").asText()).isEqualTo("ACCEPTED");
  }

  @Test
  void linkThatWasUsed_shouldNotBeSentAgain() {
    library.load(Patron.external("olga").email("bounce+olga@simulator.amazonses.com"));
    EndedJob job = library.run(TO_INTERNAL.formatted("olga", "LINK"));
    library.recordDeliveries();
    String token = library.letterTo("bounce+olga@simulator.amazonses.com").token();
    consume(token);
    changeAddress("olga", "olga@example.edu");

    library.retry(job);

    assertThat(library.lettersTo("olga@example.edu")).isEmpty();
    assertThat(consume(token).path("verdict").asText()).isEqualTo("CONSUMED");
  }

  private static void changeAddress(String id, String address) {
    library.load(Patron.internal(id).email(address));
  }

  /** Makes a new user internal, and returns the token in the letter. */
  private static String convert(String id) {
    library.load(Patron.external(id));
    library.run(TO_INTERNAL.formatted(id, "LINK"));
    return library.letterTo(id + "@example.edu").token();
  }

  private static IssuedCredential credential(String id) {
    return library.stored(id).state().credential().orElseThrow();
  }

  private static String verdict(String token) {
    return check(token).path("verdict").asText();
  }

  private static JsonNode check(String token) {
    return invoke("{token: '" + token + "'}");
  }

  private static JsonNode consume(String token) {
    return invoke("{token: '" + token + "', consume: true}");
  }

  private static JsonNode invoke(String request) {
    return TestLibrary.invoke(new CheckCredential(library.wiring()), request);
  }
}
