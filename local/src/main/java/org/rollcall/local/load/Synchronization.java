package org.rollcall.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.rollcall.user.CodedValue;
import org.rollcall.user.User;
import org.rollcall.user.store.StoredUser;

/**
 * The record of an external user after a synchronisation with a student system, by Alma's rules:
 * the file's record replaces the stored one, except for what the library manages. See D-128.
 */
final class Synchronization {

  /** The fields that Alma does not overwrite after they were set by hand. */
  private static final Set<String> STICKY =
      Set.of(
          "user_group",
          "job_category",
          "pin_number",
          "preferred_language",
          "campus_code",
          "rs_library",
          "user_title",
          "library_notice",
          "pref_first_name",
          "pref_middle_name",
          "pref_last_name",
          "pref_name_suffix",
          "cataloger_level");

  /** The lists whose entries are internal or external. */
  private static final List<String> SEGMENTED =
      List.of("user_identifier", "user_block", "user_note", "user_statistic");

  private static final List<String> CONTACT_LISTS = List.of("address", "email", "phone");

  /** The fields that only one entry of a list of contacts may have. */
  private static final List<String> PREFERENCES = List.of("preferred", "preferred_sms");

  private Synchronization() {}

  /**
   * The result for a user.
   *
   * @param kept the number of fields that keep a job's value
   * @param replaced the number of fields whose job's value the file's replaces
   */
  record Result(User user, int kept, int replaced) {}

  static Result of(StoredUser stored, User loaded) {
    ObjectNode record = loaded.record().deepCopy();
    User before = stored.user();
    SEGMENTED.forEach(list -> keepInternal(list, before.get(list), record));
    contacts(before.get(User.CONTACT_INFO), record);
    restore("user_role", before, record);
    User merged = new User(record);
    Set<String> kept = new HashSet<>(JobFields.changedIn(merged, stored).keySet());
    kept.retainAll(STICKY);
    Set<String> replaced = new HashSet<>(JobFields.revertedIn(merged, stored).keySet());
    replaced.removeAll(STICKY);
    kept.forEach(field -> restore(field, before, record));
    // A student system does not have all fields. Those that it lacks were set by hand.
    STICKY.forEach(field -> restoreMissing(field, before, record));
    restoreMissing("external_id", before, record);
    if (Losses.isExternal(before)) {
      restore("account_type", before, record);
    }
    return new Result(new User(record), kept.size(), replaced.size());
  }

  private static void restoreMissing(String field, User before, ObjectNode record) {
    if (!new User(record).normalized().record().has(field)) {
      restore(field, before, record);
    }
  }

  private static void restore(String field, User before, ObjectNode record) {
    record.remove(field);
    if (before.record().has(field)) {
      record.set(field, before.get(field));
    }
  }

  /** Puts the stored internal entries of a list before the file's entries. */
  private static void keepInternal(String list, JsonNode before, ObjectNode record) {
    List<JsonNode> internal =
        StreamSupport.stream(before.spliterator(), false)
            .filter(Synchronization::isInternal)
            .toList();
    if (internal.isEmpty()) {
      return;
    }
    Set<String> known =
        internal.stream().map(entry -> identity(list, entry)).collect(Collectors.toSet());
    ArrayNode merged = record.arrayNode().addAll(internal);
    for (JsonNode entry : record.path(list)) {
      if (known.add(identity(list, entry))) {
        merged.add(entry);
      }
    }
    record.set(list, merged);
  }

  private static boolean isInternal(JsonNode entry) {
    return CodedValue.code(entry.path("segment_type"))
        .filter("Internal"::equalsIgnoreCase)
        .isPresent();
  }

  private static String identity(String list, JsonNode entry) {
    return Losses.identity(
        list, entry instanceof ObjectNode object ? User.normalizedEntry(list, object) : entry);
  }

  private static void contacts(JsonNode before, ObjectNode record) {
    ObjectNode contact =
        record.path(User.CONTACT_INFO) instanceof ObjectNode given ? given : record.objectNode();
    for (String list : CONTACT_LISTS) {
      PREFERENCES.forEach(
          preference -> keepPreferred(preference, before.path(list), contact.path(list)));
      keepInternal(list, before.path(list), contact);
    }
    if (!contact.isEmpty()) {
      record.set(User.CONTACT_INFO, contact);
    }
  }

  /** If a stored internal entry is the preferred one, no entry of the file is. */
  private static void keepPreferred(String preference, JsonNode before, JsonNode given) {
    boolean isPreferredInternal =
        StreamSupport.stream(before.spliterator(), false)
            .anyMatch(entry -> isInternal(entry) && entry.path(preference).asBoolean());
    if (isPreferredInternal) {
      for (JsonNode entry : given) {
        if (entry instanceof ObjectNode object && object.path(preference).asBoolean()) {
          object.put(preference, false);
        }
      }
    }
  }
}
