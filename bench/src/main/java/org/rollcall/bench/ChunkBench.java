package org.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.rollcall.aws.Bucket;
import org.rollcall.job.Job;
import org.rollcall.json.Json;
import org.rollcall.update.ChunkUpdate;
import org.rollcall.update.WriteLanes;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * How long a chunk of 100 changed users takes if each call of DynamoDB takes 3 ms, as a multiple of
 * one call. The calls only wait, and S3 answers at once, so that the waiting times are compared.
 * See bench/README.md.
 */
public final class ChunkBench {

  private static final int USERS = 100;
  private static final int RUNS = 5;
  private static final int WARM_UPS = 20;

  private ChunkBench() {}

  /** Prints the medians of five runs with one write at a time and with several. */
  public static void main(String[] arguments) throws IOException {
    Job job = job();
    WriteLanes one = WriteLanes.one();
    WriteLanes several = WriteLanes.parallel(WriteLanes.PARALLEL);
    for (int i = 0; i < WARM_UPS; i++) {
      calls(job, one);
      calls(job, several);
    }
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      before.add(calls(job, one));
      after.add(calls(job, several));
    }
    System.out.printf("one write at a time  %6.1f calls%n", median(before));
    System.out.printf("%2d writes at a time  %6.1f calls%n", several.count(), median(after));
    System.exit(0);
  }

  /** A job that makes users internal, from a run on the embedded stack. */
  private static Job job() throws IOException {
    BenchInstitution institution = BenchInstitution.create(1);
    JsonNode report = institution.runJob(false);
    Path jobs = institution.data().resolve("objects/rollcall/jobs");
    Path file = jobs.resolve(report.path("job_id").asText()).resolve("job.json");
    return Json.read(Files.readAllBytes(file), Job.class);
  }

  /** The duration of a chunk as a multiple of the duration of one call. */
  private static double calls(Job job, WriteLanes lanes) {
    SlowTable table = new SlowTable();
    UserTable users = new UserTable(table, "users");
    Bucket bucket = new Bucket(new EmptyS3(), "bucket");
    List<String> members = IntStream.range(0, USERS).mapToObj(i -> "student" + i).toList();
    ChunkUpdate update =
        new ChunkUpdate(job, users, lanes, bucket, Clock.systemUTC(), ChunkUpdate.TIME_BUDGET);
    long start = System.nanoTime();
    update.update(new ChunkUpdate.Request(job.jobId(), 1, members));
    long chunk = System.nanoTime() - start;
    return chunk / median(table.callNanos);
  }

  private static double median(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /** External users, and calls that take 3 ms. */
  private static final class SlowTable implements DynamoDbClient {

    private static final Duration CALL = Duration.ofMillis(3);

    private final List<Double> callNanos = new ArrayList<>();

    private void call() {
      long start = System.nanoTime();
      LockSupport.parkNanos(CALL.toNanos());
      synchronized (callNanos) {
        callNanos.add((double) (System.nanoTime() - start));
      }
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      call();
      Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
      request.requestItems().forEach((table, keys) -> found.put(table, users(keys)));
      return BatchGetItemResponse.builder().responses(found).build();
    }

    private static List<Map<String, AttributeValue>> users(KeysAndAttributes keys) {
      List<Map<String, AttributeValue>> users = new ArrayList<>();
      for (Map<String, AttributeValue> key : keys.keys()) {
        Map<String, AttributeValue> user = new HashMap<>(key);
        user.put("account_type", AttributeValue.fromS("EXTERNAL"));
        user.put("external_id", AttributeValue.fromS("SIS"));
        users.add(user);
      }
      return users;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      call();
      return UpdateItemResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** A bucket without objects. */
  private static final class EmptyS3 implements S3Client {

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      throw NoSuchKeyException.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      return PutObjectResponse.builder().eTag("\"1\"").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
