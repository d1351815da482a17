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

/** Where a Map has its items from. */
sealed interface ItemSource {

  Items items(StateExecution visit) throws StateFailedException, InterruptedException;

  static ItemSource read(DefinitionFields fields, boolean distributed) {
    Optional<Template> items =
        fields.template(
            "Items", DefinitionFields.ALWAYS, JsonNode::isArray, "an array or an expression");
    if (!distributed) {
      return items.isPresent() ? new Given(items.get()) : new Input();
    }
    Optional<DefinitionFields> reader = fields.object("ItemReader");
    if (reader.isEmpty()) {
      return items.isPresent() ? new Given(items.get()) : new Input();
    }
    if (items.isPresent()) {
      fields.fault("must not have both Items and ItemReader");
    }
    return Stored.read(reader.get());
  }

  /** The state's input. */
  record Input() implements ItemSource {

    @Override
    public Items items(StateExecution visit) throws StateFailedException {
      JsonNode input = visit.input();
      return visit.work(
          () -> {
            if (!input.isArray()) {
              throw new EvaluationFailedException(
                  "", "Map state input must be an array but was: " + StateData.text(input));
            }
            return Items.of(input);
          });
    }
  }

  /** The array that the definition gives. */
  record Given(Template array) implements ItemSource {

    @Override
    public Items items(StateExecution visit) throws StateFailedException {
      return Items.of(visit.work(() -> array.array(visit.bindings(), "Items")));
    }
  }

  /** A JSON array in an object in S3. */
  record Stored(Template bucket, Template key, Optional<Template> most) implements ItemSource {

    private static final IntegerRange MOST = new IntegerRange(1, 100_000_000);
    private static final Duration LONGEST_READ = Duration.ofMinutes(5);

    private static Stored read(DefinitionFields reader) {
      try (reader) {
        if (!reader.text("Resource").equals("arn:aws:states:::s3:getObject")) {
          reader.fault("Resource", "must be arn:aws:states:::s3:getObject");
        }
        Optional<Template> most;
        try (DefinitionFields config = reader.requiredObject("ReaderConfig")) {
          if (config.choice("InputType", List.of("JSON"), "").isEmpty()) {
            config.fault("InputType", "must be JSON");
          }
          most = config.integer("MaxItems", MOST);
        }
        try (DefinitionFields arguments = reader.requiredObject("Arguments")) {
          return new Stored(text(arguments, "Bucket"), text(arguments, "Key"), most);
        }
      }
    }

    private static Template text(DefinitionFields arguments, String name) {
      Optional<Template> template =
          arguments.template(name, DefinitionFields.ALWAYS, JsonNode::isTextual, "a text");
      if (template.isEmpty()) {
        arguments.fault(name, "is missing");
      }
      return template.orElse(new Template.Constant(StateData.object()));
    }

    @Override
    public Items items(StateExecution visit) throws StateFailedException, InterruptedException {
      Bindings bindings = visit.bindings();
      String from = visit.work(() -> bucket.text(bindings, "ItemReader/Arguments/Bucket"));
      String name = visit.work(() -> key.text(bindings, "ItemReader/Arguments/Key"));
      long limit =
          most.isEmpty()
              ? MOST.max()
              : visit.work(
                  () -> most.get().integer(bindings, "ItemReader/ReaderConfig/MaxItems", MOST));
      try {
        return visit.time().within(LONGEST_READ, () -> read(visit.objects(), from, name, limit));
      } catch (TimeoutException e) {
        throw new StateFailedException(
            "States.ItemReaderFailed", "The object could not be read in time.");
      }
    }

    /**
     * Reads in the time's own thread, so that stopping the execution disturbs no one's connection.
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
