package org.rollcall.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.sample.SampleInstitution;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.UserTable;

/** What a new stack is filled with: the stock letters, and the sample institution. */
public final class StackContents {

  private final Path folder;

  /**
   * @param home the repository, which has the stock letters
   */
  public StackContents(Path home) {
    folder = requireNonNull(home, "home is null").resolve("letters");
  }

  /**
   * Puts the stock letters and {@code institution.json} into a bucket, but for those that are there
   * already, whatever they hold.
   *
   * @return the keys of those that were put
   */
  public List<String> putStockFiles(Bucket bucket) {
    Set<String> present = new HashSet<>(bucket.list("letters/"));
    present.addAll(bucket.list("institution.json"));
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> keys =
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .map(name -> name.contains("/") ? "letters/" + name : name)
              .filter(key -> !present.contains(key))
              .sorted()
              .toList();
      for (String key : keys) {
        Path file = folder.resolve(key.replaceFirst("^letters/", ""));
        bucket.put(key, Files.readAllBytes(file), "application/octet-stream");
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Loads the sample institution: its users, sets and code tables, over whatever is there.
   *
   * @param address what becomes of its people's e-mail addresses
   * @return how many users were loaded
   */
  public static int loadSample(UserTable table, Bucket bucket, UnaryOperator<String> address) {
    return load(table, bucket, address, key -> true, user -> true);
  }

  /** The same, but for what is there already, whatever it holds. */
  public static int loadRestOfSample(
      UserTable table, Bucket bucket, UnaryOperator<String> address) {
    Set<String> keys = new HashSet<>(bucket.list(""));
    Set<PrimaryId> users = new HashSet<>();
    table.forEach(stored -> users.add(stored.user().primaryId()));
    return load(
        table,
        bucket,
        address,
        key -> !keys.contains(key),
        user -> !users.contains(user.primaryId()));
  }

  private static int load(
      UserTable table,
      Bucket bucket,
      UnaryOperator<String> address,
      Predicate<String> keys,
      Predicate<User> users) {
    SampleInstitution.objects().entrySet().stream()
        .filter(object -> keys.test(object.getKey()))
        .forEach(
            object -> bucket.put(object.getKey(), object.getValue(), "application/octet-stream"));
    List<User> all =
        SampleInstitution.users()
            .map(record -> addressed(record, address))
            .map(RecordIntake::take)
            .filter(users)
            .toList();
    for (int start = 0; start < all.size(); start += UserTable.LOAD_BATCH) {
      table.load(all.subList(start, Math.min(start + UserTable.LOAD_BATCH, all.size())));
    }
    return all.size();
  }

  /** Whether a table has anybody who is not of the sample institution. */
  public static boolean hasOthersThanSample(UserTable table) {
    Set<PrimaryId> sample =
        SampleInstitution.users()
            .map(record -> PrimaryId.of(record.path("primary_id").asText()))
            .collect(Collectors.toSet());
    AtomicBoolean hasOthers = new AtomicBoolean();
    table.forEach(
        stored -> {
          if (!sample.contains(stored.user().primaryId())) {
            hasOthers.set(true);
          }
        });
    return hasOthers.get();
  }

  private static ObjectNode addressed(ObjectNode record, UnaryOperator<String> address) {
    for (JsonNode email : record.at("/contact_info/email")) {
      String before = email.path("email_address").asText();
      ((ObjectNode) email).put("email_address", address.apply(before));
    }
    return record;
  }
}
