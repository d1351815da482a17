package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.user.store.StoredUser;

/** IDs that look like other IDs or like paths. See D-046. */
class StrangeIdFlowTest {

  private static final String TO_ALUMNI =
      """
      {'initiated_by': 'user.manager', 'set': '%s', 'changes': {'user_group': {'value': 'ALUMNI'}},
       'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void idThatLooksLikeAnother_shouldNotMatchTheOther() {
    library.load(Patron.external("mark"), Patron.external("ada"));
    StoredUser mark = library.stored("mark");
    library.put("sets/signs.csv", "primary_id\nmar\u212A\nADA\n");

    EndedJob job = library.run(TO_ALUMNI.formatted("signs"));

    assertThat(job.result("mar\u212A")).isEqualTo("NOT_FOUND");
    assertThat(job.result("ada")).isEqualTo("UPDATED");
    assertThat(library.stored("mark")).isEqualTo(mark);
    assertThat(library.lettersTo("mark@example.edu")).isEmpty();
  }

  @Test
  void userWhoseIdLooksLikeAnother_shouldBeADistinctUser() {
    library.load(Patron.external("kim"), Patron.external("\u212Aim").email("other@example.edu"));
    library.put("sets/kims.csv", "primary_id\nKim\n");

    EndedJob job = library.run(TO_ALUMNI.formatted("kims"));

    assertThat(job.users().keySet()).containsExactly("kim");
    assertThat(library.record("\u212Aim").path("user_group").toString()).contains("UG");
    assertThat(library.lettersTo("other@example.edu")).isEmpty();
  }

  @Test
  void identifierThatLooksLikeAnother_shouldMatchNoUser() {
    String barcodes = "[{'id_type': {'value': 'BARCODE'}, 'value': 'K0042'}]";
    library.load(Patron.external("nora").withJson("user_identifier", barcodes));
    StoredUser nora = library.stored("nora");
    library.put("sets/cards.csv", "barcode\n\u212A0042\n");

    EndedJob job = library.run(TO_ALUMNI.formatted("cards"));

    assertThat(job.users().keySet()).containsExactly("BARCODE \u212A0042");
    assertThat(library.stored("nora")).isEqualTo(nora);
  }

  @Test
  void idsAndIdentifiers_inOtherCompositionAndWithInvisibleEnds_shouldBeFound() {
    String barcodes = "[{'id_type': {'value': 'BARCODE'}, 'value': '\u2003gru\u0308n-8\u3164'}]";
    library.load(
        Patron.external("\u200Ere\u0301my\u00A0"),
        Patron.external("greta").withJson("user_identifier", barcodes));
    library.put("sets/composed.csv", "primary_id\n\uFEFFRÉMY\u202C\n");
    library.put("sets/green.csv", "barcode\nGRÜN-8\n");

    assertThat(library.run(TO_ALUMNI.formatted("composed")).result("rémy")).isEqualTo("UPDATED");
    assertThat(library.run(TO_ALUMNI.formatted("green")).result("greta")).isEqualTo("UPDATED");
  }

  @Test
  void idWithSlashesAndDots_shouldNotBeAPath() {
    library.load(
        Patron.external("a/../b").email("slashes@example.edu"),
        Patron.external("../../job").email("dots@example.edu"),
        Patron.external("a"),
        Patron.external("b"));
    StoredUser b = library.stored("b");
    library.put("sets/paths.csv", "primary_id\na/../b\n../../job\n");

    EndedJob job = library.run(TO_ALUMNI.formatted("paths"));

    assertThat(job.users().keySet()).containsExactlyInAnyOrder("a/../b", "../../job");
    assertThat(job.result("a/../b")).isEqualTo("UPDATED");
    assertThat(library.record("a/../b").path("user_group").toString()).contains("ALUMNI");
    assertThat(library.letterTo("slashes@example.edu").text()).isNotBlank();
    assertThat(library.letterTo("dots@example.edu").text()).isNotBlank();
    assertThat(library.stored("b")).isEqualTo(b);
    assertThat(library.keys(""))
        .allMatch(key -> key.matches("(jobs|letters|sets)/.+|institution.json"))
        .noneMatch(key -> key.contains(".."));
  }
}
