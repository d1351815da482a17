package org.rollcall.change;

import static org.rollcall.change.ValueChange.clearable;
import static org.rollcall.change.ValueChange.code;
import static org.rollcall.change.ValueChange.mandatory;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Fields;
import org.rollcall.json.SimilarNames;

/** The list of all kinds of change. */
public final class ChangeKinds {

  /** Alma's maximum length of a code in characters. */
  static final int MAX_CODE_LENGTH = 255;

  /** In characters; Alma's own limit is not published. */
  private static final int MAX_DESCRIPTION_LENGTH = 1_000;

  /** All kinds of change, in the order in which they are applied. */
  public static final List<ChangeKind> ALL =
      List.of(
          AccountTypeChange.KIND,
          ValueChange.EXTERNAL_ID,
          ValueChange.FORCE_PASSWORD_CHANGE,
          mandatory("record_type", "every user has a record type", ValueChange::recordType),
          mandatory("user_group", "every user has a user_group", code("UserGroups")),
          clearable("campus_code", code("Campuses")),
          clearable("job_category", code("JobTitles")),
          clearable(
              "job_description",
              (fields, key, codes) ->
                  fields.line(key, MAX_DESCRIPTION_LENGTH).map(TextNode::valueOf)),
          clearable("user_title", code("UserTitles")),
          mandatory("cataloger_level", "every user has a cataloger_level", code("CatalogerLevel")),
          mandatory(
              "preferred_language",
              "every user has a preferred_language",
              code("UserPreferredLanguage")),
          mandatory("status", "every user has a status", ValueChange::status),
          ValueChange.date("expiry_date"),
          ValueChange.date("purge_date"),
          ContactChange.EMAIL,
          ContactChange.PREFERRED_SMS,
          RoleChange.KIND,
          BlockChange.KIND,
          NoteChange.KIND,
          StatisticChange.KIND,
          CodeListChange.LIBRARIES,
          CodeListChange.NOTICES);

  private ChangeKinds() {}

  /**
   * Reads the input's {@code changes}; adds all errors.
   *
   * @param codes the code tables that codes are checked against
   */
  public static Changes read(Fields fields, CodeTables codes) {
    List<Change> list = new ArrayList<>();
    for (ChangeKind kind : ALL) {
      fields
          .object(kind.key(), value -> Change.read(kind, value, fields, codes))
          .ifPresent(list::add);
    }
    fields.rejectUnknownKeys(ChangeKinds::kindOfField);
    if (fields.keys().isEmpty()) {
      fields.fault(ChangeError.NO_CHANGES);
    }
    return new Changes(list);
  }

  /** A hint at the kind of change for a field with another name, such as {@code user_role}. */
  private static Optional<String> kindOfField(String field) {
    return ALL.stream()
        .filter(kind -> kind.location().toString().matches("(.*/)?" + Pattern.quote(field)))
        .findFirst()
        .map(kind -> SimilarNames.hint(kind.key(), List.of(kind.key())));
  }

  /** The keys of all kinds of change. */
  public static List<String> keys() {
    return ALL.stream().map(ChangeKind::key).toList();
  }

  /** Whether a kind of change has this key. */
  public static boolean hasKey(String key) {
    return ALL.stream().anyMatch(kind -> kind.key().equals(key));
  }
}
