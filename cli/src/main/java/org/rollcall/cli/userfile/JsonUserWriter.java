package org.rollcall.cli.userfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.rollcall.error.Fault;
import org.rollcall.json.Json;

/** Writes users in Alma's REST JSON: as Alma's list, or one user per line. */
final class JsonUserWriter implements UserWriter {

  private final Writer out;
  private final Optional<FieldPaths> fields;
  private final boolean isLines;
  private int count;

  JsonUserWriter(Writer out, Optional<FieldPaths> fields, boolean isLines) {
    this.out = out;
    this.fields = fields;
    this.isLines = isLines;
  }

  @Override
  public void begin() throws IOException {
    out.write(isLines ? "" : "{\"user\": [");
  }

  @Override
  public Result write(ObjectNode record) throws IOException {
    ObjectNode chosen = fields.map(paths -> paths.keptIn(record)).orElse(record);
    String text = Json.text(AlmaFieldOrder.sort(chosen));
    if (text.getBytes(StandardCharsets.UTF_8).length > UserFile.MAX_RECORD_LENGTH) {
      return new Result(
          false,
          Optional.of(
              Fault.of(
                  record.path("primary_id").asText(),
                  UserFileError.USER_NOT_EXPORTED,
                  UserFileError.RECORD_TOO_LONG.message())));
    }
    out.write(isLines ? "" : count == 0 ? "\n" : ",\n");
    out.write(text);
    out.write(isLines ? "\n" : "");
    count++;
    return Result.WRITTEN;
  }

  @Override
  public void end() throws IOException {
    out.write(isLines ? "" : "\n], \"total_record_count\": " + count + "}\n");
  }
}
