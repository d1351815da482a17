package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.services.S3Objects;
import org.rollcall.local.states.services.TaskRunner;

/**
 * Tasks and objects that answer as they did when AWS ran the execution, provided they are asked for
 * the same.
 */
final class RecordedTasks implements TaskRunner, S3Objects {

  private final JsonNode objects;
  private final Iterator<JsonNode> answers;

  RecordedTasks(JsonNode recording) {
    objects = recording.path("objects");
    answers = recording.path("tasks").elements();
  }

  /** Whether nobody asked for the rest of the answers. */
  boolean remain() {
    return answers.hasNext();
  }

  @Override
  public synchronized JsonNode run(String resource, JsonNode arguments)
      throws StateFailedException {
    JsonNode answer = answers.next();
    if (!answer.get("resource").textValue().equals(resource)
        || !answer.get("input").equals(arguments)) {
      throw new IllegalStateException("asked for " + arguments + ", recorded " + answer);
    }
    if (answer.has("error")) {
      throw new StateFailedException(
          answer.get("error").textValue(), answer.path("cause").asText());
    }
    return answer.get("result");
  }

  @Override
  public byte[] read(String bucket, String key) throws IOException {
    for (JsonNode object : objects) {
      if (object.get("bucket").textValue().equals(bucket)
          && object.get("key").textValue().equals(key)) {
        return object.get("body").textValue().getBytes(StandardCharsets.UTF_8);
      }
    }
    throw new IOException("no such object");
  }
}
