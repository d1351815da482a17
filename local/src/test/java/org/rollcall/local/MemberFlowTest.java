package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.Given;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The results of members in reports. */
class MemberFlowTest {

  @TempDir static Path folder;
  @AutoClose static TestLibrary library;

  @BeforeAll
  static void open() {
    library = TestLibrary.empty(folder);
  }

  @Test
  void unknownId_shouldBeNotFoundWithoutAffectingOthers() {
    library.load(Patron.external("tom"));

    EndedJob job = library.run(toAlumni("'ghost', 'tom', 'wraith'"));

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.users().keySet()).containsExactly("ghost", "tom", "wraith");
    assertThat(job.result("ghost")).isEqualTo("NOT_FOUND");
    assertThat(job.result("wraith")).isEqualTo("NOT_FOUND");
    assertThat(job.result("tom")).isEqualTo("UPDATED");
    assertThat(job.cell("tom", "changes")).isEqualTo("user_group: UG -> ALUMNI");
    assertThat(job.count("not_found")).isEqualTo(2);
    assertThat(library.users()).doesNotContainKeys("ghost", "wraith");
  }

  @Test
  void brokenRecord_shouldFailAloneAndBeUnchanged() {
    library.load(
        Patron.external("una").without("account_type"),
        Patron.external("ugo").withJson("user_role", "'many'"),
        Patron.external("uwe"));
    StoredUser una = library.stored("una");

    EndedJob job = library.run(toAlumni("'una', 'ugo', 'uwe'"));

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.result("una")).isEqualTo("FAILED");
    assertThat(job.reason("una")).isEqualTo("BROKEN_RECORD");
    assertThat(job.reason("ugo")).isEqualTo("BROKEN_RECORD");
    assertThat(job.result("uwe")).isEqualTo("UPDATED");
    assertThat(job.failed()).containsExactlyInAnyOrder("una", "ugo");
    assertThat(library.stored("una")).isEqualTo(una);
  }

  @Test
  void damagedState_shouldFailAloneAndBeRepairedByALoad() {
    library.load(Patron.external("uta"), Patron.external("uli"));
    library
        .wiring()
        .dynamoDb()
        .updateItem(
            request ->
                request
                    .tableName(library.wiring().settings().tableName())
                    .key(Map.of("primary_id", AttributeValue.fromS("uta")))
                    .updateExpression("SET rollcall = :odd")
                    .expressionAttributeValues(Map.of(":odd", AttributeValue.fromS("odd"))));

    EndedJob job = library.run(toAlumni("'uta', 'uli'"));

    assertThat(job.reason("uta")).isEqualTo("BROKEN_RECORD");
    assertThat(job.result("uli")).isEqualTo("UPDATED");

    library.load(Patron.external("uta"));

    assertThat(library.run(toAlumni("'uta'")).result("uta")).isEqualTo("UPDATED");
  }

  @Test
  void recordWithAFailingSetQuery_shouldFailAlone() {
    library.load(
        Patron.external("vera").with("pin_number", "7"),
        Patron.external("vic").with("pin_number", "seven"),
        Patron.external("val").with("pin_number", "2"));
    library.put(
        "sets/high-pins.json", "{\"type\": \"LOGICAL\", \"query\": \"$number(pin_number) > 5\"}");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': 'high-pins', 'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_FAILED");
    assertThat(job.users().keySet()).containsExactlyInAnyOrder("vera", "vic");
    assertThat(job.result("vera")).isEqualTo("UPDATED");
    assertThat(job.result("vic")).isEqualTo("FAILED");
    assertThat(job.reason("vic")).isEqualTo("SET_QUERY_FAILED");
    assertThat(job.report().path("set").path("members").intValue()).isEqualTo(2);
    assertThat(job.failed()).containsExactly("vic");
  }

  @Test
  void idsInAnotherLetterCase_shouldBeOneMember() {
    library.load(Patron.external("Wanda.W"));
    library.put("sets/wandas.csv", "\uFEFFUSERNAME;remark\r\nwanda.w;\r\n\r\nWANDA.W;again\r\n");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': 'wandas', 'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(job.count("members")).isEqualTo(1);
    assertThat(job.users().keySet()).containsExactly("Wanda.W");
    assertThat(job.result("Wanda.W")).isEqualTo("UPDATED");
    assertThat(job.report().path("set").path("duplicates").intValue()).isEqualTo(1);
    assertThat(job.report().path("set").path("ignored").toString()).contains("column remark");
  }

  @Test
  void barcodes_shouldMatchUsersOrBeReported() {
    library.load(
        Patron.external("xena").withJson("user_identifier", barcode("0017")),
        Patron.external("xavi").withJson("user_identifier", barcode("0018")),
        Patron.external("xiu").withJson("user_identifier", barcode("0018")),
        Patron.external("0019"));
    library.put("sets/cards.csv", "Desk;Barcode\r\nA;0019\r\nA;0018\r\nA;0017\r\nB;0017\r\n;\r\n");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': 'cards', 'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.users().keySet()).containsExactly("BARCODE 0019", "BARCODE 0018", "xena");
    assertThat(job.result("xena")).isEqualTo("UPDATED");
    assertThat(job.result("BARCODE 0018")).isEqualTo("NOT_FOUND");
    assertThat(job.reason("BARCODE 0018")).isEqualTo("AMBIGUOUS_IDENTIFIER");
    assertThat(job.reason("BARCODE 0019")).isEqualTo("NOT_FOUND");
    assertThat(library.stored("0019").user().code("user_group")).contains("UG");
    assertThat(job.count("members")).isEqualTo(3);
    assertThat(job.count("not_found")).isEqualTo(2);
    assertThat(job.report().path("set").path("members").intValue()).isEqualTo(3);
    assertThat(job.report().path("set").path("duplicates").intValue()).isEqualTo(1);
  }

  private static String barcode(String value) {
    return "[{'id_type': {'value': 'BARCODE'}, 'value': '" + value + "', 'status': 'ACTIVE'}]";
  }

  @Test
  void combinedSet_shouldCombineOtherSets() {
    library.load(Patron.external("zed"), Patron.external("zoe"), Patron.external("zak"));
    library.put("sets/zs.csv", "primary_id\nzed\nzoe\nzak\n");
    library.put("sets/not-zak.txt", "USERNAME\nZAK\n");
    library.put(
        "sets/some-zs.json",
        "{\"type\": \"COMBINED\", \"all_of\": [\"zs\"], \"none_of\": [\"not-zak\"]}");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': 'some-zs', 'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(job.users().keySet()).containsExactly("zed", "zoe");
    assertThat(library.stored("zak").user().code("user_group")).contains("UG");
  }

  @Test
  void emptySet_shouldChangeNoUser() {
    library.put("sets/nobody.txt", "primary_id\n");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': 'nobody', 'changes': {'user_group': {'value': 'ALUMNI'}}}
            """);

    assertThat(job.execution().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(job.status()).isEqualTo("COMPLETED_NO_BULKS");
    assertThat(job.count("members")).isZero();
    assertThat(job.users()).isEmpty();
  }

  @Test
  void operatorsOwnRecord_shouldBeSkippedEvenWithStaffIncluded() {
    EndedJob job = library.run(toAlumni("'USER.manager'", true));

    assertThat(job.status()).isEqualTo("COMPLETED_WARNING");
    assertThat(job.reason(TestLibrary.MANAGER)).isEqualTo("OWN_RECORD");
    assertThat(library.stored(TestLibrary.MANAGER).user().code("user_group")).contains("UG");
  }

  @Test
  void staff_shouldBeSkippedUnlessTheJobIncludesThem() {
    library.load(Patron.withRole("21", "x.ray"), Patron.withRole("200", "x.mas"));

    EndedJob without = library.run(toAlumni("'x.ray', 'x.mas'"));

    assertThat(without.result("x.ray")).isEqualTo("SKIPPED");
    assertThat(without.reason("x.ray")).isEqualTo("STAFF_RECORD");
    assertThat(without.result("x.mas")).isEqualTo("UPDATED");
    assertThat(without.count("skipped")).isEqualTo(1);
    assertThat(library.stored("x.ray").user().code("user_group")).contains("UG");

    EndedJob with = library.run(toAlumni("'x.ray', 'x.mas'", true));

    assertThat(with.result("x.ray")).isEqualTo("UPDATED");
    assertThat(library.stored("x.ray").user().code("user_group")).contains("ALUMNI");
  }

  @Test
  void changes_shouldBeInTheRecordAndTheOutcomes() {
    library.load(Patron.internal("yan").with("purge_date", "2028-01-01Z"));
    ObjectNode before = library.record("yan");

    EndedJob job =
        library.run(
            """
            {'initiated_by': 'user.manager', 'set': {'members': ['yan']},
             'changes': {
               'account_type': {'value': 'EXTERNAL'}, 'external_id': {'value': 'HR'},
               'user_group': {'value': 'STAFF', 'when': 'user_group.value = \\"UG\\"'},
               'status': {'value': 'INACTIVE'},
               'expiry_date': {'value': '2030-01-31', 'condition': 'IF_EMPTY'},
               'purge_date': {'clear': true},
               'roles': {'add': [{'role_type': '200', 'expiry_date': '2030-01-31'}]},
               'blocks': {'add': [{'block_description': '02-GLOBAL', 'block_note': 'Card'}]}}}
            """);

    assertThat(job.result("yan")).isEqualTo("UPDATED");
    ObjectNode after = library.record("yan");
    assertThat(after.path("account_type").path("value").asText()).isEqualTo("EXTERNAL");
    assertThat(after.path("external_id").asText()).isEqualTo("HR");
    assertThat(after.path("user_group").path("value").asText()).isEqualTo("STAFF");
    assertThat(after.path("status").path("value").asText()).isEqualTo("INACTIVE");
    assertThat(after.path("expiry_date")).isEqualTo(before.path("expiry_date"));
    assertThat(after.has("purge_date")).isFalse();
    assertThat(after.path("user_role")).hasSize(1);
    assertThat(after.path("user_block")).hasSize(1);
    var outcome = Given.json(job.entries("outcomes/000001.jsonl").get(0));
    assertThat(outcome.path("changes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "account_type",
            "external_id",
            "user_group",
            "status",
            "purge_date",
            "user_role",
            "user_block");
    assertThat(outcome.path("changes").path("purge_date").path("before").asText())
        .isEqualTo("2028-01-01Z");
    assertThat(outcome.path("changes").path("external_id").path("after").asText()).isEqualTo("HR");
  }

  private static String toAlumni(String members) {
    return toAlumni(members, false);
  }

  private static String toAlumni(String members, boolean includeStaff) {
    return """
        {'initiated_by': 'user.manager', 'set': {'members': [%s]},
         'changes': {'user_group': {'value': 'ALUMNI'}}, 'limits': {'include_staff': %s}}
        """
        .formatted(members, includeStaff);
  }
}
