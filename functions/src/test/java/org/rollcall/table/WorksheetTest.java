package org.rollcall.table;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.table.Table.Cell;
import org.rollcall.table.Table.Row;

class WorksheetTest {

  private static final String DAMAGED = TableError.DAMAGED_WORKBOOK.message();

  private static List<Row> rows(byte[] workbook) {
    Worksheet sheet = new Worksheet(workbook);
    List<Row> rows = new ArrayList<>();
    for (Optional<Row> row = sheet.next(); row.isPresent(); row = sheet.next()) {
      rows.add(row.get());
    }
    return rows;
  }

  private static List<String> firstColumn(byte[] workbook) {
    return rows(workbook).stream().map(row -> row.cell(0).orElseThrow().text()).toList();
  }

  private static Cell onlyCell(WorkbookFile workbook) {
    return rows(workbook.bytes()).get(0).cell(0).orElseThrow();
  }

  @Test
  void text_inEveryRepresentation_shouldBeRead() {
    byte[] workbook =
        WorkbookFile.ofRows(
                """
                <row r="1"><c r="A1" t="s"><v>1</v></c></row>
                <row r="2"><c r="A2" t="s"><v>0</v></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><r><t>s</t></r><r><t>3</t></r></is></c></row>
                <row r="4"><c r="A4" t="str"><f>"s"&amp;4</f><v>s4</v></c></row>
                """)
            .texts(
                "<si><t>s2</t><rPh sb=\"0\" eb=\"1\"><t>es</t></rPh></si>"
                    + "<si><r><rPr><b/></rPr><t>primary</t></r><r><t>_x005F_id</t></r></si>")
            .bytes();
    assertThat(firstColumn(workbook)).containsExactly("primary_id", "s2", "s3", "s4");
  }

  @Test
  void blankRowsAndCells_shouldBeSkippedWithoutRenumbering() {
    List<Row> rows =
        rows(
            WorkbookFile.ofRows(
                    """
                    <row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c><c r="C2" s="0"/></row>
                    <row r="3"/><row r="4"><c r="A4" t="inlineStr"><is><t> </t></is></c></row>
                    <row r="9"><c r="A9"><v>7</v></c></row><row><c t="n"><v>8</v></c></row>
                    <row r="1048576"><c r="A1048576" s="0"/></row>
                    """)
                .bytes());
    assertThat(rows).extracting(Row::number).containsExactly(2, 9, 10);
    assertThat(rows.get(0).cells().keySet()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "24000117, 24000117",
    "2.4000117E7, 24000117",
    "24000117.0, 24000117",
    "24000117.000000004, 24000117",
    "999999999999999, 999999999999999",
    "0, 0"
  })
  void number_shouldBeReadAsShown(String stored, String shown) {
    Cell cell = onlyCell(WorkbookFile.ofRows("<row><c><v>" + stored + "</v></c></row>"));
    assertThat(cell).isEqualTo(Cell.of(shown));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "00000000, 117, 00000117",
        "000-00-0000, 123456789, 123-45-6789",
        "`\"S\"00000`, 42, S00042",
        "`\\S00000`, 42, S00042",
        "0000;-0000, 7, 0007",
        "00, 12345, 12345",
        "###-####, 1234567, 123-4567",
        "`#,##0`, 24000117, 24000117",
        "0.00, 24000117, 24000117",
        "0.00E+00, 24000117, 24000117",
        "General, 24000117, 24000117",
        "@, 24000117, 24000117",
        "[Red]0, 24000117, 24000117"
      })
  void number_withDigitMask_shouldBeReadAsShown(String format, String stored, String shown) {
    Cell cell =
        onlyCell(
            WorkbookFile.ofRows("<row><c s=\"1\"><v>" + stored + "</v></c></row>").format(format));
    assertThat(cell).isEqualTo(Cell.of(shown));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<c><v>1234567890123450</v></c>|more than 15 digits",
        "<c><v>1.23456789012345E+15</v></c>|more than 15 digits",
        "<c><v>1.5</v></c>|decimals",
        "<c s=\"2\"><v>45000</v></c>|is a date",
        "<c s=\"1\"><v>45000</v></c>|is a date",
        "<c t=\"d\"><v>2026-11-22</v></c>|is a date",
        "<c t=\"b\"><v>1</v></c>|TRUE or FALSE",
        "<c t=\"e\"><v>#N/A</v></c>|an error",
        "<c><f>A1*2</f></c>|formula without a result",
        "<c><f>A1*2</f><v /></c>|formula without a result"
      })
  void cell_thatIsNotAnId_shouldHaveAnError(String cell, String message) {
    assertThat(
            onlyCell(WorkbookFile.ofRows("<row>" + cell + "</row>").format("d. mmm yyyy")).error())
        .hasValueSatisfying(error -> assertThat(error.message()).contains(message));
  }

  @Test
  void firstVisibleWorksheet_shouldBeReadAndOthersReportedAsIgnored() {
    byte[] workbook =
        WorkbookFile.empty()
            .sheet("Notes", "hidden", text("old"))
            .sheet("People", "visible", text("primary_id"))
            .sheet("More", "visible", text("s9"))
            .bytes();
    assertThat(firstColumn(workbook)).containsExactly("primary_id");
    assertThat(new Worksheet(workbook).ignored())
        .containsExactly("worksheet Notes", "worksheet More");
  }

  private static String text(String text) {
    return "<row><c t=\"inlineStr\"><is><t>" + text + "</t></is></c></row>";
  }

  @Test
  void locations_shouldBeThoseOfSpreadsheetPrograms() {
    Worksheet sheet = new Worksheet(WorkbookFile.column("a"));
    assertThat(sheet.location(7)).isEqualTo("row 7");
    assertThat(List.of(0, 25, 26, 701, 702, 16_383))
        .extracting(sheet::columnName)
        .containsExactly("A", "Z", "AA", "ZZ", "AAA", "XFD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row><c r=\"A1\" t=\"s\"><v>900</v></c></row>",
        "<row><c r=\"A1\" t=\"s\"><v>2000000000</v></c></row>",
        "<row><c r=\"A1\" t=\"s\"><v>-1</v></c></row>",
        "<row><c r=\"ZZZ1\"><v>1</v></c></row>",
        "<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>",
        "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
        "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
        "<row r=\"9999999\"><c><v>1</v></c></row>",
        "<row><c t=\"x\"><v>1</v></c></row>",
        "<row><c><v>one</v></c></row>",
        "<row><c><v>1e999999999</v></c></row>",
        "<row><c><v>1e-999999999</v></c></row>",
        "<row><c s=\"-1\"><v>1</v></c></row>",
        "<row><c><v>1</v>",
        "<row><c><v>&undeclared;</v></c></row>"
      })
  void damagedWorksheet_shouldBeRejected(String rows) {
    byte[] workbook = WorkbookFile.ofRows(rows).texts("<si><t>s1</t></si>").bytes();
    assertThatThrownBy(() -> rows(workbook))
        .isInstanceOf(UnreadableTableException.class)
        .hasMessage(DAMAGED);
  }

  @Test
  void entities_shouldBeRejected() {
    String doctype =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b SYSTEM \"file:///etc/hostname\">]>";
    String sheet =
        "<worksheet><sheetData><row><c t=\"str\"><v>%s</v></c></row></sheetData></worksheet>";
    for (String entity : List.of("&a;", "&b;")) {
      byte[] workbook =
          WorkbookFile.ofRows("")
              .part("xl/worksheets/sheet1.xml", doctype + sheet.formatted(entity))
              .bytes();
      assertThatThrownBy(() -> rows(workbook)).hasMessage(DAMAGED);
    }
  }

  @Test
  void fileOfAnotherKind_shouldHaveItsOwnError() {
    byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1};
    ByteArrayOutputStream locked = new ByteArrayOutputStream();
    locked.writeBytes(old);
    locked.writeBytes("EncryptedPackage".getBytes(UTF_16LE));
    assertThatThrownBy(() -> new Worksheet(old)).hasMessage(TableError.OLD_WORKBOOK.message());
    assertThatThrownBy(() -> new Worksheet(locked.toByteArray()))
        .hasMessage(TableError.PROTECTED_WORKBOOK.message());
    assertThatThrownBy(() -> new Worksheet("primary_id\ns1\n".getBytes(UTF_8)))
        .hasMessage(TableError.NOT_A_WORKBOOK.message());
    assertThatThrownBy(() -> new Worksheet(WorkbookFile.zip(Map.of("content.xml", new byte[0]))))
        .hasMessage(TableError.ARCHIVE_NOT_A_WORKBOOK.message());
  }

  @Test
  void format_longerThanExcelAllows_shouldBeRejected() {
    String zeros = "0".repeat(255);
    WorkbookFile workbook = WorkbookFile.ofRows("<row><c s=\"1\"><v>7</v></c></row>");
    assertThat(onlyCell(workbook.format(zeros)).text()).hasSize(255).endsWith("007");
    assertThatThrownBy(() -> new Worksheet(workbook.format(zeros + "0").bytes()))
        .isInstanceOf(UnreadableTableException.class)
        .hasMessage(DAMAGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<cellXfs>%s</cellXfs>|<xf numFmtId='0'/>|65536",
        "<numFmts>%s</numFmts>|<numFmt numFmtId='%d' formatCode='0'/>|4096"
      })
  void styles_moreThanExcelAllows_shouldBeRejected(String list, String style, int maxCount) {
    assertThat(rows(withStyles(list, style, maxCount))).hasSize(1);
    assertThatThrownBy(() -> rows(withStyles(list, style, maxCount + 1))).hasMessage(DAMAGED);
  }

  private static byte[] withStyles(String list, String style, int times) {
    StringBuilder styles = new StringBuilder();
    for (int number = 0; number < times; number++) {
      styles.append(style.formatted(number));
    }
    return WorkbookFile.ofRows("<row><c><v>7</v></c></row>")
        .format("0")
        .part("xl/styles.xml", "<styleSheet>" + list.formatted(styles) + "</styleSheet>")
        .bytes();
  }

  @Test
  void styles_withTheSameFormat_shouldShareIt() {
    String styles =
        "<s><numFmt numFmtId=\"164\" formatCode=\"0000\"/><cellXfs><xf numFmtId=\"164\"/>"
            + "<xf numFmtId=\"164\"/></cellXfs></s>";
    List<NumberFormat> formats = NumberFormat.ofStyles(new XmlPart(styles.getBytes(UTF_8)));
    assertThat(formats).hasSize(2);
    assertThat(formats.get(0)).isSameAs(formats.get(1));
  }

  @Test
  void zipBomb_shouldBeRejected() {
    byte[] zeros = new byte[Workbook.MAX_BYTES / 4 + 1];
    byte[] bomb =
        WorkbookFile.zip(Map.of("a.bin", zeros, "b.bin", zeros, "c.bin", zeros, "d.bin", zeros));
    assertThat(bomb).hasSizeLessThan(1 << 20);
    assertThatThrownBy(() -> new Worksheet(bomb))
        .hasMessage(TableError.WORKBOOK_TOO_LARGE.message(256));
  }
}
