package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is for everybody, also where numbers are written in other digits. */
class EmbeddedDynamoDbLocaleTest {

  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void useArabicDigits() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
  }

  @AfterEach
  void useTheUsualDigits() {
    Locale.setDefault(usual);
  }

  @Test
  void database_whereDigitsAreArabic_shouldOpen(@TempDir Path folder) {
    try (var database = EmbeddedDynamoDb.start(folder.resolve("users.db"))) {
      assertThat(database.client().listTables().tableNames())
          .containsExactly(EmbeddedDynamoDb.TABLE);
    }
  }
}
