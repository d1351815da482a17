package org.rollcall.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.endpoint.ses.SesAccount;

class SesAccountFileTest {

  @TempDir Path temp;

  @Test
  void missingFile_shouldBeAnUnlimitedAccount() {
    assertThat(read()).isEqualTo(SesAccount.UNLIMITED);
  }

  @Test
  void editedFile_shouldBeReadAgain() throws IOException {
    write("{\"max_send_rate\": 14, \"max_24_hour_send\": 50000}");
    assertThat(read()).isEqualTo(new SesAccount(50_000, 14, true));

    write("{\"max_send_rate\": 14, \"sending_enabled\": false}");
    assertThat(read()).isEqualTo(new SesAccount(SesAccount.UNLIMITED.max24HourSend(), 14, false));

    write(
        "{\"unverified_senders\": [\"a@b.example\"], \"unverified_recipients\": [\"c.example\"]}");
    assertThat(read().unverifiedSenders()).containsExactly("a@b.example");
    assertThat(read().unverifiedRecipients()).containsExactly("c.example");

    Files.delete(path());
    assertThat(read()).isEqualTo(SesAccount.UNLIMITED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'max_send_rate': 0.5}|ses.json: max_send_rate must be a whole number of at least 1",
        "{'max_24_hour_send': 0}|ses.json: max_24_hour_send must be a whole number of at least 1",
        "{'sending_enabled': 'no'}|ses.json: sending_enabled must be true or false",
        "{'max_rate': 1}|ses.json: max_rate unknown key",
        "{'max_send_rate': 1|ses.json line 1, column 20 is not valid JSON",
        "[]|ses.json must be an object",
      })
  void invalidFile_shouldBeRejected(String content, String message) throws IOException {
    write(content.replace('\'', '"'));

    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(this::read)
        .withMessageStartingWith("the SES account file " + path() + " cannot be used (" + message);
  }

  @Test
  void emptyFile_shouldBeRejected() throws IOException {
    write("");

    assertThatExceptionOfType(DataFolderException.class)
        .isThrownBy(this::read)
        .withMessageContaining("ses.json is not valid JSON: the text is empty");
  }

  private Path path() {
    return temp.resolve("ses.json");
  }

  private void write(String content) throws IOException {
    Files.writeString(path(), content);
  }

  private SesAccount read() {
    return new SesAccountFile(path()).read();
  }
}
