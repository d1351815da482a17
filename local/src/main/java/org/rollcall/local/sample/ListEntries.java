package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;

/**
 * Creates the entries of a user's lists, such as identifiers, roles, blocks, notes and statistics.
 */
final class ListEntries {

  private static final String CREATED_BY = "mlibrarian";

  private ListEntries() {}

  static ObjectNode barcode(String value, Code segment) {
    return identifier(Code.BARCODE, value, segment);
  }

  static ObjectNode institutionId(String value, Code segment) {
    return identifier(Code.INSTITUTION_ID, value, segment);
  }

  /** The identifier that AWS has for a person. */
  static ObjectNode awsPrincipal(String arn, Code segment) {
    return identifier(Code.AWS_PRINCIPAL, arn, segment);
  }

  static ObjectNode role(Code type, Code scope) {
    ObjectNode entry = object();
    entry.set("status", Code.ACTIVE.toJson());
    entry.set("scope", scope.toJson());
    entry.set("role_type", type.toJson());
    entry.putArray("parameter");
    return entry;
  }

  static ObjectNode roleUntil(LocalDate expiry, Code type, Code scope) {
    return role(type, scope).put("expiry_date", expiry + "Z");
  }

  static ObjectNode deskRole(Code library) {
    ObjectNode entry = role(Code.CIRCULATION_DESK_OPERATOR, library);
    ObjectNode desk = entry.withArray("parameter").addObject();
    desk.set("type", new Code("CirculationDesk", "Circulation Desk").toJson());
    desk.set("value", new Code("DEFAULT_CIRC_DESK", "Circulation Desk").toJson());
    return entry;
  }

  static ObjectNode block(Code type, Code description, String note, LocalDate created) {
    ObjectNode entry = object();
    entry.set("block_type", type.toJson());
    entry.set("block_description", description.toJson());
    entry.put("block_status", "ACTIVE").put("block_note", note);
    return withCreation(entry, created, Code.INTERNAL);
  }

  static ObjectNode note(Code type, String text, boolean popup, LocalDate created, Code segment) {
    ObjectNode entry = object();
    entry.set("note_type", type.toJson());
    entry.put("note_text", text).put("user_viewable", false).put("popup_note", popup);
    return withCreation(entry, created, segment);
  }

  static ObjectNode statistic(Code category, Code segment) {
    ObjectNode entry = object();
    entry.set("statistic_category", category.toJson());
    entry.set("category_type", new Code("FACULTY", "Faculty").toJson());
    return entry.put("statistic_note", "").put("segment_type", segment.desc());
  }

  static ObjectNode proxyFor(Person person) {
    return object().put("primary_id", person.primaryId()).put("full_name", person.fullName());
  }

  static ObjectNode resourceSharing(Code library) {
    ObjectNode entry = object();
    entry.set("code", library.toJson());
    return entry;
  }

  static ObjectNode optedOutOf(Code letter) {
    ObjectNode entry = object();
    entry.set("code", letter.toJson());
    return entry.put("value", "false");
  }

  private static ObjectNode identifier(Code type, String value, Code segment) {
    ObjectNode entry = object().put("value", value);
    entry.set("id_type", type.toJson());
    return entry.put("note", "").put("status", "ACTIVE").put("segment_type", segment.desc());
  }

  private static ObjectNode withCreation(ObjectNode entry, LocalDate created, Code segment) {
    entry.put("created_by", CREATED_BY).put("created_date", created + "T09:30:00Z");
    return entry.put("segment_type", segment.desc());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
