package org.rollcall.user;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rollcall.json.Json;

/**
 * A user's record in the shape of Alma's {@code rest_user} JSON, never changed in place. What it
 * does not read it keeps.
 *
 * @param record the record's fields, without {@code rollcall}
 */
public record User(ObjectNode record) {

  /** The field that holds addresses, emails and telephones. */
  public static final String CONTACT_INFO = "contact_info";

  public User {
    requireNonNull(record, "record is null");
  }

  public JsonNode get(String field) {
    return record.path(field);
  }

  /** This user with one field set. */
  public User with(String field, JsonNode value) {
    ObjectNode copy = copy();
    copy.set(field, value);
    return new User(copy);
  }

  /** This user with one field taken away. */
  public User without(String field) {
    ObjectNode copy = copy();
    copy.remove(field);
    return new User(copy);
  }

  private ObjectNode copy() {
    ObjectNode copy = Json.MAPPER.createObjectNode();
    copy.setAll(record);
    return copy;
  }

  /** The id as the record has it. */
  public PrimaryId primaryId() {
    return PrimaryId.of(get("primary_id").asText());
  }

  /**
   * Who looks after the account.
   *
   * @throws BrokenRecordException if the record has no account type that Alma knows
   */
  public AccountType accountType() {
    String code =
        Coded.code(get("account_type"))
            .orElseThrow(() -> new BrokenRecordException("account_type is missing"));
    return Arrays.stream(AccountType.values())
        .filter(type -> type.name().equalsIgnoreCase(code))
        .findFirst()
        .orElseThrow(
            () -> new BrokenRecordException("account_type is none of INTERNAL and EXTERNAL"));
  }

  /** A text field that is not blank. */
  public Optional<String> text(String field) {
    return Optional.of(get(field).asText("")).filter(text -> !text.isBlank());
  }

  public Optional<String> code(String field) {
    return Coded.code(get(field));
  }

  /**
   * The day that a date field holds.
   *
   * @throws BrokenRecordException if the field holds something that is no date
   */
  public Optional<LocalDate> date(String field) {
    return AlmaDate.read(get(field), field);
  }

  /**
   * The objects of a list; none where the field is missing.
   *
   * @throws BrokenRecordException if the field holds something else
   */
  public List<ObjectNode> list(String field) {
    return objects(get(field), field);
  }

  private static List<ObjectNode> objects(JsonNode node, String field) {
    if (node.isMissingNode() || node.isNull()) {
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
   * The entries of a list of the contact information, such as {@code email}; none where it is
   * missing.
   *
   * @throws BrokenRecordException if there is something else in its place
   */
  public List<ObjectNode> contacts(String list) {
    JsonNode contact = get(CONTACT_INFO);
    if (!contact.isMissingNode() && !contact.isNull() && !contact.isObject()) {
      throw new BrokenRecordException(CONTACT_INFO + " is not an object");
    }
    return objects(contact.path(list), CONTACT_INFO + "." + list);
  }

  /** This user with other entries in such a list; the same user if they are the same. */
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

  /** The roles that the user holds in whatever state. */
  public Stream<Role> roles() {
    return list("user_role").stream().map(Role::of);
  }

  /** Whether the account is ACTIVE (Alma's default) and has not passed its expiry date. */
  public boolean isActive(LocalDate today) {
    return code("status").orElse("ACTIVE").equalsIgnoreCase("ACTIVE")
        && date("expiry_date").map(expiry -> !expiry.isBefore(today)).orElse(true);
  }

  /** The one email address marked as preferred, of those that are an {@link EmailAddress}. */
  public Optional<String> preferredEmail() {
    List<String> preferred =
        StreamSupport.stream(get(CONTACT_INFO).path("email").spliterator(), false)
            .filter(email -> email.path("preferred").asBoolean())
            .map(email -> email.path("email_address").asText("").strip())
            .filter(address -> EmailAddress.of(address).isPresent())
            .toList();
    return preferred.size() == 1 ? Optional.of(preferred.get(0)) : Optional.empty();
  }

  /** Nothing personal, so that a user in a message or a log gives nobody away. */
  @Override
  public String toString() {
    return "user record of " + record.size() + " fields";
  }
}
