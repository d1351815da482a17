package org.rollcall.cli;

import java.nio.file.Path;
import org.rollcall.local.LocalStack;
import picocli.CommandLine.Option;

/** The option {@code --data}: which data folder a command works on. */
final class DataOption {

  private static final String DEFAULT = ".rollcall";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: ${DEFAULT-VALUE}).",
      defaultValue = DEFAULT)
  private Path folder;

  /** The option as it stands at the end of a command line, with a blank before it. */
  String words() {
    return folder.toString().equals(DEFAULT) ? "" : " --data " + Shell.word(folder.toString());
  }

  /** Opens the data folder; its first use fills it with the sample institution. */
  LocalStack open(Console console) {
    return open(console, LocalStack.Ports.ANY);
  }

  /** The same, on ports of one's own. */
  LocalStack open(Console console, LocalStack.Ports ports) {
    LocalStack stack = LocalStack.open(folder, Home.path(), ports);
    if (!stack.isFilled()) {
      console.note("Filling the new data folder " + folder + " with the sample institution …");
      try {
        stack.fill(true);
      } catch (RuntimeException e) {
        stack.close();
        throw e;
      }
    }
    return stack;
  }
}
