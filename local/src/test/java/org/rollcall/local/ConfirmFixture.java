package org.rollcall.local;

import java.nio.file.Path;

/** A library with a preview to confirm. */
final class ConfirmFixture {

  static final String PREVIEW =
      """
      {'initiated_by': 'user.manager', 'mode': 'PREVIEW', 'job_name': 'End of term',
       'set': {'members': ['c.one', 'c.two', 'c.silent', 'c.gone', 'c.staff']},
       'changes': {'account_type': {'value': 'INTERNAL'}, 'expiry_date': {'extend_by': 'P1Y'},
                   'notes': {'add': [{'note_type': 'OTHER', 'note_text': 'Checked'}]}},
       'notify': {'type': 'NOTIFY_PASSWORD_CHANGE'}}
      """;

  private ConfirmFixture() {}

  static TestLibrary open(Path folder, SettableClock clock) {
    TestLibrary library = TestLibrary.empty(folder, clock);
    library.load(
        Patron.external("c.one").with("expiry_date", "2027-01-31Z"),
        Patron.external("c.two").with("expiry_date", "2027-02-28Z"),
        Patron.external("c.silent").with("expiry_date", "2027-03-31Z").withoutEmail(),
        Patron.withRole("26", "c.staff"));
    return library;
  }

  /** The input of a confirm. */
  static String input(String preview) {
    return "{'initiated_by': 'user.manager', 'confirm': '" + preview + "'}";
  }

  /**
   * Confirms a preview.
   *
   * @param more other keys of the input, after a comma
   */
  static EndedJob confirm(TestLibrary library, String operator, EndedJob preview, String more) {
    return library.run(
        "{'initiated_by': '%s', 'confirm': '%s'%s}".formatted(operator, preview.id(), more));
  }

  /** Confirms a preview with its digest. */
  static EndedJob confirmWithDigest(TestLibrary library, String operator, EndedJob preview) {
    return confirm(library, operator, preview, ", 'sha256': '" + digest(preview) + "'");
  }

  static String digest(EndedJob preview) {
    return preview.report().path("preview_sha256").asText();
  }
}
