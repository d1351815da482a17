package org.rollcall.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An Excel workbook (.xlsx, ECMA-376): which worksheets it has, and what all of them share. It is
 * read strictly: what Excel itself would call damaged is refused, since a cell that is passed over
 * would be a member who is lost.
 */
final class Workbook {

  private final WorkbookParts parts;
  private final Map<String, Relation> relations;
  private final List<Sheet> sheets;

  /** A worksheet, in the order of the tabs. */
  record Sheet(String name, String part, boolean isHidden) {}

  /** What a part refers to. */
  private record Relation(String type, String target) {
    boolean isOf(String kind) {
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
   * @throws UnreadableTableException if it is no workbook
   */
  static Workbook open(byte[] content) {
    WorkbookParts parts = WorkbookParts.unpack(content);
    String name =
        relations(parts, "").values().stream()
            .filter(relation -> relation.isOf("officeDocument"))
            .map(Relation::target)
            .findFirst()
            .orElse("xl/workbook.xml");
    XmlPart book =
        parts
            .find(name)
            .orElseThrow(
                () ->
                    new UnreadableTableException(
                        "is no Excel workbook (.xlsx); save it as \"Excel workbook (.xlsx)\""));
    Map<String, Relation> relations = relations(parts, name);
    return new Workbook(parts, relations, sheets(book, relations));
  }

  private static List<Sheet> sheets(XmlPart book, Map<String, Relation> relations) {
    List<Sheet> sheets = new ArrayList<>();
    while (book.goTo("sheet")) {
      String name = book.attribute("name").orElse("");
      boolean isHidden = !book.attribute("state").orElse("visible").equals("visible");
      book.attribute("id")
          .map(relations::get)
          .filter(relation -> relation.isOf("worksheet"))
          .ifPresent(relation -> sheets.add(new Sheet(name, relation.target(), isHidden)));
    }
    return sheets;
  }

  /** What a part refers to, by the names it uses for them; for the empty name, the whole file. */
  private static Map<String, Relation> relations(WorkbookParts parts, String part) {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    Map<String, Relation> relations = new HashMap<>();
    parts
        .find(folder + "_rels/" + part.substring(slash) + ".rels")
        .ifPresent(
            list -> {
              while (list.goTo("Relationship")) {
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

  List<Sheet> sheets() {
    return sheets;
  }

  XmlPart read(Sheet sheet) {
    return parts.find(sheet.part()).orElseThrow(WorkbookParts::damaged);
  }

  /** The texts that cells refer to by their number. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    shared("sharedStrings")
        .ifPresent(
            part -> {
              while (part.goTo("si")) {
                texts.add(part.runs());
              }
            });
    return texts;
  }

  /** How cells show their numbers, by the number of their style. */
  List<NumberFormat> formats() {
    return shared("styles").map(NumberFormat::ofStyles).orElse(List.of());
  }

  private Optional<XmlPart> shared(String kind) {
    return relations.values().stream()
        .filter(relation -> relation.isOf(kind))
        .findFirst()
        .map(relation -> parts.find(relation.target()).orElseThrow(WorkbookParts::damaged));
  }
}
