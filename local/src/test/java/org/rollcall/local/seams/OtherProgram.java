package org.rollcall.local.seams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.change.ChangeContext;
import org.rollcall.change.ChangeRefusedException;
import org.rollcall.job.Job;
import org.rollcall.json.Json;
import org.rollcall.query.QueryTime;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.BrokenRecordException;
import org.rollcall.user.Role;
import org.rollcall.user.User;
import org.rollcall.user.state.LastChange;
import org.rollcall.user.store.StoredUser;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Another program that edits single fields of users and does not know Rollcall. It also checks each
 * write of a job: its decision must hold for the record that it changes, even if that was edited
 * after the job had read it (D-184).
 */
final class OtherProgram {

  private static final JsonNode NOTES = json("[{\"note_type\": \"OTHER\", \"note_text\": \"x\"}]");

  /** Values of the fields that jobs read. Other fields get a text. */
  private static final Map<String, List<JsonNode>> VALUES =
      Map.of(
          "account_type", List.of(text("INTERNAL")),
          "user_role", List.of(roles("50"), roles("200"), json("[]")),
          "expiry_date", List.of(text("2029-01-15Z"), text("2020-02-29Z")),
          "user_note", List.of(NOTES, json("[]")),
          "status", List.of(text("INACTIVE")));

  /** Letters go to the address, and sets select by the group. */
  private static final Set<String> UNTOUCHED = Set.of("primary_id", "contact_info", "user_group");

  private final InMemoryAws aws;
  private final List<String> fields = new ArrayList<>(AlmaFields.IN_ORDER);
  private final Map<String, Integer> edits = new HashMap<>();

  /** How many edits a user had when an invocation read it. */
  private final Map<String, Integer> editsAtRead = new HashMap<>();

  /** What the records of edited users must be now. */
  private final Map<String, ObjectNode> expected = new HashMap<>();

  private final List<String> violations = new ArrayList<>();
  private final Set<String> situations = new TreeSet<>();
  private Optional<StoredUser> beforeWrite = Optional.empty();

  OtherProgram(InMemoryAws aws) {
    this.aws = aws;
    fields.removeAll(UNTOUCHED);
    // Half of the edits are of fields that jobs read.
    while (fields.size() < 2 * AlmaFields.IN_ORDER.size()) {
      fields.addAll(new TreeSet<>(VALUES.keySet()));
    }
    fields.add("nickname");
  }

  private static JsonNode json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  private static JsonNode roles(String type) {
    return json("[{\"role_type\": \"%s\", \"status\": \"ACTIVE\"}]".formatted(type));
  }

  /** Edits random fields of some users, each between two calls of AWS. */
  void edit(List<String> ids, int count, Random random) {
    for (int i = 0; i < count; i++) {
      aws.interleavings().sleep(aws.schedule().latency());
      String id = ids.get(random.nextInt(ids.size()));
      Optional<StoredUser> user = aws.users().find(id);
      if (user.isPresent()) {
        String field = fields.get(random.nextInt(fields.size()));
        List<JsonNode> values = VALUES.getOrDefault(field, List.of(text("edit " + i)));
        JsonNode value = values.get(random.nextInt(values.size()));
        aws.schedule().log("edit of " + field + " of " + id);
        aws.users().set(id, field, value);
        edits.merge(id, 1, Integer::sum);
        expected.computeIfAbsent(id, unedited -> user.get().user().record()).set(field, value);
      }
    }
  }

  boolean hasEdited(String id) {
    return edits.containsKey(id);
  }

  Set<String> situations() {
    return situations;
  }

  /** Notes what the users are like before a request of a function is processed. */
  void beginRequest(AwsCall call, InMemoryService.Request request) {
    if (request.origin() instanceof BatchGetItemRequest read) {
      read.requestItems()
          .values()
          .forEach(
              keys ->
                  keys.keys()
                      .forEach(
                          key -> {
                            String id = InMemoryUsersTable.keyOf(key);
                            editsAtRead.put(reader(call, id), edits.getOrDefault(id, 0));
                          }));
    }
    beforeWrite =
        !edits.isEmpty()
                && request.origin() instanceof UpdateItemRequest update
                && update.tableName().equals(InMemoryUsersTable.TABLE)
            ? aws.users().find(InMemoryUsersTable.keyOf(update.key()))
            : Optional.empty();
  }

  private static String reader(AwsCall call, String id) {
    return call.invocation() + " " + id;
  }

  /** Checks a write of a function. */
  void endRequest(AwsCall call, boolean isWritten) {
    if (beforeWrite.isEmpty()) {
      return;
    }
    StoredUser before = beforeWrite.get();
    String id = before.user().primaryId().key();
    StoredUser after = aws.users().find(id).orElseThrow();
    if (!edits.getOrDefault(id, 0).equals(editsAtRead.getOrDefault(reader(call, id), 0))) {
      situations.add(isWritten ? "write beside an edit" : "write refused after an edit");
    }
    if (!before.user().equals(after.user())) {
      Optional<String> violation = violation(before, after);
      violation.ifPresent(found -> violations.add(call + " of " + id + ": " + found));
      if (hasEdited(id)) {
        expected.put(id, after.user().record().deepCopy());
      }
    }
  }

  /** Why a job may not make this change to a record. */
  private Optional<String> violation(StoredUser before, StoredUser after) {
    LastChange change = after.state().lastChange().orElseThrow();
    // Not through a client, whose calls other tasks can interrupt.
    String key = "jobs/" + change.page().job().jobId() + "/job.json";
    Job job = Json.read(aws.objects().find(key).orElseThrow(), Job.class);
    if (before.user().roles().map(Role::type).anyMatch(Role.STAFF_ROLES::contains)) {
      return Optional.of("a staff record is changed");
    }
    User decided = changed(job, before.user(), change.at());
    return decided.equals(after.user())
        ? Optional.empty()
        : Optional.of(decided.record() + " is decided, but written is " + after.user().record());
  }

  /** A user after the changes of a job that started at a time. */
  static User changed(Job job, User user, Instant started) {
    Instant now =
        job.execution().confirmation().isPresent() ? job.execution().basis().now() : started;
    try {
      return job.request()
          .readChanges()
          .apply(
              user,
              new ChangeContext(
                  job.execution().basis().signer(),
                  new QueryTime(now, job.request().day()),
                  job.request().institution()));
    } catch (ChangeRefusedException | BrokenRecordException e) {
      throw new AssertionError("a user cannot be changed", e);
    }
  }

  /** All writes followed from the records that they changed, and no edit is lost. */
  void checkEnd() {
    assertThat(violations).as("writes that do not follow from the record").isEmpty();
    expected.forEach(
        (id, record) ->
            assertThat(aws.users().find(id).orElseThrow().user().record())
                .as("record of %s, which was edited", id)
                .isEqualTo(record));
  }
}
