package org.rollcall.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.rollcall.Given;
import org.rollcall.json.Json;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.user.User;

/** Builds a user's record. */
final class Patron {

  static final String INSTITUTION = "01RC_INST";

  private final ObjectNode record = Json.MAPPER.createObjectNode();

  private Patron(String id) {
    record.put("primary_id", id);
  }

  /** An external undergraduate whose email address contains the ID. */
  static Patron external(String id) {
    return new Patron(id)
        .with("account_type", "EXTERNAL")
        .with("external_id", "SIS")
        .with("status", "ACTIVE")
        .with("user_group", "UG")
        .with("first_name", "Zephyrine")
        .with("last_name", "Quatermain")
        .with("preferred_language", "en")
        .with("expiry_date", "2026-12-31Z")
        .email(id + "@example.edu");
  }

  /** An internal user with the same fields. */
  static Patron internal(String id) {
    return external(id).with("account_type", "INTERNAL").without("external_id");
  }

  /** An internal user with a role for the whole institution. */
  static Patron withRole(String role, String id) {
    Patron patron = internal(id).without("expiry_date");
    ObjectNode entry = patron.record.withArray("user_role").addObject();
    entry.put("role_type", role).put("scope", INSTITUTION).put("status", "ACTIVE");
    return patron;
  }

  Patron with(String field, String value) {
    record.put(field, value);
    return this;
  }

  /** Sets a field to JSON as in {@link Given}. */
  Patron withJson(String field, String json) {
    record.set(field, Given.json(json));
    return this;
  }

  Patron without(String field) {
    record.remove(field);
    return this;
  }

  /** Sets the only email address, which is preferred and external. */
  Patron email(String address) {
    ObjectNode email = Json.MAPPER.createObjectNode().put("email_address", address);
    email.put("preferred", true).put("segment_type", "External");
    record.putObject("contact_info").putArray("email").add(email);
    return this;
  }

  Patron withoutEmail() {
    return without("contact_info");
  }

  User toUser() {
    return RecordIntake.take(record);
  }
}
