package org.rollcall.user;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.Json;
import org.rollcall.query.QueryInput;

/**
 * A user's record as JSON in Alma's {@code rest_user} format. It is immutable, and keeps fields
 * that Rollcall does not know. See D-023.
 */
public final class User implements QueryInput {

  /** The name of the record itself where the name of a list is asked for. */
  public static final String TOP = "";

  /** The field that holds postal addresses, email addresses and phone numbers. */
  public static final String CONTACT_INFO = "contact_info";

  private final ObjectNode record;

  /** The normalised view, made when it is first needed: each change of a job reads it. */
  private @Nullable User view;

  /** The fields that were read; null if they are not recorded. */
  private final @Nullable FieldReads reads;

  public User(ObjectNode record) {
    this(record, null);
  }

  private User(ObjectNode record, @Nullable FieldReads reads) {
    this.record = record;
    this.reads = reads;
  }

  /**
   * This user for one decision, which records what it reads in {@link #readFields}. Not
   * thread-safe.
   */
  public User withRecordedReads() {
    return new User(record, new FieldReads());
  }

  /**
   * The names of the top-level fields that were read or set since {@link #withRecordedReads}, also
   * through users made from this one; also of fields that the record does not have. If the whole
   * record was read, or reads are not recorded: in addition all fields of Alma and of the record.
   */
  public Set<String> readFields() {
    return FieldReads.fields(reads, record);
  }

  private void noteRead(String field) {
    if (reads != null) {
      reads.add(field);
    }
  }

  /**
   * The record's fields, without Rollcall's state. Counts as reading all of them: a decision rather
   * uses {@link #get}.
   */
  @Override
  public ObjectNode record() {
    if (reads != null) {
      reads.addAll();
    }
    return record;
  }

  /** The names of the fields whose values differ between this user and another one. */
  public Set<String> differences(User other) {
    Set<String> names = new TreeSet<>();
    record.fieldNames().forEachRemaining(names::add);
    other.record.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> Objects.equals(record.get(name), other.record.get(name)));
    return names;
  }

  /**
   * The normalised view of this user, on which all decisions are made: queries, conditions, changes
   * and letters. It is never written. See D-124.
   *
   * <ul>
   *   <li>Empty values are absent: null, blank text, an empty list or object, and a coded value
   *       without a code.
   *   <li>Coded values are objects, and their codes have no surrounding invisible characters. Codes
   *       that Alma fixes have Alma's spelling, such as {@code ACTIVE}.
   *   <li>A missing status of the user, or of a role, block or identifier, is {@code ACTIVE}.
   *   <li>Days have the form {@code 2027-06-30}. A day or time that cannot be read is an {@link
   *       org.rollcall.query.UnreadableValue}.
   * </ul>
   */
  public User normalized() {
    User known = view;
    if (known == null) {
      known = new User(NormalizedRecord.of(record), reads);
      view = known;
    }
    return known;
  }

  /** The {@link #normalized()} view of one entry of a list; an empty object if it is empty. */
  public static ObjectNode normalizedEntry(String list, ObjectNode entry) {
    return NormalizedRecord.ofEntry(list, entry);
  }

  /** A field's value; a missing node if the record does not have the field. */
  @Override
  public JsonNode get(String field) {
    noteRead(field);
    return record.path(field);
  }

  /** The value at a place in a field; a missing node if there is none. */
  public JsonNode at(JsonPointer place) {
    return get(place.getMatchingProperty()).at(place.tail());
  }

  /** This user with one field set. */
  public User with(String field, JsonNode value) {
    ObjectNode copy = copyFor(field);
    copy.set(field, value);
    return new User(copy, reads);
  }

  /** This user without one field. */
  public User without(String field) {
    ObjectNode copy = copyFor(field);
    copy.remove(field);
    return new User(copy, reads);
  }

  /** A copy of the record whose field is changed. Whether it changes depends on its value now. */
  private ObjectNode copyFor(String field) {
    noteRead(field);
    ObjectNode copy = Json.MAPPER.createObjectNode();
    copy.setAll(record);
    return copy;
  }

  public PrimaryId primaryId() {
    return PrimaryId.of(get("primary_id").asText());
  }

  /**
   * The account type.
   *
   * @throws BrokenRecordException if it is missing or unknown
   */
  public AccountType accountType() {
    String code =
        CodedValue.code(get("account_type"))
            .orElseThrow(() -> new BrokenRecordException("account_type is missing"));
    return Arrays.stream(AccountType.values())
        .filter(type -> type.name().equalsIgnoreCase(code))
        .findFirst()
        .orElseThrow(() -> new BrokenRecordException("account_type is not INTERNAL or EXTERNAL"));
  }

  /** A text field; empty if it is missing or blank. */
  public Optional<String> text(String field) {
    return Optional.of(get(field).asText("")).filter(text -> !text.isBlank());
  }

  /** The code in a field; empty if it is missing or blank. */
  public Optional<String> code(String field) {
    return CodedValue.code(get(field));
  }

  /**
   * A date field; empty if it is missing or blank.
   *
   * @throws BrokenRecordException if the value is not a date
   */
  public Optional<LocalDate> date(String field) {
    return AlmaDate.read(get(field), field);
  }

  /**
   * The entries of a list; none if the field is missing or empty.
   *
   * @throws BrokenRecordException if the value is not a list of objects
   */
  public List<ObjectNode> list(String field) {
    return objects(get(field), field);
  }

  private static List<ObjectNode> objects(JsonNode node, String field) {
    if (!Json.isFilled(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      throw new BrokenRecordException(field + " is not a list");
    }
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode item : node) {
      if (!(item instanceof ObjectNode object)) {
        throw new BrokenRecordException(field + " has an entry that is not an object");
      }
      objects.add(object);
    }
    return objects;
  }

  /**
   * The entries of a list in the contact information, such as {@code email}; none if it is missing.
   *
   * @throws BrokenRecordException if the value is not a list of objects
   */
  public List<ObjectNode> contacts(String list) {
    JsonNode contact = get(CONTACT_INFO);
    if (Json.isFilled(contact) && !contact.isObject()) {
      throw new BrokenRecordException(CONTACT_INFO + " is not an object");
    }
    return objects(contact.path(list), CONTACT_INFO + "." + list);
  }

  /**
   * This user with other entries in a list of the contact information; itself if they are equal.
   */
  public User withContacts(String list, List<ObjectNode> entries) {
    if (entries.equals(contacts(list))) {
      return this;
    }
    ObjectNode contact = Json.MAPPER.createObjectNode();
    if (get(CONTACT_INFO) instanceof ObjectNode present) {
      contact.setAll(present);
    }
    contact.putArray(list).addAll(entries);
    return with(CONTACT_INFO, contact);
  }

  /**
   * All roles, including inactive and expired ones.
   *
   * @throws BrokenRecordException if the list is invalid
   */
  public Stream<Role> roles() {
    return list("user_role").stream().map(Role::of);
  }

  /** Whether the account is ACTIVE (Alma's default) and has not passed its expiry date. */
  public boolean isActive(LocalDate today) {
    return code("status").orElse("ACTIVE").equalsIgnoreCase("ACTIVE")
        && date("expiry_date").map(expiry -> !expiry.isBefore(today)).orElse(true);
  }

  /**
   * The name for people: for each part the preferred name, or else the first and last name; if
   * there are none, the full name. May be empty.
   */
  public String displayName() {
    String name =
        Stream.of(
                text("pref_first_name").or(() -> text("first_name")),
                text("pref_middle_name"),
                text("pref_last_name").or(() -> text("last_name")),
                text("pref_name_suffix"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? text("full_name").orElse("") : name;
  }

  /** The email address that is marked as preferred. */
  public PreferredEmail preferredEmail() {
    return PreferredEmail.of(get(CONTACT_INFO).path("email"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof User that && record.equals(that.record);
  }

  @Override
  public int hashCode() {
    return record.hashCode();
  }

  /** Contains no personal data, so that it can be part of a message or a log. */
  @Override
  public String toString() {
    return "user record of " + record.size() + " fields";
  }
}
