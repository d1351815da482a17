package org.rollcall.local.states.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.execution.S3Objects;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.execution.StateFailedException;
import org.rollcall.local.states.expression.StateData;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.expression.ValueType;

/** The source of the items of a Map. */
@FunctionalInterface
interface ItemSource {

  /** The items, as a JSON array. */
  JsonNode items(StateExecution execution) throws StateFailedException, InterruptedException;

  static ItemSource read(Fields fields, boolean distributed) {
    if (distributed) {
      Optional<S3Source> source = fields.object("ItemReader", S3Source::read);
      if (source.isPresent()) {
        return source.get();
      }
    }
    Optional<Template> items = fields.template("Items", ValueType.ARRAY);
    return execution ->
        items.isPresent() ? execution.evaluate(items.get(), "Items") : input(execution);
  }

  private static JsonNode input(StateExecution execution) throws StateFailedException {
    JsonNode input = execution.input();
    if (!input.isArray()) {
      throw execution.evaluationFailed(
          "Map state input must be an array but was: " + input, Optional.empty());
    }
    return input;
  }

  /** A JSON array in an S3 object. */
  record S3Source(Template bucket, Template key, Optional<Template> maxItems)
      implements ItemSource {

    private static final Duration READ_TIMEOUT = Duration.ofMinutes(5);

    private static S3Source read(Fields reader) {
      if (!reader.text("Resource").equals(S3Objects.GET_RESOURCE)) {
        throw reader.invalid("Resource", "must be " + S3Objects.GET_RESOURCE);
      }
      Optional<Template> maxItems =
          reader.requiredObject(
              "ReaderConfig",
              config -> {
                config.required("InputType", ValueType.oneOf("JSON"));
                return config.template("MaxItems", ValueType.integer(1, 100_000_000));
              });
      return reader.requiredObject(
          "Arguments",
          arguments ->
              new S3Source(
                  arguments.requiredTemplate("Bucket", ValueType.TEXT),
                  arguments.requiredTemplate("Key", ValueType.TEXT),
                  maxItems));
    }

    @Override
    public JsonNode items(StateExecution execution)
        throws StateFailedException, InterruptedException {
      String bucketName = execution.evaluate(bucket, "ItemReader/Arguments/Bucket").textValue();
      String objectKey = execution.evaluate(key, "ItemReader/Arguments/Key").textValue();
      ArrayNode items;
      try {
        items =
            execution
                .services()
                .time()
                .runWithTimeout(
                    READ_TIMEOUT,
                    () -> read(execution.services().objects(), bucketName, objectKey));
      } catch (TimeoutException e) {
        throw new StateFailedException(
            "States.ItemReaderFailed", "The object could not be read in time.");
      }
      if (maxItems.isPresent()) {
        int limit =
            execution.evaluate(maxItems.get(), "ItemReader/ReaderConfig/MaxItems").intValue();
        while (items.size() > limit) {
          items.remove(items.size() - 1);
        }
      }
      return items;
    }

    /**
     * Reads and parses the object. Runs on the thread of {@link
     * org.rollcall.local.states.execution.Time}, so that stopping the execution does not interrupt
     * an HTTP connection.
     */
    private static ArrayNode read(S3Objects objects, String bucket, String key)
        throws StateFailedException {
      JsonNode value;
      try {
        value = StateData.MAPPER.readValue(objects.read(bucket, key), JsonNode.class);
      } catch (IOException | RuntimeException e) {
        throw new StateFailedException("States.ItemReaderFailed", String.valueOf(e.getMessage()));
      }
      if (value instanceof ArrayNode array) {
        return array;
      }
      throw new StateFailedException(
          "States.ItemReaderFailed", "Attempting to map over non-iterable node.");
    }
  }
}
