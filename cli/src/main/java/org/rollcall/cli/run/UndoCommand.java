package org.rollcall.cli.run;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall undo}: starts a job that undoes what an earlier job did. */
@Command(
    name = "undo",
    description =
        "Undoes what a job, its retries and its continuations did. What others have changed since"
            + " is left alone. The undo of an undo does the job again.",
    mixinStandardHelpOptions = true)
public final class UndoCommand extends EarlierJobCommand {

  @Option(
      names = "--preview",
      description =
          "Only show what the undo would do. At the end, the command to do it is printed.")
  private boolean preview;

  @Mixin private FirstOption first;

  @Option(
      names = "--notify",
      paramLabel = "TYPE",
      description = "Send a letter of this type to the people who got the job's letter.")
  private Optional<String> letterType = Optional.empty();

  @Option(
      names = "--include-staff",
      description = "Also process staff. If the job did, this is not needed.")
  private boolean includeStaff;

  @Override
  EarlierJobRequest request(String jobId) {
    return EarlierJobRequest.undo(jobId, first.count(), preview, letterType, includeStaff);
  }
}
