package org.rollcall.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds workbook files (.xlsx) from handwritten XML. */
public final class WorkbookFile {

  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final StringBuilder sheets = new StringBuilder();
  private final StringBuilder relations = new StringBuilder();
  private int sheetCount;

  private WorkbookFile() {}

  /** A workbook without worksheets. */
  public static WorkbookFile empty() {
    return new WorkbookFile();
  }

  /**
   * A workbook with one worksheet.
   *
   * @param rows as XML
   */
  public static WorkbookFile ofRows(String rows) {
    return new WorkbookFile().sheet("List", "visible", rows);
  }

  /** A workbook with one column of texts. */
  public static byte[] column(String... texts) {
    StringBuilder rows = new StringBuilder();
    for (String text : texts) {
      rows.append("<row><c t=\"inlineStr\"><is><t>").append(text).append("</t></is></c></row>");
    }
    return ofRows(rows.toString()).bytes();
  }

  /** Adds a worksheet. */
  public WorkbookFile sheet(String name, String state, String rows) {
    sheetCount++;
    String file = "worksheets/sheet" + sheetCount + ".xml";
    part("xl/" + file, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    sheets.append(
        "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>"
            .formatted(name, sheetCount, state, sheetCount));
    return relation("rId" + sheetCount, "worksheet", file);
  }

  /** Adds the shared texts, as XML. */
  public WorkbookFile texts(String items) {
    part("xl/sharedStrings.xml", "<sst>" + items + "</sst>");
    return relation("rIdS", "sharedStrings", "sharedStrings.xml");
  }

  /** Sets the number format of cell style 1. */
  public WorkbookFile format(String code) {
    part(
        "xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\""
            + code.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;")
            + "\"/></numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs>"
            + "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
    return relation("rIdF", "styles", "/xl/styles.xml");
  }

  public WorkbookFile part(String name, String content) {
    parts.put(name, content.getBytes(UTF_8));
    return this;
  }

  private WorkbookFile relation(String id, String type, String target) {
    relations.append(
        "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
            .formatted(id, RELATIONS, type, target));
    return this;
  }

  /** All parts, by name. */
  public Map<String, byte[]> parts() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put(
        "_rels/.rels",
        ("<Relationships><Relationship Id=\"rId1\" Type=\""
                + RELATIONS
                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
            .getBytes(UTF_8));
    all.put(
        "xl/workbook.xml",
        ("<workbook xmlns:r=\"" + RELATIONS + "\"><sheets>" + sheets + "</sheets></workbook>")
            .getBytes(UTF_8));
    all.put(
        "xl/_rels/workbook.xml.rels",
        ("<Relationships>" + relations + "</Relationships>").getBytes(UTF_8));
    all.putAll(parts);
    return all;
  }

  public byte[] bytes() {
    return zip(parts());
  }

  /** A zip file with these parts. */
  public static byte[] zip(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
