package org.rollcall.cli.stack;

import java.nio.file.Path;
import java.util.Optional;
import org.rollcall.id.JobId;
import org.rollcall.local.DataPaths;

/** The locations of a stack on a data folder, where objects and letters are files. */
record FolderLocations(DataPaths paths, String cliFlag) implements StackLocations {

  @Override
  public String object(String key) {
    return paths.object(key);
  }

  @Override
  public String executionHistory(JobId jobId) {
    return paths.history(jobId);
  }

  @Override
  public Optional<Path> inbox() {
    return Optional.of(paths.inbox());
  }

  @Override
  public Path tempPage() {
    return paths.preview();
  }
}
