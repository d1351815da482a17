package org.rollcall.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Creates an Excel workbook with two worksheets. The file is identical each time, byte for byte:
 * its parts are not compressed, since compressors differ.
 */
final class SampleWorkbook {

  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String CONTENT =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  /** The earliest time in a ZIP file. */
  private static final LocalDateTime EARLIEST_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private SampleWorkbook() {}

  /**
   * Creates the content of the file.
   *
   * @param list the rows of the first worksheet, including the header
   * @param note the only cell of the second worksheet
   */
  static byte[] of(List<List<String>> list, String note) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "[Content_Types].xml",
        "<Types xmlns=\""
            + PACKAGE
            + "content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + type("xl/workbook.xml", "sheet.main+xml")
            + type("xl/worksheets/sheet1.xml", "worksheet+xml")
            + type("xl/worksheets/sheet2.xml", "worksheet+xml")
            + "</Types>");
    parts.put("_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml")));
    parts.put(
        "xl/workbook.xml",
        "<workbook xmlns=\""
            + MAIN
            + "\" xmlns:r=\""
            + RELATIONS
            + "\"><sheets>"
            + "<sheet name=\"Readers\" sheetId=\"1\" r:id=\"rId1\"/>"
            + "<sheet name=\"Notes\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        relations(
            relation(1, "worksheet", "worksheets/sheet1.xml")
                + relation(2, "worksheet", "worksheets/sheet2.xml")));
    parts.put("xl/worksheets/sheet1.xml", worksheet(list));
    parts.put("xl/worksheets/sheet2.xml", worksheet(List.of(List.of(note))));
    return zip(parts);
  }

  private static String type(String part, String type) {
    return "<Override PartName=\"/" + part + "\" ContentType=\"" + CONTENT + type + "\"/>";
  }

  private static String relations(String relations) {
    return "<Relationships xmlns=\""
        + PACKAGE
        + "relationships\">"
        + relations
        + "</Relationships>";
  }

  private static String relation(int id, String type, String target) {
    return "<Relationship Id=\"rId%d\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, RELATIONS, type, target);
  }

  private static String worksheet(List<List<String>> rows) {
    StringBuilder sheet = new StringBuilder("<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    for (List<String> row : rows) {
      sheet.append("<row>");
      row.forEach(
          text ->
              sheet
                  .append("<c t=\"inlineStr\"><is><t>")
                  .append(text.replace("&", "&amp;").replace("<", "&lt;"))
                  .append("</t></is></c>"));
      sheet.append("</row>");
    }
    return sheet.append("</sheetData></worksheet>").toString();
  }

  private static byte[] zip(Map<String, String> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        byte[] content = (HEAD + part.getValue()).getBytes(UTF_8);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setTimeLocal(EARLIEST_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
