package org.rollcall.aws;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;

/**
 * The functions that start from snapshots. Lambda deletes a snapshot after 14 days without an
 * invocation. It rejects the next invocation, and makes a new snapshot, which takes some minutes.
 * See D-078.
 *
 * @param client creates the client, when it is first needed
 * @param forJobs the functions that every job needs: their ARNs with their aliases
 * @param forLetters the functions that only a job with letters needs
 */
@UsesAwsSdk
public record SnapshotFunctions(
    Supplier<LambdaClient> client, List<String> forJobs, List<String> forLetters)
    implements Predicate<Boolean> {

  /** The payload of an invocation that does nothing. */
  public static final String NOTHING = "null";

  public SnapshotFunctions {
    forJobs = List.copyOf(forJobs);
    forLetters = List.copyOf(forLetters);
  }

  /**
   * Whether all functions that a job needs have their snapshots. Lambda begins to make those that
   * are missing. A function counts as ready if its state is not known, because then only its own
   * call can tell.
   */
  @Override
  public boolean test(Boolean sendsLetters) {
    return Stream.concat(forJobs.stream(), sendsLetters ? forLetters.stream() : Stream.of())
            .filter(function -> !isReady(function))
            .count()
        == 0;
  }

  private boolean isReady(String function) {
    try {
      client
          .get()
          .invoke(
              request -> request.functionName(function).payload(SdkBytes.fromUtf8String(NOTHING)));
      return true;
    } catch (SnapStartNotReadyException e) {
      return false;
    } catch (SdkException e) {
      return true;
    }
  }
}
