package org.rollcall.user.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rollcall.id.JobId;
import org.rollcall.id.JobReference;
import org.rollcall.json.Json;
import org.rollcall.user.PrimaryId;

/**
 * The form in which a user's item has the {@link RollcallState}. It is small, because DynamoDB
 * bills writes by the size of the item: the list {@code jobs} has each job's reference once, and
 * its index is everywhere else. A reference has the start in milliseconds to the base 36, as in
 * {@code graduation@mhxk3j2b}. The primary ID is left out if it is the item's key. See D-200.
 */
public final class StateFormat {

  private static final String JOBS = "jobs";
  private static final String PRIMARY_ID = "primary_id";

  private static final int RADIX = Character.MAX_RADIX;
  private static final Pattern SHORT =
      Pattern.compile("(.*)" + JobReference.SEPARATOR + "(-?[0-9a-z]+)");

  private static final JsonMapper MAPPER =
      Json.MAPPER
          .rebuild()
          .addModule(
              new SimpleModule()
                  .addSerializer(new IndexWriter())
                  .addDeserializer(JobReference.class, new IndexReader()))
          .build();

  private StateFormat() {}

  /** The value of an item's attribute. */
  public static ObjectNode write(RollcallState state) {
    List<JobReference> jobs = new ArrayList<>();
    ObjectNode stored;
    try (TokenBuffer buffer = new TokenBuffer(MAPPER, false)) {
      MAPPER.writer().withAttribute(JOBS, jobs).writeValue(buffer, state);
      stored = MAPPER.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (state.primaryId().equals(PrimaryId.of(state.primaryId()).key())) {
      stored.remove(PRIMARY_ID);
    }
    if (!jobs.isEmpty()) {
      ArrayNode texts = stored.putArray(JOBS);
      jobs.forEach(job -> texts.add(text(job)));
    }
    return stored;
  }

  /**
   * Reads the value of an item's attribute. If it is invalid, {@link RollcallState#isReadable}
   * returns false for the result.
   *
   * @param key the item's key
   */
  public static RollcallState read(JsonNode stored, PrimaryId key) {
    if (!(stored instanceof ObjectNode object) || !object.path("version").isNumber()) {
      return RollcallState.unreadable(key);
    }
    ObjectNode state = MAPPER.createObjectNode().put(PRIMARY_ID, key.toString());
    state.setAll(object);
    JsonNode listed = state.path(JOBS);
    state.remove(JOBS);
    try {
      List<JobReference> jobs = new ArrayList<>();
      for (JsonNode job : listed) {
        jobs.add(reference(job.asText()));
      }
      return MAPPER.readerFor(RollcallState.class).withAttribute(JOBS, jobs).readValue(state);
    } catch (IOException | IllegalArgumentException e) {
      return RollcallState.unreadable(key);
    }
  }

  private static String text(JobReference job) {
    long millis = job.started().toEpochMilli();
    return Instant.ofEpochMilli(millis).equals(job.started())
        ? job.jobId().value() + JobReference.SEPARATOR + Long.toString(millis, RADIX)
        : job.toString();
  }

  private static JobReference reference(String text) {
    Matcher matcher = SHORT.matcher(text);
    return matcher.matches()
        ? new JobReference(
            new JobId(matcher.group(1)),
            Instant.ofEpochMilli(Long.parseLong(matcher.group(2), RADIX)))
        : JobReference.parse(text);
  }

  @SuppressWarnings("unchecked")
  private static List<JobReference> jobs(Object attribute) {
    return (List<JobReference>) attribute;
  }

  private static final class IndexWriter extends StdSerializer<JobReference> {

    IndexWriter() {
      super(JobReference.class);
    }

    @Override
    public void serialize(JobReference job, JsonGenerator out, SerializerProvider context)
        throws IOException {
      List<JobReference> jobs = jobs(context.getAttribute(JOBS));
      if (!jobs.contains(job)) {
        jobs.add(job);
      }
      out.writeNumber(jobs.indexOf(job));
    }
  }

  private static final class IndexReader extends StdDeserializer<JobReference> {

    IndexReader() {
      super(JobReference.class);
    }

    @Override
    public JobReference deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      List<JobReference> jobs = jobs(context.getAttribute(JOBS));
      int index = _parseIntPrimitive(in, context);
      if (index < 0 || index >= jobs.size()) {
        return context.reportInputMismatch(this, "no job has the index");
      }
      return jobs.get(index);
    }
  }
}
