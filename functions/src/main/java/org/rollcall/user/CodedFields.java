package org.rollcall.user;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of Alma's records that hold coded values (see {@link CodedValue}) or booleans. */
public final class CodedFields {

  /** The fields with a coded value, anywhere in the record. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "record_type",
          "user_title",
          "job_category",
          "gender",
          "user_group",
          "campus_code",
          "cataloger_level",
          "preferred_language",
          "account_type",
          "id_type",
          "role_type",
          "scope",
          "block_type",
          "block_description",
          "note_type",
          "statistic_category",
          "category_type",
          "country");

  /** The fields with a coded value only at the top of the record, or in the entries of a list. */
  private static final Map<String, List<String>> BY_PARENT =
      Map.of(
          User.TOP,
          List.of("status"),
          "user_role",
          List.of("status"),
          "parameter",
          List.of("type", "value"),
          "rs_library",
          List.of("code"),
          "library_notice",
          List.of("code"));

  /** The fields with a list of coded values. */
  private static final Set<String> LISTS = Set.of("address_type", "email_type", "phone_type");

  /** The fields that are true or false, anywhere in the record. */
  private static final Set<String> BOOLEAN =
      Set.of("preferred", "preferred_sms", "user_viewable", "popup_note", "is_researcher");

  private CodedFields() {}

  /**
   * The boolean that a text means in XML Schema; empty if the field is not a boolean, or the text
   * has another meaning.
   */
  public static Optional<Boolean> readBoolean(String field, String text) {
    if (!BOOLEAN.contains(field)) {
      return Optional.empty();
    }
    return switch (CleanText.of(text).toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * Whether a field holds a coded value.
   *
   * @param parent the name of the list or object that contains the field; {@link User#TOP} for the
   *     record itself
   */
  public static boolean isCoded(String parent, String field) {
    return ANYWHERE.contains(field) || BY_PARENT.getOrDefault(parent, List.of()).contains(field);
  }

  /** Whether a field, anywhere in the record, holds a day or a time. */
  public static boolean isDay(String field) {
    return NormalizedRecord.isDayOrTime(field);
  }

  /** Whether the entries of a list are coded values. */
  public static boolean isCodedList(String list) {
    return LISTS.contains(list);
  }
}
