package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random files are read without exceptions. */
class UserFileFuzzTest {

  private static final int ATTEMPTS = Integer.getInteger("rollcall.fuzz", 1_200);

  private static final String JSON =
      """
      {"primary_id": "a\\u00e9", "user_group": {"value": "UG"}, "status": "ACTIVE", "pin_number": 12,
       "contact_info": {"email": [{"email_address": "a@example.edu", "preferred": true}]},
       "user_role": [{"role_type": "200", "parameter": []}], "x": null, "y": -1.5e3}""";

  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <users xmlns:x="urn:x"><user><primary_id>aé</primary_id><user_group desc="U">UG</user_group>
      <contact_info><emails><email preferred="true"><email_types><email_type>school</email_type>
      </email_types></email></emails></contact_info><!-- c --><x:note><![CDATA[n]]></x:note>
      <user_notes><user_note segment_type="Internal"><note_text>&lt;&#233;</note_text></user_note>
      </user_notes></user><user><primary_id>b</primary_id></user></users>""";

  private static final List<String> INSERTIONS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "\\",
          "\\ud800",
          "<",
          ">",
          "/",
          "&",
          "&#0;",
          "]]>",
          "<!--",
          "-->",
          "<![CDATA[",
          "<!DOCTYPE a []>",
          "<user>",
          "</user>",
          "<users>",
          "null",
          "NaN",
          "1e999999999",
          "xmlns=\"\"",
          "<?xml?>",
          "\0",
          "\n",
          "\uFEFF",
          "\u001B",
          "PK\3\4");

  @TempDir Path temp;

  @Test
  void randomBytes_shouldBeReported() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < ATTEMPTS; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertThat(read(i, noise).errors).as("attempt %d", i).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"object", "list", "lines", "alma", "xml", "utf-16", "zip", "gzip"})
  void filesWithRandomChanges_shouldBeReadOrReported(String form) throws IOException {
    byte[] valid = valid(form);
    assertThat(read(-1, valid).errors).isEmpty();
    Random random = new Random(form.hashCode());
    for (int i = 0; i < ATTEMPTS; i++) {
      CollectedRecords found = read(i, mutate(valid, random));
      assertThat(found.count + found.errors.size()).as("%s, attempt %d", form, i).isPositive();
      assertThat(found.errors)
          .as("%s, attempt %d", form, i)
          .allSatisfy(error -> assertThat(error).matches("users.*: [A-Z_0-9]+"))
          .hasSizeLessThan(100);
    }
  }

  private static byte[] valid(String form) throws IOException {
    String line = JSON.replace("\n", "");
    return switch (form) {
      case "object" -> utf8(JSON);
      case "list" -> utf8("[" + JSON + ",\n" + JSON + "]");
      case "lines" -> utf8(line + "\n" + line + "\n" + line);
      case "alma" -> utf8("{\"total_record_count\": 2, \"user\": [" + JSON + "," + JSON + "]}");
      case "xml" -> utf8(XML);
      case "utf-16" -> ("\uFEFF" + JSON).getBytes(StandardCharsets.UTF_16LE);
      case "zip" -> zip();
      default -> gzip();
    };
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (String content : List.of(XML, JSON)) {
        zip.putNextEntry(new ZipEntry("é" + content.length()));
        zip.write(utf8(content));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(utf8(XML));
    }
    return bytes.toByteArray();
  }

  /** Changes, inserts, removes or repeats a few bytes, or truncates the file. */
  private static byte[] mutate(byte[] valid, Random random) {
    byte[] mutated = valid;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutated.length + 1);
      int length = random.nextInt(Math.min(20, mutated.length - at) + 1);
      byte[] rest = part(mutated, at + length, mutated.length);
      byte[] start = part(mutated, 0, at);
      mutated =
          switch (random.nextInt(5)) {
            case 0 -> join(start, rest);
            case 1 -> join(start, utf8(INSERTIONS.get(random.nextInt(INSERTIONS.size()))), rest);
            case 2 -> join(start, new byte[] {(byte) random.nextInt(256)}, rest);
            case 3 ->
                join(start, part(mutated, at, at + length), part(mutated, at, at + length), rest);
            default -> random.nextInt(5) == 0 && at > 0 ? start : join(start, rest);
          };
    }
    return mutated;
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private CollectedRecords read(int number, byte[] content) throws IOException {
    Path file = Files.write(temp.resolve("users"), content);
    try {
      return CollectedRecords.read(file);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(
          "attempt " + number + ": " + new String(content, StandardCharsets.UTF_8), e);
    }
  }
}
