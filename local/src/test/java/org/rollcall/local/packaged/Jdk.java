package org.rollcall.local.packaged;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK for the functions.
 *
 * @param version the feature version, such as 25
 * @param home the folder of the JDK; empty if it is not installed
 */
public record Jdk(int version, Optional<Path> home) {

  /** The JDK of this process. */
  public static Jdk current() {
    return new Jdk(Runtime.version().feature(), Optional.of(currentHome()));
  }

  /**
   * Finds a JDK of a version: the current one, the one in a variable such as {@code JAVA25_HOME},
   * or one in the folder next to the current one, where Linux packages install JDKs.
   */
  public static Jdk of(int version) {
    return new Jdk(
        version,
        Stream.of(Stream.of(currentHome()), homeFromEnvironment(version), siblingHomes())
            .flatMap(homes -> homes)
            .filter(home -> versionOf(home).equals(Optional.of(version)))
            .findFirst());
  }

  /** The path of the command {@code java}. */
  String command() {
    return home.orElseThrow().resolve("bin").resolve("java").toString();
  }

  private static Path currentHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Stream<Path> homeFromEnvironment(int version) {
    return Optional.ofNullable(System.getenv("JAVA" + version + "_HOME")).map(Path::of).stream();
  }

  private static Stream<Path> siblingHomes() {
    try (Stream<Path> homes = Files.list(requireNonNull(currentHome().getParent()))) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** The version in the file {@code release} of a JDK. */
  private static Optional<Integer> versionOf(Path home) {
    var release = new Properties();
    try (InputStream file = Files.newInputStream(home.resolve("release"))) {
      release.load(file);
      return Optional.ofNullable(release.getProperty("JAVA_VERSION"))
          .map(quoted -> Runtime.Version.parse(quoted.replace("\"", "")).feature());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "Java " + version;
  }
}
