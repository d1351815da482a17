package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.user.BrokenRecordException;

/** What was found in a file of users, whose folder is left out of the places. */
final class CollectedRecords implements UserSink {

  /** How many records are kept. */
  private static final int KEPT = 1000;

  final List<JsonNode> records = new ArrayList<>();
  final List<String> places = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  final List<String> incomplete = new ArrayList<>();
  int count;

  private final Path file;

  private CollectedRecords(Path file) {
    this.file = file;
  }

  static CollectedRecords from(Path file) {
    CollectedRecords gathered = new CollectedRecords(file);
    UserFile.read(file, gathered);
    return gathered;
  }

  List<String> ids() {
    return records.stream().map(record -> record.path("primary_id").asText()).toList();
  }

  /** The one record, as it would be stored. */
  ObjectNode taken() {
    if (records.size() != 1 || !faults.isEmpty()) {
      throw new AssertionError("not one record: " + records + faults);
    }
    return RecordIntake.take(records.get(0)).record();
  }

  @Override
  public void record(String place, JsonNode record, int length) {
    count++;
    if (count <= KEPT) {
      records.add(record);
      places.add(named(place));
    }
    try {
      RecordIntake.take(record);
    } catch (BrokenRecordException e) {
      // A sentence, as it should be.
    }
  }

  @Override
  public void unreadable(String place, String reason) {
    faults.add(named(place) + ": " + reason);
  }

  @Override
  public void incomplete(String place, String what) {
    incomplete.add(named(place) + ": " + what);
  }

  private String named(String place) {
    return place.replace(file.toString(), file.getFileName().toString());
  }
}
