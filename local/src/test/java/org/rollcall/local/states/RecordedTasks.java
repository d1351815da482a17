package org.rollcall.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.rollcall.local.states.execution.S3Objects;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.execution.TaskRunner;

/**
 * Tasks and objects with the results that were recorded on AWS. A task with other arguments than
 * the recorded ones fails.
 */
final class RecordedTasks implements TaskRunner, S3Objects {

  private final JsonNode objects;
  private final Iterator<JsonNode> results;

  RecordedTasks(JsonNode recording) {
    objects = recording.path("objects");
    results = recording.path("tasks").elements();
  }

  /** Whether recorded results were not used. */
  boolean haveUnusedResults() {
    return results.hasNext();
  }

  @Override
  public synchronized JsonNode run(String resource, JsonNode arguments)
      throws StateFailedException {
    JsonNode recorded = results.next();
    if (!recorded.get("resource").textValue().equals(resource)
        || !recorded.get("input").equals(arguments)) {
      throw new IllegalStateException("arguments " + arguments + ", recorded " + recorded);
    }
    if (recorded.has("error")) {
      throw new StateFailedException(
          recorded.get("error").textValue(), recorded.path("cause").asText());
    }
    return recorded.get("result");
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
