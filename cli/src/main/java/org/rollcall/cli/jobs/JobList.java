package org.rollcall.cli.jobs;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rollcall.cli.stack.Stack;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.job.JobFolderException;
import org.rollcall.start.Executions;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/**
 * The jobs of a stack: the executions that Step Functions still knows, and the folders in the
 * bucket. Their objects are not read, except {@code job.json} where nothing else tells the start.
 */
public final class JobList {

  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::started).thenComparing(Entry::id).reversed();

  private final Stack stack;

  public JobList(Stack stack) {
    this.stack = stack;
  }

  /**
   * A job in the list.
   *
   * @param id the name of its execution, which may be an invalid job ID
   * @param execution empty if Step Functions does not know it any more
   */
  record Entry(String id, Instant started, Optional<ExecutionListItem> execution) {}

  /** All jobs, the newest first. */
  List<Entry> newestFirst() {
    Map<String, ExecutionListItem> executions = new HashMap<>();
    stack
        .states()
        .listExecutionsPaginator(request -> request.stateMachineArn(stack.stateMachineArn()))
        .executions()
        .forEach(execution -> executions.put(execution.name(), execution));
    Set<String> ids = new TreeSet<>(executions.keySet());
    ids.addAll(stack.bucket().folders("jobs/"));
    return ids.stream()
        .map(id -> entry(id, Optional.ofNullable(executions.get(id))))
        .sorted(NEWEST_FIRST)
        .collect(Collectors.toList());
  }

  /** The entry of one job. */
  Entry entry(JobId id) {
    return entry(
        id.value(),
        new Executions(stack.states(), stack.stateMachineArn())
            .describe(id)
            .map(
                found ->
                    ExecutionListItem.builder()
                        .executionArn(found.executionArn())
                        .name(found.name())
                        .status(found.status())
                        .startDate(found.startDate())
                        .build()));
  }

  private Entry entry(String id, Optional<ExecutionListItem> execution) {
    Instant started =
        execution
            .map(ExecutionListItem::startDate)
            .or(() -> JobId.parse(id).flatMap(JobId::generatedAt))
            .or(() -> JobId.parse(id).flatMap(this::recordedStart))
            .orElse(Instant.EPOCH);
    return new Entry(id, started, execution);
  }

  private Optional<Instant> recordedStart(JobId id) {
    try {
      return new JobFolder(stack.bucket(), id).findJob().map(job -> job.execution().started());
    } catch (JobFolderException e) {
      return Optional.empty();
    }
  }

  /** The newest job that was accepted; empty if there is none. */
  public Optional<JobId> newestAccepted() {
    return newestFirst().stream()
        .flatMap(entry -> JobId.parse(entry.id()).stream())
        .filter(id -> new JobFolder(stack.bucket(), id).has("job.json"))
        .findFirst();
  }
}
