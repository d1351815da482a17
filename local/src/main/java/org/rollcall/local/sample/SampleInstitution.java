package org.rollcall.local.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The made-up Rillcombe University Library: 1,400 users, a few sets of them, and the tables of its
 * codes, generated the same to the byte every time. {@code docs/sample-institution.md} says who is
 * there.
 */
public final class SampleInstitution {

  private SampleInstitution() {}

  /**
   * Every user, once, in Alma's REST JSON: the 40 members of staff (among them the operators {@code
   * mlibrarian} and {@code uadmin}), then 1,150 external students, then 210 internal members of the
   * public.
   *
   * @return a lazy stream of records that belong to the caller
   */
  public static Stream<ObjectNode> users() {
    return Stream.of(
            Staff.all(),
            IntStream.range(0, Student.COUNT).mapToObj(number -> new Student(number).toJson()),
            IntStream.range(0, Member.COUNT).mapToObj(number -> new Member(number).toJson()))
        .flatMap(users -> users);
  }

  /**
   * What the institution keeps in the bucket beside the stock letters: its sets and its code
   * tables.
   *
   * @return content by key ({@code sets/NAME.csv}, {@code .txt}, {@code .xlsx} or {@code .json},
   *     and {@code codes/TABLE.json})
   */
  public static Map<String, byte[]> objects() {
    Map<String, byte[]> objects = new LinkedHashMap<>(SampleSets.all());
    objects.putAll(SampleCodes.all());
    return objects;
  }
}
