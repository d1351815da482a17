package org.rollcall.cli.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder with the letters. */
class MailboxTest {

  private static final String FIRST =
      "2026-11-22-b-0000019a9f5d6000-11111111-2222-3333-4444-555555555555-000000.eml";
  private static final String SECOND =
      "2026-11-22-a-0000019a9f5d6001-11111111-2222-3333-4444-555555555555-000000.eml";

  @TempDir Path temp;
  private Mailbox mailbox;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(temp.resolve("inbox/folder.eml"));
    Files.writeString(temp.resolve("secret.eml"), "Subject: outside\r\n\r\n");
    for (String name : new String[] {FIRST, SECOND, "copied.eml", "notes.txt"}) {
      Files.writeString(temp.resolve("inbox/" + name), "Subject: " + name + "\r\n\r\n");
    }
    mailbox = new Mailbox(temp.resolve("inbox"));
  }

  @Test
  void names_shouldBeTheLatestFirst() {
    assertThat(mailbox.names())
        .startsWith(SECOND, FIRST)
        .contains("copied.eml")
        .doesNotContain("notes.txt");
    assertThat(Mailbox.sent(FIRST)).contains(Instant.ofEpochMilli(0x19a9f5d6000L));
    assertThat(mailbox.header(FIRST).orElseThrow().subject()).isEqualTo(FIRST);
  }

  @Test
  void folderThatDoesNotExist_shouldBeEmpty() {
    assertThat(new Mailbox(temp.resolve("none")).names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.eml",
        "./../secret.eml",
        "folder.eml/../../secret.eml",
        "..",
        "",
        "folder.eml",
        "notes.txt",
        "a\0.eml"
      })
  void nameOfNoLetter_shouldNotBeFound(String name) {
    assertThat(mailbox.content(name)).isEmpty();
  }

  @Test
  void fileOutside_shouldNotBeFound() throws IOException {
    Path link = temp.resolve("inbox/link.eml");
    Files.createSymbolicLink(link, temp.resolve("secret.eml"));

    assertThat(mailbox.content("link.eml")).isEmpty();
    assertThat(mailbox.content(temp.resolve("secret.eml").toString())).isEmpty();
  }
}
