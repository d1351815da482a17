package org.rollcall.set;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.SetDefinition.Itemized;
import org.rollcall.table.WorkbookFile;

class SetTableTest {

  private static final String KEY = "sets/leavers.csv";

  private static Itemized read(String table) {
    return SetFixture.table(table);
  }

  private static List<String> errorsOf(byte[] content) {
    return new SetFixture().with(KEY, content).errorsOf("leavers");
  }

  private static List<String> errorsOf(String table) {
    return errorsOf(table.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rowWithoutAnId_shouldBeReportedAsIgnored() {
    assertThat(read("primary_id;name\ns1;A\n;B\ns2;C\n\n \u200B;D\n;;\n").ignored())
        .containsExactly("line 3 (no ID) and 1 more without an ID", "column name");
    assertThat(read("primary_id;name\ns1;A\n;B\n").ignored())
        .containsExactly("line 3 (no ID)", "column name");
  }

  @Test
  void rowsWithoutAnId_shouldNotBeKeptInMemory() {
    WeaklyReferencedTable table = new WeaklyReferencedTable();
    Faults faults = new Faults();
    IdentifierTypes types = new IdentifierTypes(CodeTables.of(Map.of()), user -> {});

    Optional<Itemized> set = SetTable.read(KEY, table, types, 1, faults);

    assertThat(set.orElseThrow().ignored()).startsWith("line 2 (no ID) and 199 more without an ID");
    assertThat(table.referencedRows()).isLessThan(10);
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        arguments("plain", "primary_id\ns1\ns2\n"),
        arguments("no last line end", "primary_id\ns1\ns2"),
        arguments("byte order mark", "\uFEFFprimary_id\ns1\ns2\n"),
        arguments("byte order mark and quotes", "\uFEFF\"primary_id\"\n\"s1\"\n\"s2\"\n"),
        arguments("Windows line ends", "primary_id\r\ns1\r\ns2\r\n"),
        arguments("old line ends", "primary_id\rs1\rs2\r"),
        arguments("Excel's separator line", "sep=;\r\nprimary_id;remark\r\ns1;a\r\ns2;b\r\n"),
        arguments("another separator line", "\uFEFF\"sep=|\"\nname|primary_id\na,b|s1\n;|s2\n"),
        arguments("text formulas", "primary_id,x\n=\"s1\",1\n\"=\"\"s2\"\"\",2\n"),
        arguments(
            "invisible characters", "\u200Bprimary_id\u00A0\n\u00A0s1\u200B\n\u2060s2\u200E \n"),
        arguments("blanks around quotes", "name, \"primary_id\"\na, \"s1\" \nb, s2\n"),
        arguments("blank rows at the end", "primary_id;a;b\ns1;1;2\ns2;3;4\n;;\n;;\n ; ;\u00A0\n"),
        arguments("more separators than headers", "primary_id,a\ns1,1,,\ns2,2,,\n"),
        arguments("blank lines", "\n  \nprimary_id\n\n s1 \n   \n\n\ts2\n\n"),
        arguments("blank cells", "primary_id,x\ns1,a\n,b\n  ,c\ns2,d\n"),
        arguments("semicolons", "name;primary_id;n,ote\na,b;s1;x\nc,d;s2;y\n"),
        arguments("tabs", "name\tprimary_id\na,b\ts1\nc;d\ts2\n"),
        arguments("quoted separators", "name,primary_id\n\"a,b\",s1\n\"c\nd\",\"s2\"\n"),
        arguments("a column in the middle", "a,primary_id,b\n1,s1,2\n3,s2,4\n"),
        arguments("rows that lack the last cells", "primary_id,remark\ns1\ns2,back from leave\n"),
        arguments("separators at the ends of rows", "primary_id\ns1;\ns2;\n"),
        arguments("tabs at the ends of rows", "primary_id\ns1\t\t\ns2\t\n\n"),
        arguments("a blank line before two columns", " \nprimary_id,remark\ns1,a\ns2,b\n"),
        arguments("rows that end before the column", "remark,primary_id\nalone\nx,s1\ny,s2\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void table_asProgramsWriteIt_shouldBeRead(String name, String table) {
    assertThat(read(table).ids()).containsExactly("s1", "s2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USERNAME",
        "username",
        "User name",
        "USER NAME",
        " primary_id ",
        "Primary_ID",
        "user_name",
        "Primary identifier",
        "PRIMARY-ID"
      })
  void header_ofPrimaryIds_shouldBeRecognisedRegardlessOfCase(String header) {
    assertThat(read(header + "\ns1\n"))
        .isEqualTo(new Itemized(Optional.empty(), List.of("s1"), List.of()));
  }

  @Test
  void ids_shouldKeepZerosCaseAndOrder() {
    assertThat(read("primary_id\n00042\nB\na\n00042\nElise O'Hara\n\"say \"\"hi\"\"\"\n").ids())
        .containsExactly("00042", "B", "a", "00042", "Elise O'Hara", "say \"hi\"");
  }

  @Test
  void escapedCell_shouldBeUnescaped() {
    assertThat(read("primary_id\n'=1+1\n'@ada\n'quoted'\n").ids())
        .containsExactly("=1+1", "@ada", "'quoted'");
  }

  @Test
  void otherColumns_shouldBeReportedAsIgnored() {
    assertThat(read("BARCODE,primary_id,,Last name,USERNAME,\n1,s1,2,3,4,\n").ignored())
        .containsExactly("column BARCODE", "column 3", "column Last name", "column USERNAME");
    assertThat(read("primary_id\ns1\n").ignored()).isEmpty();
  }

  @Test
  void headerWithoutRows_shouldBeAnEmptySet() {
    assertThat(read("primary_id\n").ids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\uFEFF", "\n\n", "  \r\n \t\r\n"})
  void emptyFile_shouldBeAnError(String table) {
    assertThat(errorsOf(table))
        .containsExactly(KEY + ": is empty; the first line must be a header, such as primary_id");
  }

  @Test
  void ignoredColumns_thatAreMany_shouldBeShortened() {
    String header = IntStream.range(0, 300).mapToObj(n -> "x" + n).collect(joining(","));
    List<String> ignored = read("primary_id," + header + "\n").ignored();
    assertThat(ignored).hasSize(21).startsWith("column x0").endsWith("and 280 more");
    assertThat(read("primary_id," + "long ".repeat(99) + "\n").ignored().get(0))
        .hasSizeLessThan(80);
  }

  @ParameterizedTest
  @CsvSource({
    "BARCODE, BARCODE",
    "Barcode, BARCODE",
    "inst id, INST_ID",
    "University ID, UNIV_ID",
    "Staff card, 04",
    "04, 04",
    "locker, LOCKER"
  })
  void header_shouldBeACodeOrDescriptionOfAnIdType(String header, String type) {
    assertThat(read("Name," + header + "\nAda,0042\n"))
        .isEqualTo(new Itemized(Optional.of(type), List.of("0042"), List.of("column Name")));
  }

  @Test
  void primaryIdColumn_shouldHavePrecedenceAndThenTheLeftmostColumn() {
    assertThat(read("BARCODE,USERNAME,primary_id\nb,u,p\n").ids()).containsExactly("u");
    assertThat(read("locker,INST_ID,BARCODE\nl,i,b\n").idType()).contains("INST_ID");
  }

  @Test
  void tableWithoutHeader_shouldBeAnError() {
    assertThat(errorsOf("x1\nx2\n"))
        .containsExactly(
            KEY
                + " line 1: no column for IDs: name one primary_id (or USERNAME, User name), or by a"
                + " type of identifier such as BARCODE; if this is an ID, insert a line with"
                + " primary_id above it");
    assertThat(errorsOf("\n\nprimray_id,name\n1,2\n"))
        .singleElement()
        .asString()
        .startsWith(KEY + " line 3: no column for IDs")
        .endsWith("such as BARCODE; did you mean \"primary_id\"?");
  }

  @Test
  void cellsWithoutAHeader_shouldBeAnErrorWithEachSeparator() {
    for (String separator : List.of(",", ";", "\t")) {
      assertThat(errorsOf("primary_id\ns1" + separator + "Ada\n"))
          .singleElement()
          .asString()
          .startsWith(KEY + " line 2: has more cells than the header");
    }
    assertThat(read("primary_id\na;b\ns1\ns2\n").ids()).containsExactly("a;b", "s1", "s2");
  }

  @Test
  void quoteInsideAQuotedCell_shouldBeExplained() {
    assertThat(errorsOf("\"primary_id\",\"name\"\n\"s1\",\"Ada \"the Great\" O\"\n"))
        .containsExactly(
            KEY
                + ": line 2: a cell has text after its closing quote; write a quote inside a cell"
                + " twice, as in \"Ada \"\"the Great\"\"\"");
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        arguments(StandardCharsets.UTF_8, ""),
        arguments(StandardCharsets.UTF_8, "\uFEFF"),
        arguments(StandardCharsets.UTF_16LE, "\uFEFF"),
        arguments(StandardCharsets.UTF_16BE, "\uFEFF"),
        arguments(StandardCharsets.UTF_16LE, ""),
        arguments(StandardCharsets.UTF_16BE, ""));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void text_inTheEncodingsOfSpreadsheetPrograms_shouldBeRead(Charset encoding, String mark) {
    String table = mark + "Name\tprimary_id\r\nZoë\t00042\r\nAda\tÉlise\r\n";
    assertThat(SetFixture.table(KEY, table.getBytes(encoding)).ids())
        .containsExactly("00042", "Élise");
  }

  @Test
  void lettersThatAreNotUtf8_shouldBeAnErrorOnlyInTheIdColumn() {
    byte[] others = "Nom,primary_id\nZoë,s1\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(SetFixture.table(KEY, others).ids()).containsExactly("s1");
    assertThat(SetFixture.table(KEY, others).ignored())
        .containsExactly("column Nom", "letters that are not UTF-8, in other columns");
    assertThat(errorsOf("primary_id\ns1\nÉlise\n".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly(
            KEY + " line 3: contains letters that are not UTF-8; save the file as \"CSV UTF-8\"");
  }

  @Test
  void fileOfAnotherKind_shouldBeAnError() {
    assertThat(errorsOf(WorkbookFile.column("primary_id", "s1")))
        .containsExactly(
            KEY + ": not text but a workbook or an archive; name a workbook NAME.xlsx");
    assertThat(errorsOf(new byte[] {'a', 0, 0, 0, 1, 2}))
        .containsExactly(KEY + ": not text; save the file as \"CSV UTF-8\"");
    assertThat(errorsOf(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a'}))
        .containsExactly(KEY + ": not valid UTF-16 text; save the file as \"CSV UTF-8\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.4E+07", "\"2,40001E+11\"", "1E+15", "1.2e+10", "1.2E10", "2e+7"})
  void number_thatASpreadsheetProgramShortened_shouldBeAnError(String number) {
    assertThat(errorsOf("name,primary_id\na,s1\nb," + number + "\n"))
        .singleElement()
        .asString()
        .startsWith(KEY + " line 3: is a number that a spreadsheet program has shortened");
  }

  @Test
  void invalidCells_afterTheFirstTen_shouldBeCounted() {
    assertThat(errorsOf("primary_id\n" + "1E+10\n".repeat(500)))
        .hasSize(11)
        .endsWith(KEY + ": more errors like these: 490");
  }

  @Test
  void moreThanAMillionIds_shouldBeAnError() {
    assertThat(errorsOf("primary_id\n" + "a\n".repeat(SetReader.MAX_IDS + 1)))
        .containsExactly(KEY + ": too many IDs (limit: 1000000 in all sets of a job)");
  }

  @Test
  void workbook_shouldBeRead() {
    byte[] workbook =
        WorkbookFile.ofRows(
                """
                <row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>User name</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>Ada</t></is></c><c r="B2"><v>24000117</v></c></row>
                <row r="3"><c r="B3" s="1"><v>42</v></c><c r="D3" t="b"><v>1</v></c></row>
                """)
            .format("00000")
            .sheet("Old", "visible", "")
            .bytes();
    assertThat(SetFixture.table("sets/leavers.XLSX", workbook))
        .isEqualTo(
            new Itemized(
                Optional.empty(),
                List.of("24000117", "00042"),
                List.of("column Name", "column D", "worksheet Old")));
  }

  @Test
  void workbookCell_thatIsNotAnId_shouldBeAnErrorOfItsRow() {
    byte[] workbook =
        WorkbookFile.ofRows(
                """
                <row r="4"><c t="inlineStr"><is><t>primary_id</t></is></c></row>
                <row r="6"><c t="e"><v>#N/A</v></c></row><row r="7"><c><v>1234567890123456</v></c></row>
                """)
            .bytes();
    assertThat(new SetFixture().with("sets/leavers.xlsx", workbook).errorsOf("leavers"))
        .containsExactly(
            "sets/leavers.xlsx row 6: is an error such as #N/A, not an ID",
            "sets/leavers.xlsx row 7: is a number of more than 15 digits, of which Excel has lost the"
                + " last; format the column as text, and enter the IDs again");
  }

  @Test
  void row_withMoreCellsThanTheHeader_shouldBeAnError() {
    assertThat(errorsOf("name,primary_id\nAda Byron,s1\nHopper, Grace,s2\n"))
        .containsExactly(
            KEY
                + " line 3: has more cells than the header; put a cell that contains a separator in"
                + " quotes");
  }

  @Test
  void quote_thatIsNeverClosed_shouldBeAnError() {
    assertThat(errorsOf("primary_id\n\"s1\ns2\ns3\n"))
        .singleElement()
        .asString()
        .startsWith(KEY + ": not a valid table: ");
  }
}
