package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rollcall.error.Fault;
import org.rollcall.local.admin.InvalidRecordException;
import org.rollcall.local.admin.RecordIntake;
import org.rollcall.user.AlmaFields;

/**
 * Writes users in Alma's XML. Each user is read back before it is written, as {@code load} reads
 * it. A user with a field of Alma that would be different is not written. Other fields, which other
 * programs have added, are left out if they would be different.
 */
final class XmlUserWriter implements UserWriter {

  private static final String START =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?" + XmlCursor.EXPORT + "?>\n<users>\n";
  private static final String END = "</users>\n";

  private final Writer out;
  private final Optional<FieldPaths> fields;

  XmlUserWriter(Writer out, Optional<FieldPaths> fields) {
    this.out = out;
    this.fields = fields;
  }

  @Override
  public void begin() throws IOException {
    out.write(START);
  }

  @Override
  public Result write(ObjectNode record) throws IOException {
    String id = record.path("primary_id").asText();
    ObjectNode chosen = fields.map(paths -> paths.keptIn(record)).orElse(record);
    ObjectNode user = AlmaFieldOrder.sort(chosen);
    Set<String> lost = new TreeSet<>();
    user.propertyStream()
        .filter(
            field -> !XmlText.isPossible(user.objectNode().set(field.getKey(), field.getValue())))
        .forEach(field -> lost.add(field.getKey()));
    user.remove(lost);
    ReadBack read = ReadBack.of(XmlText.of(user));
    if (read.record.isEmpty()) {
      return notWritten(id, read.problem);
    }
    try {
      lost.addAll(different(user, read.record.get()));
    } catch (InvalidRecordException e) {
      return notWritten(id, String.valueOf(e.getMessage()));
    }
    String names = String.join(", ", lost);
    if (lost.stream().anyMatch(AlmaFields.IN_ORDER::contains)) {
      return notWritten(id, "XML cannot hold " + names + " as stored; use --format json");
    }
    out.write(XmlText.of(user.remove(lost)));
    return lost.isEmpty()
        ? Result.WRITTEN
        : new Result(true, Optional.of(Fault.of(id, UserFileError.FIELDS_NOT_EXPORTED, names)));
  }

  private static Result notWritten(String id, String reason) {
    return new Result(false, Optional.of(Fault.of(id, UserFileError.USER_NOT_EXPORTED, reason)));
  }

  /** The fields that a load would store with another value. */
  private static Set<String> different(ObjectNode written, ObjectNode read) {
    ObjectNode expected = RecordIntake.take(written).record();
    ObjectNode found = RecordIntake.take(read).record();
    Set<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    found.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> expected.path(name).equals(found.path(name)));
    return names;
  }

  @Override
  public void end() throws IOException {
    out.write(END);
  }

  /** What {@code load} reads of a user. */
  private static final class ReadBack implements UserSink {

    Optional<ObjectNode> record = Optional.empty();
    String problem = "";

    static ReadBack of(String user) {
      ReadBack read = new ReadBack();
      byte[] text = (START + user + END).getBytes(StandardCharsets.UTF_8);
      UserFile.read("", new ByteArrayInputStream(text), read);
      return read;
    }

    @Override
    public void record(String place, JsonNode found, int length) {
      record = Optional.of(found).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    @Override
    public void notLoaded(Fault error) {
      problem = error.message();
    }

    @Override
    public void restNotRead(Fault error) {
      problem = error.message();
    }

    @Override
    public void incomplete(Fault warning) {}
  }
}
