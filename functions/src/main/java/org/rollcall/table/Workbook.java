package org.rollcall.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An Excel workbook (.xlsx, ECMA-376), which is a zip archive of parts: its worksheets, and the
 * texts and formats that they share. The reader is strict: it rejects everything that Excel itself
 * calls damaged, because an ignored cell would be a missing member. See D-049.
 */
final class Workbook {

  /** Of all parts together, unpacked. Protects against zip bombs. */
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
  private final Map<String, Relation> relations;
  private final List<Sheet> sheets = new ArrayList<>();

  /** A worksheet. */
  record Sheet(String name, String part, boolean isHidden) {}

  /** A part's reference to another part. */
  private record Relation(String type, String target) {
    boolean hasType(String kind) {
      return type.endsWith("/" + kind);
    }
  }

  /**
   * Opens a file.
   *
   * @throws UnreadableTableException if the file is not a workbook, or is too large
   */
  Workbook(byte[] content) {
    this.parts = unpack(content);
    String name =
        relations("").values().stream()
            .filter(relation -> relation.hasType("officeDocument"))
            .map(Relation::target)
            .findFirst()
            .orElse("xl/workbook.xml");
    XmlPart book =
        find(name)
            .orElseThrow(() -> new UnreadableTableException(TableError.ARCHIVE_NOT_A_WORKBOOK));
    this.relations = relations(name);
    while (book.nextElement("sheet")) {
      String sheet = book.attribute("name").orElse("");
      boolean isHidden = !book.attribute("state").orElse("visible").equals("visible");
      book.attribute("id")
          .map(relations::get)
          .filter(relation -> relation.hasType("worksheet"))
          .ifPresent(relation -> sheets.add(new Sheet(sheet, relation.target(), isHidden)));
    }
  }

  private static Map<String, byte[]> unpack(byte[] content) {
    if (TextEncoding.startsWith(content, OLE)) {
      throw new UnreadableTableException(
          new String(content, StandardCharsets.ISO_8859_1).contains(PROTECTED)
              ? TableError.PROTECTED_WORKBOOK
              : TableError.OLD_WORKBOOK);
    }
    if (!TextEncoding.startsWith(content, ZIP)) {
      throw new UnreadableTableException(TableError.NOT_A_WORKBOOK);
    }
    Map<String, byte[]> parts = new HashMap<>();
    int remainingBytes = MAX_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] part = zip.readNBytes(remainingBytes);
        if (part.length == remainingBytes || parts.size() == MAX_PARTS) {
          throw new UnreadableTableException(TableError.WORKBOOK_TOO_LARGE, MAX_BYTES >> 20);
        }
        remainingBytes -= part.length;
        String name = key(entry.getName());
        // Other parts, such as pictures, are counted but not kept.
        boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
        parts.put(name, isXml ? part : new byte[0]);
      }
      return parts;
    } catch (IOException | IllegalArgumentException e) {
      throw UnreadableTableException.damagedWorkbook();
    }
  }

  /** Excel compares the names of parts without regard to case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('\\', '/');
  }

  /** Finds a part that may be missing. */
  private Optional<XmlPart> find(String name) {
    return Optional.ofNullable(parts.get(key(name))).map(XmlPart::new);
  }

  private XmlPart get(String name) {
    return find(name).orElseThrow(UnreadableTableException::damagedWorkbook);
  }

  /** A part's references by ID. The part with the empty name is the workbook's file itself. */
  private Map<String, Relation> relations(String part) {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    Map<String, Relation> found = new HashMap<>();
    find(folder + "_rels/" + part.substring(slash) + ".rels")
        .ifPresent(
            list -> {
              while (list.nextElement("Relationship")) {
                String target = list.attribute("Target").orElse("");
                found.put(
                    list.attribute("Id").orElse(""),
                    new Relation(
                        list.attribute("Type").orElse(""),
                        target.startsWith("/") ? target.substring(1) : folder + target));
              }
            });
    return found;
  }

  /** In the order of the tabs. */
  List<Sheet> sheets() {
    return sheets;
  }

  XmlPart read(Sheet sheet) {
    return get(sheet.part());
  }

  /** The shared texts, which cells refer to by number. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    shared("sharedStrings")
        .ifPresent(
            part -> {
              while (part.nextElement("si")) {
                texts.add(part.runs());
              }
            });
    return texts;
  }

  /** The number formats, by style number. */
  List<NumberFormat> formats() {
    return shared("styles").map(NumberFormat::ofStyles).orElse(List.of());
  }

  private Optional<XmlPart> shared(String kind) {
    return relations.values().stream()
        .filter(relation -> relation.hasType(kind))
        .findFirst()
        .map(relation -> get(relation.target()));
  }
}
