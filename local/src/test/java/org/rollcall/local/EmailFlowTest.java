package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of email domains. */
class EmailFlowTest {

  @TempDir Path folder;

  @Test
  void letterOfTheSameJob_shouldGoToTheNewAddress() {
    try (TestLibrary library = TestLibrary.empty(folder)) {
      library.load(Patron.external("Vera").email("Vera@old.example.edu"));

      EndedJob job =
          library.run(
              """
              {'initiated_by': 'user.manager', 'set': {'members': ['vera']},
               'changes': {'email': {'replace_domain': {'from': 'old.example.edu', 'to': 'example.edu'}}},
               'notify': {'type': 'ACCOUNT_UPDATED'}}
              """);

      assertThat(job.result("Vera")).isEqualTo("UPDATED");
      assertThat(job.cell("Vera", "changes")).isEqualTo("contact_info");
      assertThat(library.lettersTo("Vera@example.edu")).hasSize(1);
      assertThat(library.letters()).hasSize(1);
    }
  }
}
