package org.rollcall.local.seams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.rollcall.Given;
import org.rollcall.user.store.UserItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The laws of undo for whole jobs: an undo restores all records, a redo does the job again, and the
 * confirm of a previewed undo has the outcomes of the preview.
 */
class UndoLawTest {

  private static final FaultlessJobs JOBS = new FaultlessJobs(SeamsTest.definition());

  private static final InMemoryAws AWS = JOBS.aws();

  @Property(tries = 200)
  void undo_shouldRestoreAllRecordsAndARedoDoTheJobAgain(
      @ForAll(supplier = RandomPreviews.class) PreviewCase given) {
    JOBS.begin(given.objects(), given.confirming().chunkSize(), given.items());
    Map<String, Map<String, AttributeValue>> before = records();
    JOBS.run("job", given.run(), AWS.wiring());
    Map<String, Map<String, AttributeValue>> after = records();

    JobResult preview = JOBS.run("preview", undo("job").put("mode", "PREVIEW"), AWS.wiring());
    assertThat(records()).isEqualTo(after);
    JobResult undo = JOBS.run("undo", confirm(given), AWS.wiring());
    assertThat(records()).isEqualTo(before);
    assertThat(undo.outcomes()).isEqualTo(preview.outcomes());
    assertThat(undo.users()).isEqualTo(preview.users());
    assertThat(undo.counters()).isEqualTo(preview.counters());

    JOBS.run("redo", undo("undo"), AWS.wiring());
    assertThat(records()).isEqualTo(after);
    JOBS.run("again", undo("job"), AWS.wiring());
    assertThat(records()).isEqualTo(before);
  }

  private static ObjectNode undo(String job) {
    return Given.object("{}").put("initiated_by", PreviewCase.PREVIEWER).put("undo", job);
  }

  private static ObjectNode confirm(PreviewCase given) {
    return Given.object("{}").put("initiated_by", given.confirmer()).put("confirm", "preview");
  }

  private static Map<String, Map<String, AttributeValue>> records() {
    Map<String, Map<String, AttributeValue>> records = new HashMap<>();
    AWS.users()
        .items()
        .forEach(
            (key, item) -> {
              Map<String, AttributeValue> record = new HashMap<>(item);
              record.remove(UserItem.STATE);
              records.put(key, record);
            });
    return records;
  }
}
