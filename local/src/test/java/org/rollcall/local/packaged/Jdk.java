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
 * A Java to run the functions with.
 *
 * @param version its feature version, such as 25
 * @param home where it is, if it is on this machine
 */
public record Jdk(int version, Optional<Path> home) {

  public Jdk {
    requireNonNull(home, "home is null");
  }

  /** The one that runs this. */
  public static Jdk own() {
    return new Jdk(Runtime.version().feature(), Optional.of(ownHome()));
  }

  /**
   * Looks for one of a version: the own one, where {@code JAVA25_HOME} (or the like) says, or
   * beside the own one, where packages of Linux put them.
   */
  public static Jdk of(int version) {
    return new Jdk(
        version,
        Stream.of(Stream.of(ownHome()), named(version), besideOwn())
            .flatMap(homes -> homes)
            .filter(home -> versionOf(home).equals(Optional.of(version)))
            .findFirst());
  }

  /** The command that starts it. */
  String command() {
    return home.orElseThrow().resolve("bin").resolve("java").toString();
  }

  private static Path ownHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static Stream<Path> named(int version) {
    return Optional.ofNullable(System.getenv("JAVA" + version + "_HOME")).map(Path::of).stream();
  }

  private static Stream<Path> besideOwn() {
    try (Stream<Path> homes = Files.list(requireNonNull(ownHome().getParent()))) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /** What the file {@code release} of a JDK says. */
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
