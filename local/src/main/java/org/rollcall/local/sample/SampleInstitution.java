package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollcall.json.Json;
import org.rollcall.time.SystemClock;

/**
 * The fictitious Rillcombe University Library: 1,400 users, several sets and the code tables. The
 * data is identical each time, byte for byte, except that expiry and purge dates depend on the
 * month. {@code docs/sample-institution.md} describes the users.
 */
public final class SampleInstitution {

  /** The primary IDs of a User Manager and of a User Administrator. */
  public static final List<String> OPERATORS = List.of("mlibrarian", "uadmin");

  private SampleInstitution() {}

  /**
   * All users in Alma's REST JSON: 40 members of staff (including the operators {@code mlibrarian}
   * and {@code uadmin}), 1,150 external students and 210 internal members of the public.
   *
   * @return a lazy stream of records, which the caller may modify
   */
  public static Stream<ObjectNode> users() {
    return users(LocalDate.now(SystemClock.INSTANCE));
  }

  /** All users as on a day. */
  static Stream<ObjectNode> users(LocalDate today) {
    DateShift dates = DateShift.of(today);
    return Stream.of(
            Staff.all(),
            IntStream.range(0, Student.COUNT).mapToObj(number -> new Student(number).toJson(dates)),
            IntStream.range(0, PublicUser.COUNT)
                .mapToObj(number -> new PublicUser(number).toJson(dates)))
        .flatMap(users -> users);
  }

  /**
   * The objects in the bucket, except the stock letters: sets and code tables.
   *
   * @return the contents by key ({@code sets/NAME.csv}, {@code .txt}, {@code .xlsx} or {@code
   *     .json}, and {@code codes/TABLE.json})
   */
  public static Map<String, byte[]> objects() {
    Map<String, byte[]> objects = new LinkedHashMap<>(SampleSets.all());
    SampleData.CODES.forEach(
        (table, codes) -> objects.put("codes/" + table + ".json", Json.pretty(codes)));
    return objects;
  }
}
