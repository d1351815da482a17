package org.rollcall.local.states.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.rollcall.local.states.data.StateData;
import org.rollcall.local.states.data.StateFailedException;
import org.rollcall.local.states.definition.DefinitionFields;
import org.rollcall.local.states.execution.StateExecution;
import org.rollcall.local.states.expression.Bindings;
import org.rollcall.local.states.expression.EvaluationFailedException;
import org.rollcall.local.states.expression.IntegerRange;
import org.rollcall.local.states.expression.Template;
import org.rollcall.local.states.services.S3Objects;

/** The source of the items of a Map. */
sealed interface ItemSource {

  Items items(StateExecution execution) throws StateFailedException, InterruptedException;

  static ItemSource read(DefinitionFields fields, boolean distributed) {
    Optional<Template> items =
        fields.template(
            "Items", DefinitionFields.ALWAYS, JsonNode::isArray, "an array or an expression");
    if (!distributed) {
      return items.isPresent() ? new ArraySource(items.get()) : new InputSource();
    }
    Optional<DefinitionFields> reader = fields.object("ItemReader");
    if (reader.isEmpty()) {
      return items.isPresent() ? new ArraySource(items.get()) : new InputSource();
    }
    if (items.isPresent()) {
      fields.addFault("must not have both Items and ItemReader");
    }
    return S3Source.read(reader.get());
  }

  /** The input of the state, which must be an array. */
  record InputSource() implements ItemSource {

    @Override
    public Items items(StateExecution execution) throws StateFailedException {
      JsonNode input = execution.input();
      return execution.evaluate(
          () -> {
            if (!input.isArray()) {
              throw new EvaluationFailedException(
                  "", "Map state input must be an array but was: " + StateData.text(input));
            }
            return Items.of(input);
          });
    }
  }

  /** The array in the field {@code Items}. */
  record ArraySource(Template array) implements ItemSource {

    @Override
    public Items items(StateExecution execution) throws StateFailedException {
      return Items.of(execution.evaluate(() -> array.evaluateArray(execution.bindings(), "Items")));
    }
  }

  /** A JSON array in an S3 object. */
  record S3Source(Template bucket, Template key, Optional<Template> maxItems)
      implements ItemSource {

    private static final IntegerRange MAX_ITEMS = new IntegerRange(1, 100_000_000);
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(5);

    private static S3Source read(DefinitionFields reader) {
      try (reader) {
        if (!reader.text("Resource").equals("arn:aws:states:::s3:getObject")) {
          reader.addFault("Resource", "must be arn:aws:states:::s3:getObject");
        }
        Optional<Template> maxItems;
        try (DefinitionFields config = reader.requiredObject("ReaderConfig")) {
          if (config.choice("InputType", List.of("JSON"), "").isEmpty()) {
            config.addFault("InputType", "must be JSON");
          }
          maxItems = config.integerTemplate("MaxItems", MAX_ITEMS);
        }
        try (DefinitionFields arguments = reader.requiredObject("Arguments")) {
          return new S3Source(text(arguments, "Bucket"), text(arguments, "Key"), maxItems);
        }
      }
    }

    private static Template text(DefinitionFields arguments, String name) {
      Optional<Template> template =
          arguments.template(name, DefinitionFields.ALWAYS, JsonNode::isTextual, "text");
      if (template.isEmpty()) {
        arguments.addFault(name, "is missing");
      }
      return template.orElse(new Template.Constant(StateData.object()));
    }

    @Override
    public Items items(StateExecution execution) throws StateFailedException, InterruptedException {
      Bindings bindings = execution.bindings();
      String bucketName =
          execution.evaluate(() -> bucket.evaluateText(bindings, "ItemReader/Arguments/Bucket"));
      String objectKey =
          execution.evaluate(() -> key.evaluateText(bindings, "ItemReader/Arguments/Key"));
      long limit =
          maxItems.isEmpty()
              ? MAX_ITEMS.max()
              : execution.evaluate(
                  () ->
                      maxItems
                          .get()
                          .evaluateInteger(
                              bindings, "ItemReader/ReaderConfig/MaxItems", MAX_ITEMS));
      try {
        return execution
            .time()
            .runWithTimeout(
                READ_TIMEOUT, () -> read(execution.objects(), bucketName, objectKey, limit));
      } catch (TimeoutException e) {
        throw new StateFailedException(
            "States.ItemReaderFailed", "The object could not be read in time.");
      }
    }

    /**
     * Reads and parses the object. Runs on the thread of {@link Time}, so that stopping the
     * execution does not interrupt an HTTP connection.
     */
    private static Items read(S3Objects objects, String bucket, String key, long limit)
        throws StateFailedException {
      try {
        return Items.parse(objects.read(bucket, key), limit);
      } catch (IOException | RuntimeException e) {
        throw new StateFailedException("States.ItemReaderFailed", String.valueOf(e.getMessage()));
      }
    }
  }
}
