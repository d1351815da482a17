package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.rollcall.json.Json;
import org.rollcall.local.admin.RecordIntake;

/** Random users as Rollcall stores them, with all fields that Alma's schema knows. */
public final class RandomRecords {

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "Zoë",
          " both ends ",
          "\tTab\n and lines\r\n",
          "\rreturn",
          "<b>&amp;]]></b>",
          "\"quoted\" 'too'",
          "=HYPERLINK(\"x\")",
          "مرحبا",
          "漢字 ｶﾅ",
          "\uD83D\uDC68\u200D\uD83D\uDC69",
          "e\u0301 \u00A0\u2028\u0085",
          "null",
          "true",
          "0012",
          "<?rollcall-export?>");

  /** XML 1.0 has none of these characters. */
  private static final List<String> NOT_IN_XML =
      List.of("bell\u0007", "\u0000", "\u001B[31m", "\uFFFE", "\u000B");

  private static final Set<String> FLAGS =
      Set.of("preferred", "preferred_sms", "user_viewable", "popup_note");

  private static final List<String> CODES =
      List.of(
          "record_type",
          "user_title",
          "job_category",
          "gender",
          "user_group",
          "campus_code",
          "cataloger_level",
          "preferred_language",
          "account_type",
          "status");

  private static final List<String> PLAIN =
      List.of(
          "first_name",
          "middle_name",
          "last_name",
          "full_name",
          "pref_first_name",
          "pref_middle_name",
          "pref_last_name",
          "pref_name_suffix",
          "pin_number",
          "job_description",
          "web_site_url",
          "birth_date",
          "expiry_date",
          "purge_date",
          "status_date",
          "external_id",
          "force_password_change");

  /** Alma's fields that Rollcall does not know. */
  private static final List<String> UNKNOWN = List.of("linking_id", "is_researcher");

  private final Random random;
  private final int percentNotInXml;

  /**
   * @param percentNotInXml how many of a hundred texts XML cannot hold
   */
  public RandomRecords(long seed, int percentNotInXml) {
    this.random = new Random(seed);
    this.percentNotInXml = percentNotInXml;
  }

  /** A user with an ID. */
  public ObjectNode next(String id) {
    ObjectNode user = Json.MAPPER.createObjectNode().put("primary_id", id);
    CODES.forEach(field -> maybe(() -> code(user, field)));
    PLAIN.forEach(field -> maybe(() -> user.put(field, text())));
    UNKNOWN.forEach(field -> maybe(() -> user.put(field, anyOf(TEXTS))));
    maybe(
        () -> {
          ObjectNode contacts = user.putObject("contact_info");
          list(
              contacts,
              "address",
              "preferred segment_type line1 line5 city state_province postal_code country:"
                  + " address_note start_date end_date address_type[]");
          list(contacts, "email", "preferred segment_type email_address description email_type[]");
          list(contacts, "phone", "preferred preferred_sms segment_type phone_number phone_type[]");
        });
    list(user, "user_identifier", "segment_type id_type: value note status");
    list(user, "user_role", "role_type: scope: status: expiry_date parameter{type:,value:,scope:}");
    list(
        user,
        "user_block",
        "segment_type block_type: block_description: block_status block_note created_by"
            + " created_date expiry_date item_loan_id");
    list(
        user,
        "user_note",
        "segment_type note_type: note_text user_viewable popup_note created_by created_date");
    list(user, "user_statistic", "segment_type statistic_category: category_type: statistic_note");
    list(user, "proxy_for_user", "primary_id full_name");
    list(user, "rs_library", "code:");
    list(user, "library_notice", "code: value");
    return RecordIntake.take(user).record();
  }

  private void maybe(Runnable action) {
    if (random.nextInt(3) > 0) {
      action.run();
    }
  }

  /** Adds a list of up to two entries. A code ends with a colon, a list of codes with brackets. */
  private void list(ObjectNode parent, String name, String fields) {
    maybe(
        () -> {
          var entries = parent.putArray(name);
          for (int i = random.nextInt(3); i > 0; i--) {
            ObjectNode entry = entries.addObject();
            for (String field : fields.split(" ", -1)) {
              maybe(() -> field(entry, field));
            }
          }
        });
  }

  private void field(ObjectNode entry, String field) {
    if (field.endsWith("[]")) {
      var codes = entry.putArray(field.replace("[]", ""));
      for (int i = random.nextInt(3); i > 0; i--) {
        codes.add(coded());
      }
    } else if (field.endsWith("}")) {
      String name = field.replaceFirst("\\{.*", "");
      list(entry, name, field.replaceAll(".*\\{|\\}", "").replace(",", " "));
    } else if (field.endsWith(":")) {
      code(entry, field.replace(":", ""));
    } else if (FLAGS.contains(field)) {
      entry.put(field, random.nextBoolean());
    } else {
      entry.put(field, text());
    }
  }

  private void code(ObjectNode parent, String name) {
    parent.set(name, coded());
  }

  private ObjectNode coded() {
    ObjectNode code = Json.MAPPER.createObjectNode().put("value", text());
    maybe(() -> code.put("desc", text()));
    return code;
  }

  private String text() {
    return random.nextInt(100) < percentNotInXml
        ? anyOf(NOT_IN_XML)
        : random.nextBoolean() ? anyOf(TEXTS) : anyOf(TEXTS) + anyOf(TEXTS);
  }

  private String anyOf(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
