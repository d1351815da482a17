package org.rollcall.set;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.UserPredicate;
import org.rollcall.user.UserTable;

/**
 * Who is in a job, frozen when it starts.
 *
 * @param members each once, in the set's order
 * @param duplicates how many more ids the set listed that were there already
 * @param unanswered the members of whom it could not be said whether the set's query holds
 */
public record Membership(List<PrimaryId> members, int duplicates, Set<PrimaryId> unanswered) {

  public Membership {
    members = List.copyOf(members);
    unanswered = Set.copyOf(unanswered);
  }

  /**
   * Freezes a set.
   *
   * @param users asked only where the set has a query
   */
  public static Membership of(SetDefinition set, UserTable users) {
    return set.query()
        .map(query -> ofQuery(query, users))
        .orElseGet(() -> ofIds(set.ids().stream().map(PrimaryId::of).toList()));
  }

  /** A list of ids, of which each counts once. */
  public static Membership ofIds(List<PrimaryId> ids) {
    List<PrimaryId> members = List.copyOf(new LinkedHashSet<>(ids));
    return new Membership(members, ids.size() - members.size(), Set.of());
  }

  private static Membership ofQuery(UserPredicate query, UserTable users) {
    List<PrimaryId> members = new ArrayList<>();
    Set<PrimaryId> unanswered = new LinkedHashSet<>();
    users.forEach(
        stored -> {
          PrimaryId id = stored.user().primaryId();
          try {
            if (query.test(stored.user())) {
              members.add(id);
            }
          } catch (UserPredicate.Unanswerable e) {
            members.add(id);
            unanswered.add(id);
          }
        });
    members.sort(null);
    return new Membership(members, 0, unanswered);
  }

  /**
   * SHA-256 in hexadecimal over the ids in lower case, sorted, in UTF-8, each followed by a
   * newline.
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      members.stream()
          .map(id -> (id.key() + "\n").getBytes(StandardCharsets.UTF_8))
          .sorted(Arrays::compareUnsigned)
          .forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
