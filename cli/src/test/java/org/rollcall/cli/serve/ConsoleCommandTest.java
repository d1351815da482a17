package org.rollcall.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.cli.CommandResult;
import org.rollcall.cli.RollcallProcess;
import org.rollcall.cli.console.web.ConsoleBrowser;

/** {@code ./rollcall console}. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleCommandTest {

  private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/start\\S+");

  @TempDir Path temp;

  @Test
  void consoleOnADataFolder_shouldAskForTheOperatorAndTellOtherCommandsHowToUseTheFolder() {
    Path data = temp.resolve("data");
    CommandResult.run("init", data);
    RollcallProcess process = RollcallProcess.start("", "console", "--data", data);
    try {
      while (process.isAlive() && !process.out().contains("Ctrl-C")) {
        LockSupport.parkNanos(1_000_000);
      }
      Matcher link = LINK.matcher(process.out());
      assertThat(link.find()).as(process.out()).isTrue();
      ConsoleBrowser browser = ConsoleBrowser.signedIn(link.group());

      submitOperator(browser, "aarav.patel.0073");
      String refused = browser.get("/operator").body();
      HttpResponse<String> accepted = submitOperator(browser, " UADMIN ");
      String jobs = browser.get("/jobs").body();
      CommandResult other = CommandResult.runOnly("jobs", "--data", data);

      assertThat(refused)
          .contains(
              "aarav.patel.0073 may not run jobs", "<code>mlibrarian</code> and <code>uadmin");
      assertThat(accepted.headers().firstValue("Location")).contains("/jobs");
      assertThat(jobs).contains("Operator <b><bdi>uadmin</bdi></b>", "There are no jobs yet");
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.err())
          .contains(
              "is in use by ./rollcall console",
              "--stack rollcall-local",
              ". " + data.resolve("serve.env"));
      assertThat(browser.post("/end", "token=" + browser.token()).body())
          .contains("The session has ended");
      assertThat(browser.get("/jobs").statusCode()).isEqualTo(403);
      while (process.isAlive() && LINK.matcher(process.out()).results().count() < 2) {
        LockSupport.parkNanos(1_000_000);
      }

      process.terminate();
      CommandResult ended = process.await();

      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.err()).doesNotContain("rollcall:");
      assertThat(Files.exists(data.resolve("serve.env"))).isFalse();
    } finally {
      process.kill();
      process.await();
    }
  }

  private static HttpResponse<String> submitOperator(ConsoleBrowser browser, String id) {
    String form = browser.get("/operator").body();
    String token = form.replaceFirst("(?s).*name=\"rollcall-token\" content=\"(\\w+)\".*", "$1");
    return browser.post("/operator", "token=" + token + "&operator=" + id.replace(" ", "+"));
  }

  @Test
  void operatorWithoutRole_shouldBeRefusedAtTheStart() {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");

    CommandResult command = CommandResult.run("console", "--as", "nobody", "--data", data);

    assertThat(command.exitCode()).isEqualTo(2);
    assertThat(command.err())
        .contains(
            "this operator cannot use the console: ",
            "nobody",
            "[OPERATOR_NOT_FOUND]",
            "[OPERATOR_REFUSED]");
  }

  @Test
  void jobThatDoesNotExist_shouldBeRefusedAtTheStart() {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");

    CommandResult command = CommandResult.run("console", "--open-job", "../x", "--data", data);

    assertThat(command.err()).contains("[JOB_NOT_FOUND]");
  }

  @Test
  void port_thatIsTaken_shouldBeRefused() throws IOException {
    Path data = temp.resolve("data");
    CommandResult.run("init", data, "--empty");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandResult command =
          CommandResult.run("console", "--port", other.getLocalPort(), "--data", data);

      assertThat(command.exitCode()).isEqualTo(2);
      assertThat(command.err()).contains("Address already in use", "[CONSOLE_PORT_UNAVAILABLE]");
    }
  }
}
