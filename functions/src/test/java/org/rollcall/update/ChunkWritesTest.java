package org.rollcall.update;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollcall.RecordCopy;
import org.rollcall.aws.Bucket;
import org.rollcall.aws.InvocationUsage;
import org.rollcall.job.Job;
import org.rollcall.job.JobFixture;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobLedger;
import org.rollcall.job.JobLedger.Page;
import org.rollcall.job.Outcome;
import org.rollcall.job.Outcome.Result;
import org.rollcall.set.FakeS3;
import org.rollcall.user.store.UserStoreException;
import org.rollcall.user.store.UserTable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Several users of a chunk are written at the same time (D-185). */
class ChunkWritesTest {

  private static final int USERS = 100;
  private static final long DEADLINE_MILLIS = 60_000;

  private final Bucket bucket = new FakeS3().bucket();
  private Job job =
      JobFixture.job(Optional.of("{\"user_group\": {\"value\": \"NEW\"}}"), Optional.empty(), true);

  /** DynamoDB with 100 users. A function answers each write. */
  private static final class FakeTable implements DynamoDbClient {

    private final BiFunction<String, Integer, UpdateItemResponse> onWrite;
    private int reads;
    private int writes;

    /**
     * @param onWrite gets the user's ID and the number of the write, from 1
     */
    FakeTable(BiFunction<String, Integer, UpdateItemResponse> onWrite) {
      this.onWrite = onWrite;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      reads++;
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      for (Map<String, AttributeValue> key :
          requireNonNull(request.requestItems().get("users")).keys()) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put("account_type", AttributeValue.fromS("EXTERNAL"));
        item.put("external_id", AttributeValue.fromS("SIS"));
        items.add(item);
      }
      return BatchGetItemResponse.builder().responses(Map.of("users", items)).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      int number;
      synchronized (this) {
        number = ++writes;
      }
      return onWrite.apply(requireNonNull(request.key().get("primary_id")).s(), number);
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** Answers a call when all calls of its round have arrived: when no further lane is free. */
  private static final class Rounds {

    private final int lanes;
    private int rounds;

    Rounds(int lanes) {
      this.lanes = lanes;
    }

    synchronized UpdateItemResponse answer(int number) {
      int round = (number + lanes - 1) / lanes;
      if (number == round * lanes || number == USERS) {
        rounds = round;
        notifyAll();
      }
      long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
      try {
        while (rounds < round) {
          long rest = deadline - System.currentTimeMillis();
          if (rest <= 0) {
            throw new IllegalStateException("the other writes of the round have not begun");
          }
          wait(rest);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return UpdateItemResponse.builder().build();
    }
  }

  private static List<String> members() {
    return IntStream.range(0, USERS).mapToObj(i -> "u%02d".formatted(i)).toList();
  }

  private void update(FakeTable table, WriteLanes lanes) {
    new ChunkUpdate(
            job,
            new UserTable(table, "users"),
            lanes,
            bucket,
            Clock.systemUTC(),
            ChunkUpdate.TIME_BUDGET)
        .update(new ChunkUpdate.Request(job.jobId(), 1, members()));
  }

  private List<Outcome> outcomes() {
    return new JobLedger(new JobFolder(bucket, job.jobId())).read(Page.OUTCOMES, 1).entries();
  }

  private List<String> ids(Result result) {
    return outcomes().stream()
        .filter(outcome -> outcome.result() == result)
        .map(Outcome::primaryId)
        .toList();
  }

  @Test
  void chunkOf100_shouldTakeTheTimeOfEightCalls() {
    Rounds rounds = new Rounds(WriteLanes.PARALLEL);
    FakeTable table = new FakeTable((id, number) -> rounds.answer(number));

    update(table, WriteLanes.parallel(WriteLanes.PARALLEL));

    assertThat(table.reads + rounds.rounds).isEqualTo(8);
    assertThat(ids(Result.UPDATED)).isEqualTo(members());
  }

  @Test
  void writes_shouldCountForTheInvocation() {
    InvocationUsage usage = new InvocationUsage("UpdateUser");
    Set<InvocationUsage> counted = ConcurrentHashMap.newKeySet();
    FakeTable table =
        new FakeTable(
            (id, number) -> {
              counted.add(InvocationUsage.current());
              return UpdateItemResponse.builder().build();
            });

    usage.during(
        () -> {
          update(table, WriteLanes.parallel(8));
          return usage;
        });

    assertThat(counted).containsExactly(usage);
  }

  @Test
  void modifiedUser_shouldBeReadAndDecidedAgainAndKeepItsPlace() {
    FakeTable table =
        new FakeTable(
            (id, number) -> {
              if (number <= 3) {
                throw ConditionalCheckFailedException.builder().build();
              }
              return UpdateItemResponse.builder().build();
            });

    update(table, WriteLanes.parallel(8));

    assertThat(table.writes).isEqualTo(USERS + 3);
    assertThat(ids(Result.UPDATED)).isEqualTo(members());
  }

  @Test
  void failureOfDynamoDb_shouldRecordTheOtherWritesInFlight() {
    List<String> written = new ArrayList<>();
    FakeTable table =
        new FakeTable(
            (id, number) -> {
              if (id.equals("u10")) {
                throw DynamoDbException.builder().message("unavailable").build();
              }
              synchronized (written) {
                written.add(id);
              }
              return UpdateItemResponse.builder().build();
            });

    assertThatThrownBy(() -> update(table, WriteLanes.parallel(8)))
        .isInstanceOf(UserStoreException.class);

    assertThat(ids(Result.UPDATED)).containsExactlyInAnyOrderElementsOf(written);
    assertThat(ids(Result.UPDATED)).isSorted().doesNotContain("u10").hasSizeBetween(10, 17);
  }

  @Test
  void failureLimit_shouldBeExceededByTheWritesInFlightAtMost() {
    job = RecordCopy.with(job, "maxFailures", OptionalInt.of(5));
    FakeTable table =
        new FakeTable(
            (id, number) -> {
              throw DynamoDbException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder().errorCode("ValidationException").build())
                  .build();
            });

    update(table, WriteLanes.parallel(8));

    assertThat(ids(Result.FAILED)).hasSizeBetween(6, 6 + 8);
    assertThat(ids(Result.NOT_REACHED)).hasSize(USERS - ids(Result.FAILED).size());
  }
}
