package org.rollcall.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.messages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.table.WorkbookFile;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;

/** Set files as people have them, whose first row names no column for IDs. */
class MissingHeaderTest {

  private static final List<User> USERS =
      List.of(
          Given.user(
              """
              {primary_id: 'ada77', user_identifier: [
                 {id_type: {value: 'BARCODE'}, value: '4400017'}, {id_type: {value: '03'}, value: '0815'}]}
              """),
          Given.user(
              """
              {primary_id: 'ben88', user_identifier: [
                 {id_type: {value: 'BARCODE'}, value: '4400018'}, {id_type: {value: '03'}, value: '0816'}]}
              """));

  private static String errorOf(String key, byte[] content) {
    Faults faults = new Faults();
    FakeS3 s3 = new FakeS3().with(key, content);
    new SetReader(
            s3.bucket(),
            CodeTables.of(Map.of()),
            USERS::forEach,
            JobSource.NOBODY,
            PrimaryId.of("op"),
            faults)
        .read(new SetSource.Named("leavers"));
    return String.join("\n", messages(faults));
  }

  private static String errorOf(String table) {
    return errorOf("sets/leavers.csv", table.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headerBelowATitle_shouldBeNamedWithItsRow() {
    assertThat(errorOf("Expired users\nRun: 11/27/2026\n\nName,User name\nAda,ada77\n"))
        .contains(
            "leavers.csv line 1: ", "line 4 has the header \"User name\"; delete the rows above");
    assertThat(errorOf("Report 7\nx,Barcode\na,4400017\n"))
        .contains("line 2 has the header \"Barcode\"");
  }

  @Test
  void headerOnAnotherWorksheet_shouldBeNamedWithTheSheetThatWasRead() {
    byte[] workbook =
        WorkbookFile.ofRows(text("Exported by a program"))
            .sheet("Notes", "visible", text("nothing"))
            .sheet("Secret", "hidden", text("primary_id"))
            .sheet("Users 2026", "visible", text("BARCODE"))
            .bytes();

    assertThat(errorOf("sets/leavers.xlsx", workbook))
        .contains("leavers.xlsx row 1 of worksheet \"")
        .contains("the worksheet \"Users 2026\" has the header \"BARCODE\" in row 1");
  }

  private static String text(String cell) {
    return "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + cell + "</t></is></c></row>";
  }

  @Test
  void emptyFirstWorksheet_shouldNameTheOneWithTheHeader() {
    byte[] workbook = WorkbookFile.ofRows("").sheet("Users", "visible", text("primary_id")).bytes();

    assertThat(errorOf("sets/leavers.xlsx", workbook))
        .contains("the worksheet \"Users\" has the header \"primary_id\"");
  }

  @Test
  void idsWithoutHeader_shouldBeComparedWithTheUsers() {
    assertThat(errorOf("4400017\n4400018\n4400099\n"))
        .contains("2 of the first 3 cells", "identifiers of the type BARCODE", "row with BARCODE");
    assertThat(errorOf("ada77\nben88\n")).contains("2 of the first 2 cells", "row with primary_id");
    assertThat(errorOf("Ada;4400017;x\nBen;4400018;y\n")).contains("row with BARCODE");
    assertThat(errorOf("no1\nno2\n")).contains("if this is an ID, insert a line with primary_id");
  }

  @Test
  void headerThatLostItsZeros_shouldBeNamed() {
    assertThat(errorOf("3\n0815\n")).contains("did you mean 03?", "leading zeros of the header 3");
  }
}
