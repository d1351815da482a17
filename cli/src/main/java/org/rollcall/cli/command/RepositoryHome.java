package org.rollcall.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The root folder of the repository from which Rollcall runs. Its state machine definition and
 * stock letters are used directly.
 */
public final class RepositoryHome {

  private static final String DEFINITION = "statemachine/update-notify-users.asl.json";

  private RepositoryHome() {}

  /**
   * The folder that the system property {@code rollcall.home} names; the current folder by default.
   *
   * @throws CommandException if it does not contain the state machine definition
   */
  public static Path path() {
    Path home = Path.of(System.getProperty("rollcall.home", "."));
    if (!Files.isRegularFile(home.resolve(DEFINITION))) {
      throw CommandException.rejected(
          CommandError.REPOSITORY_NOT_FOUND, DEFINITION, home.toAbsolutePath().normalize());
    }
    return home;
  }
}
