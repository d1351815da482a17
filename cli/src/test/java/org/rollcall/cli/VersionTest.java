package org.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code rollcall --version}. {@code .ci/check_build.py} checks the version of the build. */
class VersionTest {

  private static final Path HOME = Path.of(System.getProperty("rollcall.home"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.9.0          | 5f2b9c        | rollcall 0.9.0 (commit 5f2b9c)",
        "0.9.0-SNAPSHOT | 5f2b9c-dirty  | rollcall 0.9.0-SNAPSHOT (commit 5f2b9c and uncommitted changes)",
        "0.9.0          | unknown       | rollcall 0.9.0 (unknown commit: it was built without Git)",
        "${revision}    | ${rollcall.x} | rollcall (unknown version: it was not built with Maven)"
      })
  void text_shouldHaveVersionAndCommit(String number, String commit, String text) {
    assertThat(new Version(number, commit).text()).isEqualTo(text);
  }

  @Test
  void subcommand_shouldPrintTheSameVersion() {
    assertThat(CommandResult.run("run", "--version").out())
        .isEqualTo(Version.read().text() + "\n")
        .isEqualTo(CommandResult.run("--version").out());
  }

  @Test
  void changelog_shouldPrepareTheVersionOfTheBuild() throws IOException {
    String pom = Files.readString(HOME.resolve("pom.xml"));
    Matcher revision = Pattern.compile("<revision>([\\d.]+)-SNAPSHOT</revision>").matcher(pom);
    String changelog = Files.readString(HOME.resolve("CHANGELOG.md"));

    assertThat(revision.find()).isTrue();
    assertThat(changelog.split("\n## ", -1)[1])
        .startsWith("Unreleased\n")
        .contains("version " + revision.group(1));
  }
}
