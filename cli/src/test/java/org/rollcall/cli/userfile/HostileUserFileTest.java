package org.rollcall.cli.userfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in which one part has a gigabyte, or a record has any number of parts. */
class HostileUserFileTest {

  private static final long GIGABYTE = 1L << 30;

  /** Far less than {@link #GIGABYTE}, and more than any buffer or limit. */
  private static final long MAX_READ = 50L << 20;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "<users><user a=\",                    x,          XML_TOKEN_TOO_LONG",
        "<users><user a,                       x,          XML_TOKEN_TOO_LONG",
        "<users><user,                         x,          XML_TOKEN_TOO_LONG",
        "<users><user x=\"1\",                 `  `,       XML_TOKEN_TOO_LONG",
        "<users></users,                       `  `,       XML_TOKEN_TOO_LONG",
        "<users><!--,                          x,          XML_TOKEN_TOO_LONG",
        "<users><?pi,                          ` x`,       XML_TOKEN_TOO_LONG",
        "<users>&,                             x,          XML_TOKEN_TOO_LONG",
        "<users>&#x,                           0,          XML_TOKEN_TOO_LONG",
        "<?xml,                                `  `,       XML_TOKEN_TOO_LONG",
        "<?xml version=\"1.0\" encoding=\",    x,          XML_TOKEN_TOO_LONG",
        "<!DOCTYPE users [,                    `  `,       XML_TOKEN_TOO_LONG",
        "<!DOCTYPE users [,                    <!ENTITY a \"b\">, XML_TOKEN_TOO_LONG",
        "<users><user>,                        <d>,        XML_TOO_DEEP",
        "[{\"x\": \",                          x,          RECORD_TOO_LONG",
        "[{\",                                 x,          RECORD_TOO_COMPLEX",
        "[{\"x\": ,                            9,          RECORD_TOO_LONG",
        "[{\"x\": 1.,                          9,          RECORD_TOO_LONG",
        "[{\"x\": ,                            [,          RECORD_TOO_COMPLEX",
        "[{\"x\": t,                           r,          RECORD_NOT_JSON",
      })
  void part_ofAGigabyte_shouldEndTheReading(String start, String part, String code) {
    Repetition content = new Repetition(GIGABYTE, start, part);
    CollectedRecords found = CollectedRecords.read("users", content);

    assertThat(found.errors).last().asString().endsWith(code);
    assertThat(found.incompleteFiles).isOne();
    assertThat(content.count).isLessThan(MAX_READ);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "users, <users><user><note_text>,            x,        XML_INVALID",
        "users, <users><user><note_text><![CDATA[,   x,        XML_INVALID",
        "users, <users><user>,                       `<a b=\"c\"/>`, XML_INVALID",
        "users, `[{\"x\": [1`,                       `,1`,     RECORD_NOT_JSON",
        "users, `[{\"x\": `,                         ` `,      JSON_INCOMPLETE",
        "users.jsonl, {\"x\": \",                    x,        RECORD_TOO_LONG",
      })
  void record_ofManyParts_shouldBeSkipped(String name, String start, String part, String code) {
    CollectedRecords found = CollectedRecords.read(name, new Repetition(MAX_READ, start, part));

    assertThat(found.records).isEmpty();
    assertThat(found.errors).last().asString().endsWith(code);
  }

  /** A start, and then one part again and again. */
  private static final class Repetition extends InputStream {

    private final long size;
    private final byte[] start;
    private final byte[] part;
    private long count;

    Repetition(long size, String start, String part) {
      this.size = size;
      this.start = start.getBytes(StandardCharsets.UTF_8);
      this.part = part.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      if (count == size) {
        return -1;
      }
      long index = count++;
      return index < start.length
          ? start[(int) index]
          : part[(int) ((index - start.length) % part.length)];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(length, 1 << 16));
    }
  }
}
