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
 * The files in an Excel workbook (.xlsx), which is a zip archive. Limits on unpacking protect
 * against zip bombs.
 */
final class WorkbookParts {

  /** Of all parts together, unpacked. */
  static final int MAX_BYTES = 256 << 20;

  private static final int MAX_PARTS = 2_000;

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /**
   * The first bytes of old workbooks (.xls) and of workbooks that are protected with a password.
   */
  private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

  /** Contained only in protected workbooks. */
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
   * @throws UnreadableTableException if the file is not a workbook, or is too large
   */
  static WorkbookParts unpack(byte[] content) {
    if (TextEncoding.startsWith(content, OLE)) {
      throw new UnreadableTableException(
          new String(content, StandardCharsets.ISO_8859_1).contains(PROTECTED)
              ? TableError.PROTECTED_WORKBOOK
              : TableError.OLD_WORKBOOK);
    }
    if (!TextEncoding.startsWith(content, ZIP)) {
      throw new UnreadableTableException(TableError.NOT_A_WORKBOOK);
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      return new WorkbookParts(unpack(zip));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged();
    }
  }

  private static Map<String, byte[]> unpack(ZipInputStream zip) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    int remainingBytes = MAX_BYTES;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      byte[] part = zip.readNBytes(remainingBytes);
      if (part.length == remainingBytes || parts.size() == MAX_PARTS) {
        throw new UnreadableTableException(TableError.WORKBOOK_TOO_LARGE, MAX_BYTES >> 20);
      }
      remainingBytes -= part.length;
      parts.put(key(entry.getName()), isXml(entry.getName()) ? part : new byte[0]);
    }
    return parts;
  }

  /** Other parts, such as pictures, are counted but not kept. */
  private static boolean isXml(String name) {
    return key(name).endsWith(".xml") || key(name).endsWith(".rels");
  }

  /** Excel compares the names of parts without regard to case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('\\', '/');
  }

  /** Finds a part that may be missing. */
  Optional<XmlPart> find(String name) {
    return Optional.ofNullable(parts.get(key(name))).map(XmlPart::new);
  }

  static UnreadableTableException damaged() {
    return new UnreadableTableException(TableError.DAMAGED_WORKBOOK);
  }
}
