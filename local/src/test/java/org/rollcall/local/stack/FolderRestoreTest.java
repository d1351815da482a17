package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.id.Sha256;
import org.rollcall.json.Json;
import org.rollcall.local.archive.TarEntry;
import org.rollcall.local.archive.TarWriter;

/** Archives that are not a whole backup of this version are refused before anything is written. */
class FolderRestoreTest {

  private static final Path EVIL = Path.of("evil.txt");

  @TempDir Path temp;
  private Path archive;
  private Path target;

  @BeforeEach
  void names() {
    archive = temp.resolve("archive.tar.gz");
    target = temp.resolve("below/restored");
  }

  /** Writes an archive with a manifest, files that have one byte each, and an end. */
  private void write(String manifest, List<String> paths, boolean hasEnd) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GZIPOutputStream compressed = new GZIPOutputStream(bytes);
    TarWriter tar = new TarWriter(compressed);
    add(tar, BackupManifest.FIRST, manifest.getBytes(UTF_8), "");
    BackupDigest digest = new BackupDigest();
    byte[] content = {'x'};
    for (String path : paths) {
      digest.add(add(tar, path, content, Sha256.hex(content)));
    }
    if (hasEnd) {
      add(tar, BackupManifest.LAST, Json.bytes(digest.toEnd()), "");
    }
    tar.finish();
    compressed.finish();
    Files.write(archive, bytes.toByteArray());
  }

  private static TarEntry add(TarWriter tar, String path, byte[] content, String comment)
      throws IOException {
    TarEntry entry = new TarEntry(path, content.length, Instant.EPOCH, comment, Map.of());
    tar.write(entry, new ByteArrayInputStream(content));
    return entry;
  }

  private static final String MANIFEST =
      "{\"backup_format\": 1, \"folder_format\": 2, \"with_key\": false}";

  private void assertRefused(DataFolderError code) {
    DataFolderException refused =
        catchThrowableOfType(
            DataFolderException.class, () -> new FolderRestore(archive).restore(target));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused.getMessage()).contains(archive.toString(), "Nothing was restored");
    assertThat(refused.isFailure()).isFalse();
    assertThat(temp.resolve("below")).doesNotExist();
    assertThat(temp.resolve(EVIL)).doesNotExist();
  }

  @Test
  void archive_ofFilesInFolders_shouldBeRestored() throws IOException {
    String longName = "inbox/" + "ö".repeat(100) + ".eml";
    write(MANIFEST, List.of("users.db", "objects/rollcall/a b", longName), true);

    FolderRestore.Result result = new FolderRestore(archive).restore(target);

    assertThat(result).isEqualTo(new FolderRestore.Result(3, false));
    assertThat(target.resolve(longName)).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.txt",
        "../../evil.txt",
        "objects/../../../evil.txt",
        "/tmp/evil.txt",
        "objects//evil.txt",
        "./evil.txt",
        "..\\evil.txt",
        "a/..",
        "a\u0000b",
        "rollcall.lock"
      })
  void pathsThatLeaveTheFolder_shouldBeRefused(String path) throws IOException {
    write(MANIFEST, List.of("users.db", path), true);

    assertRefused(DataFolderError.BACKUP_DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({"2,2", "1,1", "1,3", "0,2"})
  void archiveOfAnotherVersion_shouldBeRefused(int backup, int folder) throws IOException {
    write(
        "{\"backup_format\": %d, \"folder_format\": %d, \"new_key\": 1}".formatted(backup, folder),
        List.of("users.db"),
        true);

    assertRefused(DataFolderError.BACKUP_OF_OTHER_VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "PK\u0003\u0004 zip"})
  void fileThatIsNotAnArchive_shouldBeRefused(String content) throws IOException {
    Files.writeString(archive, content);

    assertRefused(DataFolderError.BACKUP_FOREIGN);
  }

  @Test
  void archiveOfAnotherProgram_shouldBeRefused() throws IOException {
    for (byte[] content : List.of(new byte[2048], "users".repeat(500).getBytes(UTF_8))) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
        out.write(content);
      }

      assertRefused(DataFolderError.BACKUP_FOREIGN);
    }
  }

  @Test
  void archiveWithoutItsEnd_shouldBeRefused() throws IOException {
    write(MANIFEST, List.of("users.db"), false);

    assertRefused(DataFolderError.BACKUP_DAMAGED);
  }

  /** A file that occurs twice is found when it is written, like another change of the archive. */
  @Test
  void archiveThatIsReplaced_shouldLeaveAFolderThatIsRefused() throws IOException {
    write(MANIFEST, List.of("users.db", "objects/a", "objects/a"), true);

    DataFolderException changed =
        catchThrowableOfType(
            DataFolderException.class, () -> new FolderRestore(archive).restore(target));
    DataFolderException refused =
        catchThrowableOfType(DataFolderException.class, () -> DataFolder.open(target).close());

    assertThat(changed.code()).isEqualTo(DataFolderError.BACKUP_CHANGED);
    assertThat(changed.isFailure()).isTrue();
    assertThat(refused.code()).isEqualTo(DataFolderError.DATA_FOLDER_HALF_RESTORED);
  }

  @Test
  void damagedBackup_shouldBeRefusedWhereverItIsDamaged() throws IOException {
    byte[] whole = backup();
    Random random = new Random(7);
    List<byte[]> damaged = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] changed = whole.clone();
      // The first ten bytes are gzip's header, of which most have no meaning.
      changed[10 + random.nextInt(whole.length - 10)] ^= (byte) (1 + random.nextInt(255));
      damaged.add(changed);
      damaged.add(Arrays.copyOf(whole, 30 + random.nextInt(whole.length - 30)));
    }
    for (byte[] content : damaged) {
      Files.write(archive, content);

      DataFolderException refused =
          catchThrowableOfType(
              DataFolderException.class, () -> new FolderRestore(archive).restore(target));

      assertThat(refused).isNotNull();
      assertThat(refused.code())
          .isIn(
              DataFolderError.BACKUP_DAMAGED,
              DataFolderError.BACKUP_FOREIGN,
              DataFolderError.BACKUP_OF_OTHER_VERSION);
      assertThat(temp.resolve("below")).doesNotExist();
    }
  }

  private byte[] backup() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFolder folder = DataFolder.open(temp.resolve("folder"))) {
      byte[] random = new byte[3_000];
      new Random(1).nextBytes(random);
      Files.write(folder.users(), random);
      Files.writeString(folder.inbox().resolve("a.eml"), "letter ".repeat(50));
      assertThat(new FolderBackup(folder, true).write(bytes)).isEqualTo(2);
    }
    return bytes.toByteArray();
  }
}
