package org.rollcall.cli.forget;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rollcall.aws.Bucket;
import org.rollcall.cli.stack.Stack;
import org.rollcall.code.CodeTables;
import org.rollcall.error.Faults;
import org.rollcall.set.JobSource;
import org.rollcall.set.SetDefinition;
import org.rollcall.set.SetReader;
import org.rollcall.set.SetSource;
import org.rollcall.set.UserSource;
import org.rollcall.user.CaseFolding;
import org.rollcall.user.CleanText;
import org.rollcall.user.Identifier;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.store.StoredUser;

/**
 * Where a person is named, apart from the record.
 *
 * @param names the names by which jobs know the person: the primary ID, and identifiers such as
 *     {@code BARCODE 0021}
 * @param texts the values of these names and the person's email addresses, for a search of files
 * @param sets the keys of the sets that list one of these names
 * @param unreadableSets the keys of the sets that cannot be read
 */
record PersonReferences(
    Set<PrimaryId> names, Set<String> texts, List<String> sets, List<String> unreadableSets) {

  private static final String SETS = "sets/";

  /** A shorter text would be found in files that do not name the person. */
  private static final int MIN_TEXT_LENGTH = 4;

  PersonReferences {
    names = Set.copyOf(names);
    texts = Set.copyOf(texts);
    sets = List.copyOf(sets);
    unreadableSets = List.copyOf(unreadableSets);
  }

  /**
   * Finds a person's names and sets. The record must not be deleted yet.
   *
   * @param otherNames names that are not in the record
   */
  static PersonReferences find(PrimaryId id, List<String> otherNames, Stack stack) {
    Set<PrimaryId> names = new HashSet<>(Set.of(id));
    otherNames.forEach(name -> names.add(PrimaryId.of(name)));
    Set<String> texts = new HashSet<>();
    names.forEach(name -> texts.add(withoutType(name.toString())));
    stack
        .users()
        .find(id)
        .map(StoredUser::user)
        .ifPresent(
            user -> {
              Identifier.allOf(user)
                  .map(identifier -> name(identifier.type(), identifier.value()))
                  .forEach(names::add);
              Identifier.allOf(user).map(Identifier::value).forEach(texts::add);
              for (JsonNode email : user.record().at("/contact_info/email")) {
                texts.add(email.path("email_address").asText());
              }
            });
    texts.removeIf(text -> text.length() < MIN_TEXT_LENGTH);
    UserSource users = consumer -> stack.users().forEach(stored -> consumer.accept(stored.user()));
    List<String> sets = new ArrayList<>();
    List<String> unreadableSets = new ArrayList<>();
    definitions(stack.bucket(), users)
        .forEach(
            (key, set) -> {
              if (set.isEmpty()) {
                unreadableSets.add(key);
              } else if (lists(set.get(), names)) {
                sets.add(key);
              }
            });
    return new PersonReferences(names, texts, sets, unreadableSets);
  }

  /** The value of a name such as {@code BARCODE 0021}. */
  private static String withoutType(String name) {
    return name.substring(name.indexOf(' ') + 1);
  }

  private static PrimaryId name(String type, String value) {
    return PrimaryId.of(CaseFolding.upperCase(type) + " " + CleanText.of(value));
  }

  /** The sets in the bucket, by key; empty for a set with errors. */
  private static Map<String, Optional<SetDefinition>> definitions(Bucket bucket, UserSource users) {
    CodeTables tables = CodeTables.inBucket(bucket, new Faults());
    Map<String, Optional<SetDefinition>> definitions = new TreeMap<>();
    for (String key : bucket.list(SETS)) {
      int dot = key.lastIndexOf('.');
      if (dot > SETS.length()) {
        SetSource set = new SetSource.Named(key.substring(SETS.length(), dot));
        PrimaryId noOperator = PrimaryId.of("");
        definitions.put(
            key,
            new SetReader(bucket, tables, users, JobSource.NOBODY, noOperator, new Faults())
                .read(set));
      }
    }
    return definitions;
  }

  private static boolean lists(SetDefinition set, Set<PrimaryId> names) {
    return set instanceof SetDefinition.Itemized list
        && list.ids().stream().anyMatch(id -> names.contains(name(list.idType(), id)));
  }

  private static PrimaryId name(Optional<String> idType, String id) {
    return idType.map(type -> name(type, id)).orElseGet(() -> PrimaryId.of(id));
  }
}
