package org.rollcall.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sets of the sample institution, in the formats that librarians use. */
final class SampleSets {

  private SampleSets() {}

  /** The contents of all sets by key in the bucket. */
  static Map<String, byte[]> all() {
    Map<String, String> sets = new LinkedHashMap<>();
    sets.put("sets/graduating-patrons.csv", table("USERNAME", graduating(), "\r\n"));
    sets.put("sets/all-students.csv", table("USERNAME", sorted(students()), "\r\n"));
    sets.put("sets/visiting-readers.txt", table("User name", visitors(), "\n"));
    sets.put("sets/doctoral-candidates.json", doctoralCandidates());
    sets.put("sets/expired-undergraduates.json", expiredUndergraduates());
    sets.put("sets/without-preferred-email.json", withoutPreferredEmail());
    sets.put("sets/returned-cards.csv", returnedCards());
    sets.put("sets/continuing-students.json", continuingStudents());
    Map<String, byte[]> objects = new LinkedHashMap<>();
    sets.forEach((key, content) -> objects.put(key, content.getBytes(UTF_8)));
    objects.put("sets/reading-room.xlsx", readingRoom());
    return objects;
  }

  /** The graduating students, sorted, and three of them a second time in capital letters. */
  private static List<String> graduating() {
    List<String> ids = new ArrayList<>(sorted(students().filter(Student::graduating)));
    ids.stream()
        .filter(id -> !id.equals(id.toUpperCase(Locale.ROOT)))
        .limit(3)
        .map(id -> id.toUpperCase(Locale.ROOT))
        .toList()
        .forEach(ids::add);
    return ids;
  }

  private static List<String> visitors() {
    return IntStream.range(0, PublicUser.COUNT)
        .mapToObj(PublicUser::new)
        .filter(member -> member.userGroup().equals("VISITOR"))
        .map(member -> member.person().primaryId())
        .toList();
  }

  private static String doctoralCandidates() {
    ObjectNode set =
        described("ITEMIZED", "Doctoral candidates", "The list of the graduate school.");
    ArrayNode members = set.putArray("members");
    sorted(students().filter(student -> student.userGroup().equals("PHD"))).forEach(members::add);
    return set.toPrettyString();
  }

  private static String expiredUndergraduates() {
    return described(
            "LOGICAL", "Expired undergraduates", "Undergraduates whose account has expired.")
        .put(
            "query",
            "account_type.value = 'EXTERNAL' and user_group.value = 'UG' and expiry_date < $today()")
        .toPrettyString();
  }

  private static String withoutPreferredEmail() {
    return described("LOGICAL", "No preferred email", "Users who cannot receive letters.")
        .put("query", "$not($exists(contact_info.email[preferred = true]))")
        .toPrettyString();
  }

  /** Barcodes of returned cards, as a spreadsheet saves them. One barcode belongs to no user. */
  private static String returnedCards() {
    Stream<String> cards =
        IntStream.range(0, 24).map(card -> card * 40).mapToObj(card -> new Student(card).barcode());
    return Stream.concat(cards, Stream.of("0099999999"))
        .map(barcode -> "MAIN;" + barcode)
        .collect(joining("\r\n", "\uFEFFDesk;Barcode\r\n", "\r\n"));
  }

  private static String continuingStudents() {
    ObjectNode set =
        described(
            "COMBINED", "Continuing students", "All students except those who leave or have left.");
    set.putArray("all_of").add("all-students");
    set.putArray("none_of").add("graduating-patrons").add("expired-undergraduates");
    return set.toPrettyString();
  }

  /** The users of the reading room: a worksheet with names, and a second one with a note. */
  private static byte[] readingRoom() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Name", "User name"));
    students()
        .filter(student -> student.number() % 25 == 9)
        .map(Student::person)
        .forEach(person -> rows.add(List.of(person.fullName(), person.primaryId())));
    return SampleWorkbook.of(rows, "Ask at the desk before you change this list.");
  }

  private static ObjectNode described(String type, String name, String description) {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    return set.put("type", type).put("name", name).put("description", description);
  }

  private static Stream<Student> students() {
    return IntStream.range(0, Student.COUNT).mapToObj(Student::new);
  }

  private static List<String> sorted(Stream<Student> students) {
    return students
        .map(student -> student.person().primaryId())
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .toList();
  }

  private static String table(String header, List<String> ids, String lineEnd) {
    return Stream.concat(Stream.of(header), ids.stream()).collect(joining(lineEnd, "", lineEnd));
  }
}
