package org.rollcall.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import org.junit.jupiter.api.Test;
import org.rollcall.Given;
import org.rollcall.change.RandomChanges;
import org.rollcall.change.RandomRecords;
import org.rollcall.job.JobFixture;
import org.rollcall.update.UndoFixture.Done;
import org.rollcall.update.UndoFixture.Options;
import org.rollcall.user.AlmaFields;
import org.rollcall.user.PrimaryId;
import org.rollcall.user.User;
import org.rollcall.user.state.RollcallState;
import org.rollcall.user.store.StoredUser;

/**
 * A write depends on the fields that its decision has read (D-184). Another program edits one field
 * of a record between the read and the write: if the decision has not read the field, it is the
 * same for the edited record. Random users and jobs, the same in each run.
 */
class ReadFieldsTest {

  private static final int CASES = 400;

  private static final RollcallState UNTOUCHED = RollcallState.initial(PrimaryId.of("s1"));

  private static final List<String> QUERIES =
      List.of(
          "user_group.value = 'UG'",
          "status.value = 'ACTIVE' and $exists(campus_code)",
          "$count(user_note) > 0 or $exists(nickname)",
          "'UG' in **.value",
          "$count($keys($)) > 12",
          "expiry_date < '2027-01-01'");

  /** Fields whose omission from the conditions must be noticed by {@link #differences}. */
  private static final List<String> SIGNIFICANT =
      List.of(
          "account_type",
          "campus_code",
          "contact_info",
          "expiry_date",
          "external_id",
          "library_notice",
          "nickname",
          "preferred_language",
          "purge_date",
          "rs_library",
          "status",
          "user_block",
          "user_group",
          "user_note",
          "user_role",
          "user_statistic");

  /** A user, a job, and the values that another program writes. */
  private record Case(StoredUser user, UserUpdate job, ObjectNode edits) {

    static Case of(int seed) {
      Random random = new Random(seed);
      ObjectNode changes = Given.object(next(new RandomChanges().get(), random));
      if (random.nextBoolean()) {
        String query = QUERIES.get(random.nextInt(QUERIES.size()));
        ((ObjectNode) changes.elements().next()).put("when", query);
      }
      Optional<String> letter =
          Optional.of(List.of("ACCOUNT_UPDATED", "NOTIFY_PASSWORD_CHANGE", "Loans"))
              .filter(types -> random.nextBoolean())
              .map(types -> types.get(random.nextInt(types.size())));
      boolean respectsOptOut = random.nextBoolean();
      return new Case(
          stored(next(new RandomRecords().get(), random)),
          JobFixture.update(
              JobFixture.job(
                  Optional.of(changes.toString()),
                  letter,
                  respectsOptOut,
                  random.nextInt(3) > 0,
                  random.nextBoolean())),
          editsOf(random));
    }
  }

  private static String next(Arbitrary<String> values, Random random) {
    return values.generator(1000).next(random).value();
  }

  private static StoredUser stored(String record) {
    return new StoredUser(Given.user(record), UNTOUCHED);
  }

  private static ObjectNode editsOf(Random random) {
    ObjectNode edits = Given.object(next(new RandomRecords().get(), random));
    edits.put("nickname", "Ada");
    edits.put("preferred_language", "fr");
    return edits;
  }

  /** The fields that another program may write: those that have a value now or then. */
  private static Set<String> fields(User user, ObjectNode edits) {
    Set<String> fields = new LinkedHashSet<>(AlmaFields.IN_ORDER);
    user.record().fieldNames().forEachRemaining(fields::add);
    edits.fieldNames().forEachRemaining(fields::add);
    fields.remove("primary_id");
    return fields;
  }

  private static User edited(User user, String field, ObjectNode edits) {
    JsonNode value = edits.path(field);
    if (value.isMissingNode()) {
      return user.get(field).isMissingNode()
          ? user.with(field, TextNode.valueOf("x"))
          : user.without(field);
    }
    return user.with(field, value);
  }

  /**
   * The fields whose edit changes the decision about a user.
   *
   * @param unread receives those of them that the decision has not read
   */
  private static Set<String> differences(
      StoredUser user, Function<StoredUser, Decision> job, ObjectNode edits, Set<String> unread) {
    StoredUser read = user.withRecordedReads();
    Decision decision = job.apply(read);
    Set<String> differences = new TreeSet<>();
    if (decision.write().isEmpty()) {
      return differences;
    }
    User after = decision.write().get().user();
    Set<String> conditions = new TreeSet<>(read.user().readFields());
    boolean hasReadAll = conditions.containsAll(AlmaFields.IN_ORDER);
    for (String field : fields(user.user(), edits)) {
      User edit = edited(user.user(), field, edits);
      Decision other = job.apply(new StoredUser(edit, user.state()));
      boolean isSame =
          decision.outcome().equals(other.outcome())
              && other
                  .write()
                  .filter(write -> write.state().equals(decision.write().get().state()))
                  .filter(write -> write.user().equals(edited(after, field, edits)))
                  .isPresent();
      if (!isSame) {
        differences.add(field);
        // DynamoDB has no condition that an item has no other attributes.
        if (!conditions.contains(field) && !hasReadAll) {
          unread.add(field);
        }
      }
    }
    return differences;
  }

  @Example
  void editOfAFieldThatTheDecisionHasNotRead_shouldNotChangeTheDecision() {
    Set<String> noticed = new TreeSet<>();
    for (int seed = 0; seed < CASES; seed++) {
      Case random = Case.of(seed);
      Set<String> unread = new TreeSet<>();
      noticed.addAll(differences(random.user(), random.job()::decide, random.edits(), unread));
      assertThat(unread).as("unread fields that matter, seed %d", seed).isEmpty();
    }
    // If the conditions omitted one of these fields, this test would fail.
    assertThat(noticed).containsAll(SIGNIFICANT);
  }

  @Example
  void editOfAFieldThatAnUndoHasNotRead_shouldNotChangeTheUndo() {
    Options options = Options.NONE.withStaff().asAdministrator();
    Set<String> noticed = new TreeSet<>();
    for (int seed = 0; seed < CASES / 4; seed++) {
      Random random = new Random(seed);
      UndoFixture jobs = new UndoFixture();
      Done run =
          jobs.run(
              stored(next(new RandomRecords().get(), random)),
              next(new RandomChanges().get(), random),
              options.withLetter("NOTIFY_PASSWORD_CHANGE"));
      Set<String> unread = new TreeSet<>();
      noticed.addAll(
          differences(run.after(), now -> undo(run, now, options), editsOf(random), unread));
      assertThat(unread).as("unread fields that matter, seed %d", seed).isEmpty();
    }
    assertThat(noticed).contains("account_type", "expiry_date", "user_note", "user_role");
  }

  private static Decision undo(Done run, StoredUser now, Options options) {
    UndoFixture jobs = new UndoFixture();
    jobs.run(run.before(), UserUpdateFixture.ALUMNI);
    Done undo = jobs.undo(run, now, options);
    return new Decision(
        undo.outcome(), Optional.of(undo.after()).filter(after -> !after.equals(now)));
  }

  @Test
  void usualJob_shouldReadFewFields() {
    UserUpdate job =
        UserUpdateFixture.updateWith("{expiry_date: {extend_by: 'P1Y'}}", "ACCOUNT_UPDATED");
    StoredUser read =
        UserUpdateFixture.external(UserUpdateFixture.EMAIL + ", expiry_date: '2027-06-30'")
            .withRecordedReads();

    assertThat(job.decide(read).write()).isPresent();
    assertThat(new ArrayList<>(read.user().readFields()))
        .containsExactlyInAnyOrder(
            "primary_id",
            "account_type",
            "contact_info",
            "expiry_date",
            "preferred_language",
            "user_role");
  }

  @Test
  void jobWithoutALetter_shouldNotReadTheAddresses() {
    StoredUser read =
        UserUpdateFixture.internal(UserUpdateFixture.EMAIL + ", user_group: 'UG'")
            .withRecordedReads();

    assertThat(UserUpdateFixture.updateWith(UserUpdateFixture.ALUMNI).decide(read).write())
        .isPresent();
    assertThat(new ArrayList<>(read.user().readFields()))
        .containsExactlyInAnyOrder("primary_id", "account_type", "user_group", "user_role");
  }
}
