package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/**
 * Builds a user in Alma's REST JSON. The fields are in the order of Alma, independent of the order
 * of the calls. Fields that Alma omits when they are empty are null until {@link #toJson} removes
 * them.
 */
final class UserRecordBuilder {

  private final ObjectNode user = JsonNodeFactory.instance.objectNode();

  private UserRecordBuilder() {
    user.set("record_type", Code.PUBLIC.toJson());
    List.of("primary_id", "first_name", "middle_name", "last_name", "full_name")
        .forEach(field -> user.put(field, ""));
    user.set("user_title", Code.NONE.toJson());
    user.set("job_category", Code.NONE.toJson());
    user.put("job_description", "");
    List.of("gender", "user_group", "campus_code")
        .forEach(field -> user.set(field, Code.NONE.toJson()));
    user.put("web_site_url", "");
    user.set("cataloger_level", Code.DEFAULT_CATALOGER_LEVEL.toJson());
    user.set("preferred_language", Code.NONE.toJson());
    List.of("birth_date", "expiry_date", "purge_date").forEach(user::putNull);
    user.set("account_type", Code.INTERNAL.toJson());
    user.putNull("external_id");
    user.put("force_password_change", "");
    user.set("status", Code.ACTIVE.toJson());
    user.putNull("status_date");
    ObjectNode contact = user.putObject("contact_info");
    List.of("address", "email", "phone").forEach(contact::putArray);
    List.of("user_identifier", "user_role", "user_block", "user_note", "user_statistic")
        .forEach(user::putArray);
    List.of("proxy_for_user", "rs_library", "library_notice").forEach(user::putArray);
    List.of("pref_first_name", "pref_middle_name", "pref_last_name", "pref_name_suffix")
        .forEach(field -> user.put(field, ""));
  }

  static UserRecordBuilder of(Person person) {
    return new UserRecordBuilder()
        .text("primary_id", person.primaryId())
        .text("first_name", person.given())
        .text("last_name", person.family())
        .text("full_name", person.fullName())
        .text("pref_first_name", person.preferred())
        .code("preferred_language", person.language());
  }

  UserRecordBuilder text(String field, String value) {
    return set(field, JsonNodeFactory.instance.textNode(value));
  }

  UserRecordBuilder code(String field, Code value) {
    return set(field, value.toJson());
  }

  UserRecordBuilder date(String field, LocalDate value) {
    return text(field, value + "Z");
  }

  /** Adds an address, an email address or a telephone number. */
  UserRecordBuilder contact(String list, ObjectNode entry) {
    user.withObject("contact_info").withArray(list).add(entry);
    return this;
  }

  /** Adds an entry to a list, such as an identifier or a role. */
  UserRecordBuilder add(String list, ObjectNode entry) {
    user.withArray(list).add(entry);
    return this;
  }

  ObjectNode toJson() {
    ObjectNode complete = user.deepCopy();
    complete.removeIf(NullNode.class::isInstance);
    return complete;
  }

  private UserRecordBuilder set(String field, JsonNode value) {
    if (!user.has(field)) {
      throw new IllegalArgumentException("unknown field of a user: " + field);
    }
    user.set(field, value);
    return this;
  }
}
