package org.rollcall.bench;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.rollcall.aws.Bucket;
import org.rollcall.id.JobId;
import org.rollcall.job.Chunk;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.lambda.PrepareJob;
import org.rollcall.lambda.ReportJob;
import org.rollcall.lambda.UpdateUser;
import org.rollcall.lambda.Wiring;
import org.rollcall.local.LocalStack;
import org.rollcall.start.Executions;

/**
 * A preview and a run of one changed field for very many members, with the functions' own code, a
 * {@link CountingTable}, and the embedded S3. Prints the time of each function, the peak of the
 * heap, and whether the ledger accounts for every member. See bench/README.md.
 */
public final class MillionBench {

  private final Wiring wiring;
  private final CountingTable table;
  private final String stateMachineArn;

  private MillionBench(Wiring wiring, CountingTable table, String stateMachineArn) {
    this.stateMachineArn = stateMachineArn;
    this.wiring = wiring;
    this.table = table;
  }

  /** Argument: the number of members. */
  public static void main(String[] arguments) throws IOException {
    int members = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("rollcall-million");
    Path home = Path.of(System.getProperty("rollcall.home"));
    Path data = folder.resolve("data");
    BenchInstitution.step("init", "init", "--empty", data.toString());
    try (LocalStack stack = LocalStack.open(data, home)) {
      // Not with the command put, whose check of the set needs more memory than a job.
      stack.bucket().put("sets/all.csv", Files.readAllBytes(set(folder, members)), "text/csv");
      CountingTable table = new CountingTable(List.of(BenchInstitution.operator()));
      MillionBench bench =
          new MillionBench(with(stack.wiring(), table), table, stack.stateMachineArn());
      boolean isPreviewComplete = bench.run("PREVIEW", members);
      boolean isComplete = bench.run("RUN", members) && isPreviewComplete;
      System.out.println("passed    " + (isComplete ? "yes" : "NO"));
      System.exit(isComplete ? 0 : 1);
    }
  }

  private static Path set(Path folder, int members) throws IOException {
    Path file = folder.resolve("all.csv");
    try (Writer set = Files.newBufferedWriter(file)) {
      set.write("primary_id\n");
      for (int i = 1; i <= members; i++) {
        set.write("student" + i + "\n");
      }
    }
    return file;
  }

  private static Wiring with(Wiring wiring, CountingTable table) {
    return new Wiring(
        wiring.settings(),
        table,
        wiring.s3(),
        wiring.ses(),
        wiring.kms(),
        RunningExecutions::new,
        wiring.concurrency(),
        wiring.snapshotsReady(),
        wiring.clock(),
        wiring.sleeper());
  }

  /** Runs a job. Returns whether its report accounts for every member. */
  private boolean run(String mode, int members) throws IOException {
    String id = "million-" + mode.toLowerCase(Locale.ROOT);
    long writesBefore = table.writes();
    ObjectNode input = Json.MAPPER.createObjectNode();
    input.put("initiated_by", "bench").put("set", "all").put("mode", mode);
    input.putObject("changes").putObject("user_group").put("value", "ALUMNI");
    ObjectNode start = Json.MAPPER.createObjectNode();
    start.put("job_id", id).put("started", Instant.now().toString()).set("input", input);
    timed(mode + " PrepareJob", new PrepareJob(wiring), start);

    Bucket bucket = wiring.bucket();
    long begin = System.nanoTime();
    UpdateUser update = new UpdateUser(wiring);
    for (Chunk chunk : new JobFolder(bucket, new JobId(id)).readChunks()) {
      ObjectNode event = Json.MAPPER.createObjectNode();
      event.put("job_id", id).put("chunk", chunk.chunk());
      chunk.members().forEach(event.putArray("members")::add);
      call(update, event);
    }
    BenchInstitution.print(mode + " UpdateUser", Duration.ofNanos(System.nanoTime() - begin));

    ObjectNode end = Json.MAPPER.createObjectNode().put("job_id", id);
    Executions executions = new Executions(new RunningExecutions(), stateMachineArn);
    end.put("execution", executions.arn(new JobId(id)));
    JsonNode counters = timed(mode + " ReportJob", new ReportJob(wiring), end).path("counters");
    long changed = counters.path(mode.equals("RUN") ? "updated" : "would_change").asLong();
    long written = table.writes() - writesBefore;
    System.out.printf(
        "%s: members %d, changed %d, writes %d, heap %d MiB at most%n",
        mode, counters.path("members").asLong(), changed, written, HeapUsage.peak() >> 20);
    return counters.path("members").asLong() == members
        && changed == members
        && written == (mode.equals("RUN") ? members : 0);
  }

  private static JsonNode timed(String name, RequestStreamHandler function, ObjectNode event)
      throws IOException {
    long start = System.nanoTime();
    JsonNode answer = call(function, event);
    BenchInstitution.print(name, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }

  private static JsonNode call(RequestStreamHandler function, ObjectNode event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    // The handlers do not use the context.
    function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), answer, null);
    return Json.read(answer.toByteArray(), JsonNode.class);
  }
}
