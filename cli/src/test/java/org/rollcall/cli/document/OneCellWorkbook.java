package org.rollcall.cli.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook with the header {@code primary_id} and one cell. Style 1 is a date format. */
final class OneCellWorkbook {

  private static final String RELATION =
      "<Relationship Id='%s' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s' Target='%s'/>";

  private OneCellWorkbook() {}

  /**
   * The workbook's bytes.
   *
   * @param cell the cell's XML
   */
  static byte[] of(String cell) {
    Map<String, String> parts =
        Map.of(
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='Ids' id='s'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships>"
                + RELATION.formatted("s", "worksheet", "sheet.xml")
                + RELATION.formatted("f", "styles", "styles.xml")
                + "</Relationships>",
            "xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
            "xl/sheet.xml",
            "<worksheet><sheetData><row><c t='inlineStr'><is><t>primary_id</t></is></c></row><row>"
                + cell
                + "</row></sheetData></worksheet>");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
