package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips with several files of users, and damaged or malicious zips. */
class ZippedFilesTest {

  private static final String A = "<users><user><primary_id>a</primary_id></user></users>";
  private static final String B = "[{\"primary_id\": \"b\"}]";

  @TempDir Path temp;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  @Test
  void files_ofAllFormats_shouldBeReadWithAnyNames() throws IOException {
    add("students/", "");
    add("students/one.txt", A);
    add("__MACOSX/students/._one.txt", "\0\1\2");
    add(".DS_Store", "\0\1\2");
    add("two", B);

    CollectedRecords found = read();

    assertThat(found.ids()).containsExactly("a", "b");
    assertThat(found.places)
        .containsExactly(
            "users.zip, students/one.txt line 1 (record 1)", "users.zip, two line 1 (record 1)");
    assertThat(found.errors).isEmpty();
  }

  @Test
  void files_withoutUsers_shouldBeReportedAndTheOthersRead() throws IOException {
    add("broken.xml", "<users><user>");
    add("photo.jpg", "\u00FF\u00D8");
    add("nothing.json", "");
    add("users.json", B);

    CollectedRecords found = read();

    assertThat(found.ids()).containsExactly("b");
    assertThat(found.errors)
        .containsExactly(
            "users.zip, broken.xml line 1: XML_INVALID",
            "users.zip, photo.jpg: USER_FILE_UNKNOWN_FORMAT",
            "users.zip, nothing.json: USER_FILE_EMPTY");
  }

  @Test
  void zip_inAZip_shouldBeReportedAndTheOthersRead() throws IOException {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    try (ZipOutputStream innerZip = new ZipOutputStream(inner)) {
      innerZip.putNextEntry(new ZipEntry("x"));
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    new GZIPOutputStream(gzip).close();
    add("inner.xml", inner.toByteArray());
    add("inner.gz", gzip.toByteArray());
    add("users.json", B);

    CollectedRecords found = read();

    assertThat(found.ids()).containsExactly("b");
    assertThat(found.errors)
        .containsExactly(
            "users.zip, inner.xml: COMPRESSED_TWICE", "users.zip, inner.gz: COMPRESSED_TWICE");
  }

  @Test
  void zip_withoutFiles_shouldBeReported() throws IOException {
    assertThat(read().errors).containsExactly("users.zip: ZIP_EMPTY");
  }

  @Test
  void zip_withAnInvalidName_shouldEndTheReading() throws IOException {
    add("é.json", B);
    zip.close();
    byte[] content = bytes.toByteArray();
    content[30] = (byte) 0xFF;

    assertThat(read(content).errors).containsExactly("users.zip: ZIP_INVALID_NAME");
  }

  @Test
  void path_outOfTheZip_shouldNotBeUsedAsAPath() throws IOException {
    add("../../out.json", B);

    assertThat(read().places).containsExactly("users.zip, ../../out.json line 1 (record 1)");
    assertThat(temp.resolve("../../out.json")).doesNotExist();
  }

  @Test
  void zip_thatIsIncomplete_shouldBeReadUpToThere() throws IOException {
    add("users.json", B);
    add("more.xml", "<users>" + "<user/>".repeat(100) + Math.PI + "</users>");
    zip.close();

    CollectedRecords found = read(Arrays.copyOf(bytes.toByteArray(), 150));

    assertThat(found.ids()).startsWith("b");
    assertThat(found.errors)
        .last()
        .asString()
        .startsWith("users.zip, more.xml")
        .endsWith("COMPRESSION_INCOMPLETE");
  }

  @Test
  void zip_withTooManyFiles_shouldEndTheReading() throws IOException {
    for (int i = 0; i < 10_500; i++) {
      add("f" + i + ".json", "[]");
    }

    assertThat(read().errors).singleElement().asString().endsWith("ZIP_TOO_MANY_FILES");
  }

  /** 10 GB of zeros, of an incomplete JSON list, or of XML. */
  @ParameterizedTest
  @ValueSource(strings = {"\0", "[ ", "<users>\n"})
  void zipBomb_shouldEndTheReading(String start) throws IOException {
    Path bomb = temp.resolve("bomb.zip");
    try (OutputStream out = Files.newOutputStream(bomb)) {
      writeBomb(out, start);
    }

    assertThat(Files.size(bomb)).isBetween(9_000_000L, 12_000_000L);
    assertThat(CollectedRecords.read(bomb).errors)
        .last()
        .asString()
        .endsWith("DECOMPRESSED_TOO_LARGE");
  }

  /** Writes a zip's local header, and 10 GB of one character in copies of a compressed block. */
  private static void writeBomb(OutputStream out, String start) throws IOException {
    byte[] header = new byte[31];
    byte[] fixed = {'P', 'K', 3, 4, 20, 0, 8, 0, 8, 0};
    System.arraycopy(fixed, 0, header, 0, fixed.length);
    header[26] = 1;
    header[30] = 'x';
    out.write(header);
    byte[] text = new byte[100_000_000];
    Arrays.fill(text, (byte) start.charAt(start.length() - 1));
    byte[] packed = new byte[200_000];
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(start.getBytes(StandardCharsets.UTF_8));
      out.write(packed, 0, deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH));
      deflater.setInput(text);
      int length = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
      for (int i = 0; i < 100; i++) {
        out.write(packed, 0, length);
      }
    } finally {
      deflater.end();
    }
  }

  private void add(String name, String content) throws IOException {
    add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private CollectedRecords read() throws IOException {
    zip.close();
    return read(bytes.toByteArray());
  }

  private CollectedRecords read(byte[] content) throws IOException {
    return CollectedRecords.read(Files.write(temp.resolve("users.zip"), content));
  }
}
