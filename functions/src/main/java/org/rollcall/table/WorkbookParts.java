package org.rollcall.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The files that an Excel workbook (.xlsx) is packed of, unpacked within bounds, so that a small
 * file cannot become an endless one.
 */
final class WorkbookParts {

  /** How much a workbook may hold once it is unpacked, in bytes. */
  static final int LARGEST = 256 << 20;

  private static final int MOST_PARTS = 2_000;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** What old workbooks (.xls) begin with, and those that are protected with a password. */
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  /** What only the protected ones have in them. */
  private static final String PROTECTED =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);

  private final Map<String, byte[]> parts;

  private WorkbookParts(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /**
   * Unpacks a workbook.
   *
   * @throws UnreadableTableException if it is none, or too large
   */
  static WorkbookParts unpack(byte[] content) {
    if (TextEncoding.startsWith(content, OLE)) {
      throw new UnreadableTableException(
          new String(content, StandardCharsets.ISO_8859_1).contains(PROTECTED)
              ? "is protected with a password; save it without one"
              : "is a workbook of an old kind (.xls); save it as \"Excel workbook (.xlsx)\"");
    }
    if (!TextEncoding.startsWith(content, ZIP)) {
      throw new UnreadableTableException(
          "is no Excel workbook (.xlsx); name it NAME.csv if it is text, or save it anew");
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      return new WorkbookParts(unpack(zip));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static Map<String, byte[]> unpack(ZipInputStream zip) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    int room = LARGEST;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] part = zip.readNBytes(room);
      if (part.length == room || parts.size() == MOST_PARTS) {
        throw new UnreadableTableException(
            "is too large: unpacked, a workbook may hold " + (LARGEST >> 20) + " MB");
      }
      room -= part.length;
      parts.put(key(entry.getName()), isXml(entry.getName()) ? part : new byte[0]);
    }
    return parts;
  }

  /** Pictures and the like are counted but not kept. */
  private static boolean isXml(String name) {
    return key(name).endsWith(".xml") || key(name).endsWith(".rels");
  }

  /** Excel takes parts' names without regard to case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('\\', '/');
  }

  /** A part that may be missing. */
  Optional<XmlPart> find(String name) {
    return Optional.ofNullable(parts.get(key(name))).map(XmlPart::new);
  }

  static UnreadableTableException damaged() {
    return new UnreadableTableException(
        "is a damaged workbook; open it in a spreadsheet program and save it");
  }
}
