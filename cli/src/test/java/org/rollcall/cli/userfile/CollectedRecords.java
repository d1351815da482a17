package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.local.admin.RecordIntake;

/** Collects what is read from a file of users. Places are given without the file's folder. */
final class CollectedRecords implements UserSink {

  /** How many records are kept. */
  private static final int MAX_RECORDS = 1000;

  final List<JsonNode> records = new ArrayList<>();
  final List<String> places = new ArrayList<>();

  /** The places and codes of errors, such as {@code users.json line 2: RECORD_NOT_JSON}. */
  final List<String> errors = new ArrayList<>();

  /** The messages of errors. */
  final List<String> messages = new ArrayList<>();

  /** The warnings about incomplete records. */
  final List<Fault> warnings = new ArrayList<>();

  int count;
  int incompleteFiles;

  private final String folder;

  private CollectedRecords(String folder) {
    this.folder = folder;
  }

  static CollectedRecords read(Path file) {
    CollectedRecords collected = new CollectedRecords(file.getParent() + "/");
    UserFile.read(file, collected);
    return collected;
  }

  static CollectedRecords read(String name, InputStream content) {
    CollectedRecords collected = new CollectedRecords("");
    UserFile.read(name, content, collected);
    return collected;
  }

  List<String> ids() {
    return records.stream().map(record -> record.path("primary_id").asText()).toList();
  }

  /** The only record, as it is stored. */
  ObjectNode storedRecord() {
    if (records.size() != 1 || !errors.isEmpty()) {
      throw new AssertionError("not one record: " + records + errors);
    }
    return RecordIntake.take(records.get(0)).record();
  }

  @Override
  public void record(String place, JsonNode record, int length) {
    count++;
    if (count <= MAX_RECORDS) {
      records.add(record);
      places.add(withoutFolder(place));
    }
    try {
      RecordIntake.take(record);
    } catch (InvalidRecordException e) {
      // Only other exceptions are errors of the test.
    }
  }

  @Override
  public void notLoaded(Fault error) {
    errors.add(withoutFolder(error.path()) + ": " + error.code());
    messages.add(error.message());
  }

  @Override
  public void restNotRead(Fault error) {
    incompleteFiles++;
    notLoaded(error);
  }

  @Override
  public void incomplete(Fault warning) {
    warnings.add(warning);
  }

  private String withoutFolder(String place) {
    return place.replace(folder, "");
  }
}
