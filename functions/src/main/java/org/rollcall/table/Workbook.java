package org.rollcall.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Excel workbook (.xlsx, ECMA-376): its worksheets, and the texts and formats that they share.
 * The reader is strict: it rejects everything that Excel itself calls damaged, because an ignored
 * cell would be a missing member. See D-049.
 */
final class Workbook {

  private final WorkbookParts parts;
  private final Map<String, Relation> relations;
  private final List<Sheet> sheets;

  /** A worksheet. */
  record Sheet(String name, String part, boolean isHidden) {}

  /** A part's reference to another part. */
  private record Relation(String type, String target) {
    boolean hasType(String kind) {
      return type.endsWith("/" + kind);
    }
  }

  private Workbook(WorkbookParts parts, Map<String, Relation> relations, List<Sheet> sheets) {
    this.parts = parts;
    this.relations = relations;
    this.sheets = sheets;
  }

  /**
   * Opens a file.
   *
   * @throws UnreadableTableException if the file is not a workbook
   */
  static Workbook open(byte[] content) {
    WorkbookParts parts = WorkbookParts.unpack(content);
    String name =
        relations(parts, "").values().stream()
            .filter(relation -> relation.hasType("officeDocument"))
            .map(Relation::target)
            .findFirst()
            .orElse("xl/workbook.xml");
    XmlPart book =
        parts
            .find(name)
            .orElseThrow(() -> new UnreadableTableException(TableError.ARCHIVE_NOT_A_WORKBOOK));
    Map<String, Relation> relations = relations(parts, name);
    return new Workbook(parts, relations, sheets(book, relations));
  }

  private static List<Sheet> sheets(XmlPart book, Map<String, Relation> relations) {
    List<Sheet> sheets = new ArrayList<>();
    while (book.nextElement("sheet")) {
      String name = book.attribute("name").orElse("");
      boolean isHidden = !book.attribute("state").orElse("visible").equals("visible");
      book.attribute("id")
          .map(relations::get)
          .filter(relation -> relation.hasType("worksheet"))
          .ifPresent(relation -> sheets.add(new Sheet(name, relation.target(), isHidden)));
    }
    return sheets;
  }

  /** A part's references by ID. The part with the empty name is the workbook's file itself. */
  private static Map<String, Relation> relations(WorkbookParts parts, String part) {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    Map<String, Relation> relations = new HashMap<>();
    parts
        .find(folder + "_rels/" + part.substring(slash) + ".rels")
        .ifPresent(
            list -> {
              while (list.nextElement("Relationship")) {
                String target = list.attribute("Target").orElse("");
                relations.put(
                    list.attribute("Id").orElse(""),
                    new Relation(
                        list.attribute("Type").orElse(""),
                        target.startsWith("/") ? target.substring(1) : folder + target));
              }
            });
    return relations;
  }

  /** In the order of the tabs. */
  List<Sheet> sheets() {
    return sheets;
  }

  XmlPart read(Sheet sheet) {
    return parts.find(sheet.part()).orElseThrow(WorkbookParts::damaged);
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
        .map(relation -> parts.find(relation.target()).orElseThrow(WorkbookParts::damaged));
  }
}
