package org.rollcall.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Shows a record's fields in the order of Alma's {@code rest_user}; DynamoDB keeps none. */
final class AlmaOrder {

  private static final List<String> FIELDS =
      List.of(
          "record_type",
          "primary_id",
          "first_name",
          "middle_name",
          "last_name",
          "full_name",
          "pref_first_name",
          "pref_middle_name",
          "pref_last_name",
          "pref_name_suffix",
          "pin_number",
          "user_title",
          "job_category",
          "job_description",
          "gender",
          "user_group",
          "campus_code",
          "web_site_url",
          "cataloger_level",
          "preferred_language",
          "birth_date",
          "expiry_date",
          "purge_date",
          "account_type",
          "external_id",
          "force_password_change",
          "status",
          "status_date",
          "contact_info",
          "user_identifier",
          "user_role",
          "user_block",
          "user_note",
          "user_statistic",
          "proxy_for_user",
          "rs_library",
          "library_notice");

  private AlmaOrder() {}

  static ObjectNode of(ObjectNode record) {
    ObjectNode ordered = record.objectNode();
    FIELDS.stream().filter(record::has).forEach(field -> ordered.set(field, record.get(field)));
    record
        .properties()
        .forEach(
            field -> {
              if (!ordered.has(field.getKey())) {
                ordered.set(field.getKey(), field.getValue());
              }
            });
    return ordered;
  }
}
