package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database works with a default locale that has other digits. */
class EmbeddedDynamoDbLocaleTest {

  private final Locale original = Locale.getDefault();

  @BeforeEach
  void useArabicDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(original);
  }

  @Test
  void database_inLocaleWithArabicDigits_shouldOpen(@TempDir Path folder) {
    try (var database = EmbeddedDynamoDb.start(folder.resolve("users.db"))) {
      assertThat(database.client().listTables().tableNames())
          .containsExactlyInAnyOrder(EmbeddedDynamoDb.TABLE, EmbeddedDynamoDb.LINK_TABLE);
    }
  }
}
