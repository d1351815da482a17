package org.rollcall.cli.console.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.rollcall.cli.command.CommandException;
import org.rollcall.cli.console.web.RefusedException;
import org.rollcall.cli.console.web.WebRequest;
import org.rollcall.cli.stack.Stack;
import org.rollcall.cli.stack.StackError;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.error.ErrorCode;
import org.rollcall.id.JobId;
import org.rollcall.id.Sha256;
import org.rollcall.json.Json;

/**
 * Starts jobs from forms. A form that is sent twice, such as by a double click, starts one job:
 * each form has a key of its own, and the key and the input belong to one start.
 */
public final class JobStarts {

  /** The field of a form with its key. */
  public static final String FIELD = "once";

  private static final int MAX_REMEMBERED = 500;

  /** After these errors, it is not known whether the job was started. It is not started again. */
  private static final Set<ErrorCode> UNKNOWN =
      Set.of(StackError.START_UNKNOWN, StackError.START_URL_NO_RESPONSE);

  private final Stack stack;
  private final Map<String, FutureTask<StartedJob>> starts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FutureTask<StartedJob>> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  public JobStarts(Stack stack) {
    this.stack = stack;
  }

  /** The key of a new form. */
  public static String newKey() {
    return UUID.randomUUID().toString();
  }

  /**
   * Starts a job, unless the same form has started it already.
   *
   * @return the job's ID
   * @throws RefusedException if the form has no key
   * @throws org.rollcall.cli.stack.JobRefusedException if the job is refused before it starts
   * @throws CommandException if it does not start
   */
  public JobId start(WebRequest request, ObjectNode input) throws Exception {
    String form =
        request
            .form(FIELD)
            .orElseThrow(
                () -> RefusedException.invalid("The form is not complete. Nothing was done."));
    String key = form + " " + Sha256.hex(Json.bytes(input));
    FutureTask<StartedJob> start;
    synchronized (starts) {
      start = starts.computeIfAbsent(key, any -> new FutureTask<>(() -> stack.start(input)));
    }
    // Only the first call runs it. The others wait for its result.
    start.run();
    try {
      return start.get().jobId();
    } catch (ExecutionException e) {
      boolean isUnknown =
          e.getCause() instanceof CommandException error && UNKNOWN.contains(error.code());
      if (!isUnknown) {
        synchronized (starts) {
          starts.remove(key, start);
        }
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
