package org.rollcall.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rollcall.error.Fault;
import org.rollcall.user.AccountType;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.CodedValue;
import org.rollcall.user.SecretFields;
import org.rollcall.user.User;
import org.rollcall.user.ValueText;
import org.rollcall.user.store.StoredUser;

/** Finds what a stored user would lose if a loaded record replaced it. See D-128. */
final class Losses {

  /** The lists of which no entry may be lost. Of other lists, only the entries are counted. */
  private static final Set<String> ENTRIES =
      Set.of("user_role", "user_block", "user_note", "user_identifier");

  /** The parts of an entry that distinguish it from others in its list; otherwise all parts. */
  private static final Map<String, List<String>> IDENTITY =
      Map.of(
          "user_role", List.of("role_type", "scope", "parameter"),
          "user_block", List.of("block_type", "block_description", "block_note"),
          "user_note", List.of("note_type", "note_text"),
          "user_identifier", List.of("id_type", "value"),
          "email", List.of("email_address"),
          "phone", List.of("phone_number"));

  /** Marks of an entry that do not distinguish it. */
  private static final List<String> MARKS = List.of("segment_type", "preferred");

  private final StoredUser stored;
  private final LoadedRecord loaded;
  private final User before;
  private final User after;
  private final List<Fault> found = new ArrayList<>();

  private Losses(StoredUser stored, LoadedRecord loaded) {
    this.stored = stored;
    this.loaded = loaded;
    this.before = stored.user().normalized();
    this.after = loaded.user().normalized();
  }

  /** All losses, with the record's place as path; none if nothing would be lost. */
  static List<Fault> find(StoredUser stored, LoadedRecord loaded) {
    Losses losses = new Losses(stored, loaded);
    losses.accountType();
    losses.entries(Loss.WOULD_LOSE_ROLES, "user_role", "role_type");
    losses.entries(Loss.WOULD_LOSE_BLOCKS, "user_block", "block_description");
    losses.entries(Loss.WOULD_LOSE_NOTES, "user_note", "note_type");
    losses.entries(Loss.WOULD_LOSE_IDENTIFIERS, "user_identifier", "id_type");
    losses.fields();
    losses.jobValues();
    return losses.found;
  }

  private void add(Loss kind, Object detail) {
    found.add(Fault.of(loaded.place(), kind, stored.user().primaryId(), detail));
  }

  private void accountType() {
    if (isExternal(after) && isManagedByLibrary(stored.user())) {
      add(Loss.WOULD_BECOME_EXTERNAL, stored.user().accountType());
    }
  }

  /** Whether the library manages the account, so that a student system must not change it. */
  static boolean isManagedByLibrary(User user) {
    try {
      return user.accountType() != AccountType.EXTERNAL;
    } catch (BrokenRecordException e) {
      return false;
    }
  }

  static boolean isExternal(User user) {
    return user.code("account_type").filter("EXTERNAL"::equalsIgnoreCase).isPresent();
  }

  /**
   * Compares the entries of a list.
   *
   * @param label the field that names an entry in the message
   */
  private void entries(Loss kind, String list, String label) {
    if (before.get(list).equals(after.get(list))) {
      return;
    }
    Set<String> known = identities(list, after.get(list));
    List<String> lost = new ArrayList<>();
    for (JsonNode entry : before.get(list)) {
      String identity = identity(list, entry);
      if (!identity.isEmpty() && known.add(identity)) {
        lost.add(CodedValue.code(entry.path(label)).orElse("one without " + label));
      }
    }
    if (!lost.isEmpty()) {
      add(kind, String.join(", ", lost));
    }
  }

  private static Set<String> identities(String list, JsonNode entries) {
    Set<String> identities = new HashSet<>();
    entries.forEach(entry -> identities.add(identity(list, entry)));
    identities.remove("");
    return identities;
  }

  /**
   * The meaning of the parts that distinguish an entry from others in its list; empty if it has
   * none of them.
   *
   * @param entry in the normalised view
   */
  static String identity(String list, JsonNode entry) {
    if (!(entry instanceof ObjectNode object)) {
      return CaseFolding.fold(ValueText.of(entry));
    }
    ObjectNode parts = object.objectNode();
    object.properties().stream()
        .filter(part -> distinguishes(list, part.getKey()))
        .forEach(part -> parts.set(part.getKey(), part.getValue()));
    return CaseFolding.fold(ValueText.of(parts));
  }

  private static boolean distinguishes(String list, String part) {
    return IDENTITY.containsKey(list)
        ? IDENTITY.getOrDefault(list, List.of()).contains(part)
        : !MARKS.contains(part);
  }

  /** Finds missing fields, and lists with fewer entries. An entry that was edited is no loss. */
  private void fields() {
    List<String> lost = new ArrayList<>();
    before.record().properties().stream()
        .filter(field -> isComparedWhole(field.getKey()))
        .forEach(field -> compare("", field, after.record(), lost));
    contacts(before)
        .properties()
        .forEach(list -> compare(User.CONTACT_INFO + ".", list, contacts(after), lost));
    if (!lost.isEmpty()) {
      lost.sort(null);
      add(Loss.WOULD_LOSE_FIELDS, String.join(", ", lost));
    }
  }

  private static void compare(
      String parent, Map.Entry<String, JsonNode> field, JsonNode given, List<String> lost) {
    String name = field.getKey();
    if (!given.has(name)) {
      lost.add(parent + name);
    } else if (field.getValue().isArray() && !field.getValue().equals(given.get(name))) {
      int before = identities(name, field.getValue()).size();
      int missing = before - identities(name, given.get(name)).size();
      if (missing > 0) {
        lost.add("%s%s (%d of %d entries)".formatted(parent, name, missing, before));
      }
    }
  }

  /** An internal user has no {@code external_id}, and a password is never stored by Rollcall. */
  private boolean isComparedWhole(String field) {
    return !ENTRIES.contains(field)
        && !field.equals(User.CONTACT_INFO)
        && !field.equals(SecretFields.PASSWORD)
        && (!field.equals("external_id") || isExternal(after));
  }

  private static JsonNode contacts(User user) {
    return user.get(User.CONTACT_INFO);
  }

  private void jobValues() {
    Map<String, List<String>> fieldsByJob = new TreeMap<>();
    JobFields.revertedIn(loaded.user(), stored)
        .forEach(
            (field, job) ->
                fieldsByJob
                    .computeIfAbsent(job.jobId().value(), id -> new ArrayList<>())
                    .add(field));
    if (!fieldsByJob.isEmpty()) {
      add(
          Loss.WOULD_REVERT_JOB,
          fieldsByJob.entrySet().stream()
              .map(job -> String.join(", ", job.getValue()) + " (job " + job.getKey() + ")")
              .collect(Collectors.joining("; ")));
    }
  }
}
