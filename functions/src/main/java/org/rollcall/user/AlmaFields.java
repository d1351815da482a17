package org.rollcall.user;

import java.util.List;

/** The top-level fields of a user's record in Alma's {@code rest_user} format. */
public final class AlmaFields {

  /** The names of the fields, in Alma's order. */
  public static final List<String> IN_ORDER =
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

  private AlmaFields() {}
}
