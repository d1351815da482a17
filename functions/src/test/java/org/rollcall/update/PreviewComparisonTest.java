package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.Given;
import org.rollcall.error.Reason;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.json.Json;

/** Whether a confirm does for a user what its preview has shown. */
class PreviewComparisonTest {

  private static final String UPDATED = "{primary_id: 'w1', result: 'UPDATED', %s}";

  private static Outcome outcome(String parts) {
    return Json.read(Json.bytes(Given.json(UPDATED.formatted(parts))), Outcome.class);
  }

  private static boolean isSame(String previewed, String present) {
    return new PreviewComparison(outcome(previewed), false).isSame(outcome(present));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Another old value is replaced all the same.
        "{user_group: {before: 'A', after: 'C'}} | {user_group: {before: 'B', after: 'C'}} | true",
        "{user_group: {before: {value: 'A'}, after: {value: 'C'}}} | {user_group: {after: {value: 'C'}}} | true",
        "{expiry_date: {before: '2027-01-01Z'}} | {expiry_date: {before: '2028-01-01Z'}} | true",
        "{expiry_date: {after: '2027-01-01Z'}} | {expiry_date: {after: '2028-01-01Z'}} | false",
        "{user_group: {after: 'C'}} | {user_group: {after: 'C'}, status: {after: 'ACTIVE'}} | false",
        "{user_group: {after: 'C'}, status: {after: 'ACTIVE'}} | {user_group: {after: 'C'}} | false",
        // A list without entries is as good as none.
        "{user_note: {after: [{t: 'x'}]}} | {user_note: {before: [], after: [{t: 'x'}]}} | true",
        "{user_note: {before: [], after: []}} | {user_note: {after: []}} | true",
        // What is removed from a list counts.
        "{user_note: {before: [], after: [{t: 'x'}]}} | {user_note: {before: [], after: [{t: 'x'}]}} | true",
        "{user_note: {before: [{t: 'o'}], after: []}} | {user_note: {before: [{t: 'o'}, {t: 'p'}], after: []}} | false",
        "{user_note: {before: [], after: [{t: 'x'}]}} | {user_note: {before: [], after: [{t: 'y'}]}} | false",
        "{contact_info: {before: {email: [{a: '1'}]}, after: {email: []}}} | {contact_info: {before: {email: [{a: '2'}]}, after: {email: []}}} | false"
      })
  void newValues_shouldDecide(String previewed, String present, boolean isSame) {
    assertThat(isSame("changes: " + previewed, "changes: " + present)).isEqualTo(isSame);
  }

  @Test
  void credentials_shouldBeTheSame() {
    String changes = "changes: {account_type: {after: 'INTERNAL'}}";

    assertThat(isSame(changes + ", credentials: 'RESET'", changes + ", credentials: 'RESET'"))
        .isTrue();
    assertThat(isSame(changes + ", credentials: 'RESET'", changes)).isFalse();
    assertThat(isSame(changes, changes + ", credentials: 'RESET'")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DUE | aa11 en | DUE | aa11 en | true",
        "DUE | aa11 en | DUE | aa11 fr | false",
        "DUE | aa11 en | DUE | bb22 en | false",
        "DUE | aa11 en | ADDRESS_BOUNCED | aa11 en | true",
        "DUE | aa11 en | ADDRESS_BOUNCED | bb22 en | false",
        "ADDRESS_BOUNCED | aa11 en | DUE | aa11 en | false",
        "DUE | aa11 en | OPTED_OUT | aa11 en | false"
      })
  void letter_shouldHaveTheSameStateLanguageAndAddress(
      String letter, String recipient, String presentLetter, String presentOne, boolean isSame) {
    String form = "changes: {status: {after: 'ACTIVE'}}, letter: '%s', recipient: '%s'";

    assertThat(isSame(form.formatted(letter, recipient), form.formatted(presentLetter, presentOne)))
        .isEqualTo(isSame);
  }

  /** The letter of a processed user is owed, and goes to the address that the user has then. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "result: 'UNCHANGED', letter: 'NO_PREFERRED_EMAIL'            | true",
        "result: 'UNCHANGED', letter: 'DUE', recipient: 'cc33 fr'     | true",
        "changes: {user_group: {after: 'C'}}, letter: 'DUE'           | false",
        "result: 'SKIPPED', changes: {}                               | false"
      })
  void processedUser_shouldHaveTheSameChanges(String present, boolean isSame) {
    Outcome previewed = outcome("result: 'UNCHANGED', letter: 'DUE', recipient: 'aa11 en'");

    assertThat(new PreviewComparison(previewed, true).isSame(outcome(present))).isEqualTo(isSame);
  }

  @Test
  void listThatChangesInAnotherWay_shouldBeNamed() {
    Outcome previewed = outcome("changes: {user_note: {after: [1]}}");

    assertThat(
            new PreviewComparison(previewed, false)
                .skipped(outcome("changes: {user_note: {after: [2]}}"))
                .reason()
                .orElseThrow())
        .endsWith("previewed: user_note changed; now: user_note changed in another way");
  }

  @Test
  void skippedUser_shouldHaveThePreviewedAndThePresentValues() {
    Outcome skipped =
        new PreviewComparison(
                outcome(
                    "changes: {status: {before: 'INACTIVE', after: 'ACTIVE'}, user_note: {after: [1]}}"),
                false)
            .skipped(outcome("result: 'UNCHANGED', changes: {}"));

    assertThat(skipped.result()).isEqualTo(Result.SKIPPED);
    assertThat(skipped.reasonCode()).isEqualTo(Optional.of(Reason.CHANGED_SINCE_PREVIEW));
    assertThat(skipped.reason().orElseThrow())
        .contains(
            "previewed: UPDATED, status INACTIVE -> ACTIVE, user_note changed; now: UNCHANGED,"
                + " status unchanged, user_note unchanged");
  }
}
