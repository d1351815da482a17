package org.rollcall.set;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.error.Faults;
import org.rollcall.table.WorkbookFile;

/** Every content of a set's object is either a valid set or has errors that explain why not. */
class MalformedSetTest {

  private static final int SEEDS = 1_000;

  private static final String TABLE =
      "sep=;\r\n\"Name\";primary_id;BARCODE\r\nZoë;\"s1\";=\"0042\"\r\n\"a\"\"b\";00042;\r\n;;\r\n";

  private static final String JSON =
      """
      {"type": "COMBINED", "name": "Leavers", "private_to": "mlibrarian", "all_of": ["a", "b"],
       "any_of": ["c"], "none_of": ["a"]}
      {"type": "ITEMIZED", "id_type": "BARCODE", "members": ["0042", "x", "\\u0000"]}
      {"type": "LOGICAL", "query": "user_group.value = 'UG' and expiry_date < $now()"}
      """;

  private static final WorkbookFile WORKBOOK =
      WorkbookFile.ofRows(
              """
              <row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s" s="1"><v>1</v></c></row>
              <row r="2"><c r="A2" s="1"><v>24000117</v></c><c r="B2" t="b"><v>1</v></c></row>
              <row r="3"><c r="A3" t="str"><f>A2&amp;"x"</f><v>s3</v></c></row>
              <row r="4"><c r="A4" t="inlineStr"><is><r><t>s4</t></r></is></c><c r="C4" t="e"><v>#N/A</v></c></row>
              """)
          .texts("<si><t>primary_id</t></si><si><r><t>Remark</t></r></si>")
          .format("\"S\"0000;[Red]-0")
          .sheet("Other", "hidden", "<row/>");

  private static void read(String file, byte[] content, long seed) {
    Faults faults = new Faults();
    SetFixture fixture =
        new SetFixture()
            .with("sets/" + file, content)
            .with("sets/a.txt", "USERNAME\ns1\n")
            .with("sets/b.txt", "BARCODE\n0042\n");
    Optional<SetDefinition> set;
    try {
      set = fixture.read("leavers", faults);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + new String(content, UTF_8), e);
    }
    assertThat(set.isPresent() || !faults.isEmpty()).as("seed %d", seed).isTrue();
    assertThat(faults.found())
        .allSatisfy(fault -> assertThat(fault.message()).isNotBlank().doesNotContain("Exception"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"leavers.csv", "leavers.txt", "leavers.xlsx", "leavers.json"})
  void randomBytes_shouldBeASetOrErrors(String file) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] content = new byte[random.nextInt(200)];
      random.nextBytes(content);
      if (file.endsWith("xlsx") && content.length > 4) {
        content[0] = 'P';
        content[1] = 'K';
        content[2] = 3;
        content[3] = 4;
      }
      read(file, content, seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE"})
  void mutatedTable_shouldBeASetOrErrors(String encoding) {
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] table = TABLE.getBytes(Charset.forName(encoding));
      read("leavers.csv", mutated(table, new SplittableRandom(seed)), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void mutatedJson_shouldBeASetOrErrors(int set) {
    List<String> sets = List.of(JSON.split("(?m)^(?=\\{)"));
    for (long seed = 0; seed < SEEDS; seed++) {
      read(
          "leavers.json", mutated(sets.get(set).getBytes(UTF_8), new SplittableRandom(seed)), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
        "_rels/.rels"
      })
  void mutatedWorkbook_shouldBeASetOrErrors(String part) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      if (part.isEmpty()) {
        read("leavers.xlsx", mutated(WORKBOOK.bytes(), random), seed);
      } else {
        Map<String, byte[]> parts = new TreeMap<>(WORKBOOK.parts());
        parts.computeIfPresent(part, (name, content) -> mutated(content, random));
        read("leavers.xlsx", WorkbookFile.zip(parts), seed);
      }
    }
  }

  /** A copy with a few bytes changed, removed or duplicated. */
  private static byte[] mutated(byte[] content, SplittableRandom random) {
    StringBuilder text = new StringBuilder(new String(content, ISO_8859_1));
    String alphabet = "0123456789AZaz\"'<>/&=;,\t\r\n \0\u00ff{}[]_E+-.";
    for (int n = 1 + random.nextInt(4); n > 0 && text.length() > 0; n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
        case 2 -> text.setCharAt(at, (char) random.nextInt(256));
        default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString().getBytes(ISO_8859_1);
  }
}
