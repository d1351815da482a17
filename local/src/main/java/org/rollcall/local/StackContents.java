package org.rollcall.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.rollcall.aws.Bucket;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.local.admin.UserAdministration;
import org.rollcall.local.sample.SampleInstitution;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.store.UserTable;

/** The initial contents of a stack: the stock letters and the sample institution. */
public final class StackContents {

  /** The primary IDs of a User Manager and of a User Administrator of the sample institution. */
  public static final List<String> SAMPLE_OPERATORS = SampleInstitution.OPERATORS;

  private static final String INSTITUTION = "institution.json";

  private StackContents() {}

  /**
   * Puts the stock letters and {@code institution.json} into a bucket. Does not overwrite existing
   * objects.
   *
   * @param home the repository, which contains the stock letters
   * @param timeZone the {@code time_zone} of {@code institution.json}
   * @return the keys of the objects that were created
   */
  public static List<String> putStockFiles(Path home, Bucket bucket, ZoneId timeZone) {
    Path folder = home.resolve("letters");
    Set<String> present = new HashSet<>(bucket.list("letters/"));
    present.addAll(bucket.list(INSTITUTION));
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
        byte[] content = Files.readAllBytes(file);
        bucket.put(
            key,
            key.equals(INSTITUTION) ? withTimeZone(content, timeZone) : content,
            "application/octet-stream");
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the time zone at the end, and keeps the form of the file, which people edit. */
  private static byte[] withTimeZone(byte[] institution, ZoneId timeZone) {
    String text = new String(institution, UTF_8).stripTrailing();
    String fields = text.substring(0, text.length() - 1).stripTrailing();
    return (fields + ",\n  \"time_zone\": \"" + timeZone + "\"\n}\n").getBytes(UTF_8);
  }

  /**
   * Loads the users, sets and code tables of the sample institution. Overwrites existing users and
   * objects.
   *
   * @param mapAddress maps the e-mail addresses of the users
   * @return how many users were loaded
   */
  public static int loadSample(
      UserAdministration administration, Bucket bucket, UnaryOperator<String> mapAddress) {
    return load(administration, bucket, mapAddress, key -> true, user -> true);
  }

  /**
   * Loads the users, sets and code tables of the sample institution that do not exist yet.
   *
   * @param mapAddress maps the e-mail addresses of the users
   * @return how many users were loaded
   */
  public static int loadMissingSample(
      UserTable table,
      UserAdministration administration,
      Bucket bucket,
      UnaryOperator<String> mapAddress) {
    Set<String> keys = new HashSet<>(bucket.list(""));
    Set<PrimaryId> users = idsOf(table);
    return load(
        administration,
        bucket,
        mapAddress,
        key -> !keys.contains(key),
        user -> !users.contains(user.primaryId()));
  }

  private static int load(
      UserAdministration administration,
      Bucket bucket,
      UnaryOperator<String> mapAddress,
      Predicate<String> isKeyWanted,
      Predicate<User> isUserWanted) {
    SampleInstitution.objects().entrySet().stream()
        .filter(object -> isKeyWanted.test(object.getKey()))
        .forEach(
            object -> bucket.put(object.getKey(), object.getValue(), "application/octet-stream"));
    List<User> all =
        SampleInstitution.users()
            .map(record -> withMappedAddresses(record, mapAddress))
            .map(RecordIntake::take)
            .filter(isUserWanted)
            .toList();
    for (int start = 0; start < all.size(); start += UserAdministration.MAX_BATCH_USERS) {
      administration.load(
          all.subList(start, Math.min(start + UserAdministration.MAX_BATCH_USERS, all.size())));
    }
    return all.size();
  }

  /** Whether a table contains users who do not belong to the sample institution. */
  public static boolean hasUsersOutsideSample(UserTable table) {
    Set<PrimaryId> users = idsOf(table);
    SampleInstitution.users()
        .map(record -> PrimaryId.of(record.path("primary_id").asText()))
        .forEach(users::remove);
    return !users.isEmpty();
  }

  private static Set<PrimaryId> idsOf(UserTable table) {
    Set<PrimaryId> ids = new HashSet<>();
    table.forEach(stored -> ids.add(stored.user().primaryId()));
    return ids;
  }

  private static ObjectNode withMappedAddresses(
      ObjectNode record, UnaryOperator<String> mapAddress) {
    for (JsonNode email : record.at("/contact_info/email")) {
      String address = email.path("email_address").asText();
      ((ObjectNode) email).put("email_address", mapAddress.apply(address));
    }
    return record;
  }
}
