package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.stack.EmbeddedS3;

/**
 * Objects of 200 MB wherever a job reads an object. Each one is rejected for its size before it is
 * read.
 */
class HugeObjectFlowTest {

  private static final long HUGE = 200L << 20;

  private static final String INPUT =
      """
      {'initiated_by': 'user.manager', 'set': 'all',
       'changes': {'user_group': {'value': 'UG'}}, 'notify': {'type': 'REMINDER'}}
      """;

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
    library.load(Patron.external("s1"));
    library.put("sets/part.txt", "primary_id\ns1\n");
    library.put("sets/table.csv", "primary_id\ns1\n");
    library.put("sets/question.json", "{\"type\": \"LOGICAL\", \"query\": \"false\"}");
    library.put("sets/book.xlsx", "");
    library.put(
        "sets/all.json",
        "{\"type\": \"COMBINED\", \"any_of\": [\"part\", \"table\", \"book\", \"question\"]}");
    library.put("codes/UserGroups.json", "{\"UG\": \"Undergraduate\"}");
    library.put("letters/REMINDER/letter.json", "{}");
    for (String part : new String[] {"subject.txt", "body.html", "body.txt"}) {
      library.put("letters/REMINDER/en/" + part, part.equals("body.txt") ? "{{>header}}" : "x");
    }
  }

  @Test
  void hugeSetsAndTables_shouldBeRejected() {
    assertRejected(
        "institution.json",
        "codes/UserGroups.json",
        "sets/part.txt",
        "sets/table.csv",
        "sets/book.xlsx",
        "sets/question.json");
  }

  @Test
  void hugeLetters_shouldBeRejected() {
    assertRejected(
        "letters/REMINDER/letter.json",
        "letters/REMINDER/en/subject.txt",
        "letters/REMINDER/en/body.html",
        "letters/_shared/en/header.txt");
  }

  private static void assertRejected(String... keys) {
    Map<String, String> before = new TreeMap<>();
    for (String key : keys) {
      before.put(key, library.object(key));
      grow(key);
    }

    Map<String, String> faults = library.run(INPUT).errors();

    assertThat(faults.keySet()).contains(keys);
    before.forEach(library::put);
  }

  /** Makes an object huge in the file system. The file is sparse, and uses no space on the disk. */
  private static void grow(String key) {
    Path file = folder.resolve("objects").resolve(EmbeddedS3.BUCKET).resolve(key);
    try {
      Files.deleteIfExists(file);
      try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
        huge.setLength(HUGE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
