package org.rollcall.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The code tables of the sample institution, with the table names of Alma. The codes are fictitious
 * and are not a reference of Alma's codes, except those of roles.
 */
final class SampleCodes {

  private SampleCodes() {}

  /** The contents of all tables by key in the bucket, sorted by name. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> objects = new TreeMap<>();
    Stream.of(people(), work(), contact(), library())
        .forEach(tables -> tables.forEach((name, codes) -> objects.put(key(name), json(codes))));
    return objects;
  }

  /** Tables for the fields of a person. */
  private static Map<String, List<Code>> people() {
    return Map.of(
        "AddNewUserOptions",
        List.of(Code.PUBLIC, Code.STAFF_RECORD, new Code("CONTACT", "Contact")),
        "UserGroups",
        List.of(
            Code.UNDERGRADUATE,
            Code.POSTGRADUATE,
            Code.DOCTORAL,
            Code.ALUMNI,
            Code.RESIDENT,
            Code.VISITOR,
            Code.STAFF,
            new Code("FACULTY", "Faculty")),
        "UserTitles",
        List.of(new Code("DR", "Dr"), new Code("PROF", "Professor"), new Code("REV", "Reverend")),
        "Genders",
        List.of(new Code("FEMALE", "Female"), new Code("MALE", "Male"), new Code("OTHER", "Other")),
        "UserPreferredLanguage",
        List.of(
            Community.EN,
            Community.FR,
            Community.FR_CA,
            Community.AR,
            Community.HE,
            Community.ES,
            Community.DE,
            new Code("it", "Italian"),
            new Code("ja", "Japanese"),
            new Code("pt-BR", "Portuguese (Brazil)"),
            new Code("zh", "Chinese")),
        "Campuses",
        Student.CAMPUSES,
        "UserStatCategories",
        Student.FACULTIES,
        "ContentStructureStatus",
        List.of(Code.ACTIVE, Code.INACTIVE));
  }

  /** Tables for jobs and roles. */
  private static Map<String, List<Code>> work() {
    return Map.of(
        "JobTitles",
        List.of(
            new Code("ACCESS", "Access services"),
            new Code("CATALOG", "Cataloguing"),
            new Code("SYSTEMS", "Library systems"),
            new Code("TEACHING", "Teaching staff")),
        "CatalogerLevel",
        List.of(
            Code.DEFAULT_CATALOGER_LEVEL,
            new Code("10", "[10] Cataloguer"),
            new Code("20", "[20] Senior cataloguer")),
        "HFrUserRoles.roleType",
        List.of(
            Code.PATRON,
            Code.USER_MANAGER,
            new Code("26", "General System Administrator"),
            Code.CIRCULATION_DESK_OPERATOR,
            Code.USER_ADMINISTRATOR,
            new Code("51", "Requests Operator"),
            new Code("56", "Purchasing Operator"),
            new Code("214", "Work Order Operator"),
            new Code("221", "Circulation Desk Manager"),
            new Code("299", "Circulation Desk Operator - Limited")));
  }

  /** Tables for contact information and identifiers. */
  private static Map<String, List<Code>> contact() {
    return Map.of(
        "UserEmailTypes",
        List.of(ContactEntries.PERSONAL, ContactEntries.SCHOOL, ContactEntries.WORK),
        "UserAddressTypes",
        List.of(ContactEntries.HOME, ContactEntries.SCHOOL, ContactEntries.WORK),
        "UserPhoneTypes",
        List.of(ContactEntries.HOME, ContactEntries.MOBILE, new Code("office", "Office")),
        "UserIdentifierTypes",
        List.of(Code.BARCODE, Code.INSTITUTION_ID, Code.AWS_PRINCIPAL));
  }

  /** Tables for blocks, notes and notices. */
  private static Map<String, List<Code>> library() {
    return Map.of(
        "UserBlockTypes",
        List.of(Code.GENERAL_BLOCK, Code.LOAN_BLOCK),
        "UserBlockDescription",
        List.of(
            Code.ADDRESS_UNCONFIRMED,
            new Code("02-GLOBAL", "Blocked in all libraries"),
            Code.OVERDUE,
            new Code("04-LOST", "Lost item"),
            new Code("05-FEES", "Unpaid fees")),
        "NoteTypes",
        List.of(
            Code.GENERAL_NOTE,
            Code.ADDRESS_NOTE,
            new Code("BARCODE", "Barcode"),
            new Code("CIRCULATION", "Circulation"),
            new Code("LIBRARY", "Library"),
            new Code("OTHER", "Other"),
            new Code("REGISTRAR", "Registrar")),
        "LibraryNoticesOptInDisplay",
        List.of(
            Code.BORROWING_ACTIVITY,
            new Code("FulLoanReceiptLetter", "Loan Receipt"),
            new Code("FulReturnReceiptLetter", "Return Receipt"),
            new Code("UserNotificationsLetter", "User Notifications"),
            new Code("ACCOUNT_UPDATED", "Your account was updated")));
  }

  private static String key(String table) {
    return "codes/" + table + ".json";
  }

  private static byte[] json(List<Code> codes) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    codes.forEach(code -> table.put(code.value(), code.desc()));
    return (table.toPrettyString() + "\n").getBytes(UTF_8);
  }
}
