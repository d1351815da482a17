package org.rollcall.cli.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.cli.LeaversFolder;
import org.rollcall.cli.console.RunningConsole;
import org.rollcall.cli.console.web.ConsoleBrowser;
import org.rollcall.cli.console.web.Sessions;
import org.rollcall.cli.console.web.SignInLink;
import org.rollcall.cli.stack.FolderStack;
import org.rollcall.cli.stack.StartedJob;
import org.rollcall.id.JobId;
import org.rollcall.job.JobFolder;
import org.rollcall.json.Json;
import org.rollcall.local.LocalStack;
import org.rollcall.preview.PreviewFolder;
import org.rollcall.time.SystemClock;
import org.rollcall.user.PrimaryId;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The pages about jobs, on one embedded stack. */
class JobPagesTest {

  @TempDir static Path temp;

  private static final List<SignInLink> LINKS = new ArrayList<>();
  private static LeaversFolder leavers;
  private static LocalStack local;
  private static FolderStack stack;
  private static RunningConsole console;
  private static ConsoleBrowser browser;
  private static JobId preview;

  @BeforeAll
  static void start() throws IOException {
    leavers = LeaversFolder.create(temp.resolve("data"));
    Files.writeString(leavers.folder().resolve("ses.json"), "{\"max_send_rate\": 20}");
    local = LocalStack.open(leavers.folder(), Path.of(System.getProperty("rollcall.home")));
    stack = new FolderStack(local, " --stack rollcall-local", note -> {});
    console =
        RunningConsole.start(
            stack,
            0,
            new Sessions(Optional.of(PrimaryId.of("user.manager")), SystemClock.INSTANCE),
            LINKS::add);
    browser = ConsoleBrowser.signedIn(LINKS.get(0).addressUrl(Optional.empty()));
    ObjectNode input = job("Leavers <script>alert(1)</script>");
    input.put("mode", "PREVIEW");
    input.putObject("limits").put("max_users", 1500).put("max_failures_percent", 5);
    preview = run(input);
  }

  @AfterAll
  static void stop() {
    console.close();
    stack.close();
  }

  @BeforeEach
  void requireSession() {
    assertThat(browser.get("/jobs").statusCode()).isEqualTo(200);
  }

  private static ObjectNode job(String name) {
    ObjectNode input =
        Json.read(LeaversFolder.JOB.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
    return input.put("job_name", name);
  }

  private static StartedJob startJob(ObjectNode input) {
    return stack.start(input);
  }

  private static JobId run(ObjectNode input) {
    StartedJob job = startJob(input);
    while (status(job) == ExecutionStatus.RUNNING) {
      LockSupport.parkNanos(5_000_000);
    }
    return job.jobId();
  }

  private static ExecutionStatus status(StartedJob job) {
    return stack
        .states()
        .describeExecution(request -> request.executionArn(job.executionArn()))
        .status();
  }

  private static String page(JobId job) {
    return browser.get(JobPages.path(job)).body();
  }

  @Test
  void list_shouldShowTheJobsAsText() {
    String html = browser.get("/jobs").body();

    assertThat(html)
        .contains(">Previewed with warnings</span>")
        .contains("Leavers &lt;script&gt;alert(1)", "<td data-label=\"Kind\">preview")
        .contains("user.manager", "href=\"/jobs/" + preview + "\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void page_shouldShowWhatWasAskedAndTheResult() {
    assertThat(page(preview))
        .contains("Leavers &lt;script&gt;alert(1)")
        .contains("<bdi>Account type → INTERNAL</bdi>", "<bdi>Expiry date extended by 1 year</bdi>")
        .contains("6 members</b>: <bdi>no email address of the user is marked as preferred")
        .contains("/report.html#reason&#x3D;NO_PREFERRED_EMAIL\"", "then preview the job again")
        .contains("<dd><bdi>leavers, 60 members</bdi></dd>", "NOTIFY_PASSWORD_CHANGE")
        .contains("<bdi>at most 1,500 members; stops if more than 5 % fail</bdi>")
        .contains("<b>60</b><span>would be updated</span>")
        .contains("<h2>Last outcomes</h2>")
        .contains("Job done</text>")
        .contains(" --stack rollcall-local")
        .contains("href=\"/jobs/" + preview + "/discard\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void lastOutcomes_shouldBeTwenty() {
    assertThat(page(preview)).contains("<a href=\"/users/leaver.");
    assertThat(page(preview).split("</bdi></b> would be updated"))
        .hasSize(1 + JobObserver.LAST_OUTCOMES);
  }

  @Test
  void report_shouldBeInASandboxAndLinkToItsFilesWithoutTheCookie() {
    String address = find("href=\"(/reports/[^\"]+/report.html)\"", page(preview));
    ConsoleBrowser stranger = ConsoleBrowser.at(LINKS.get(0).port());

    HttpResponse<String> report = stranger.get(address);
    HttpResponse<String> users = stranger.get(address.replace("report.html", "users.csv"));

    assertThat(report.body()).contains("<!DOCTYPE html>", "Leavers");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox", "default-src 'none'")
        .doesNotContain("allow-same-origin");
    String link = find("href=\"(../" + preview + "/console\\?to)&#x3D;confirm\"", report.body());
    HttpResponse<String> onward =
        stranger.get(address.replaceFirst("[^/]+/report.html", link.substring(3) + "=confirm"));
    assertThat(onward.headers().firstValue("Refresh"))
        .contains("0; url=/jobs/" + preview + "/confirm");
    assertThat(stranger.get(address.replace("report.html", "console?to=..%2F..")).statusCode())
        .isEqualTo(404);
    assertThat(stranger.get("/reports/0000/" + preview + "/console?to=confirm").headers().map())
        .doesNotContainKey("refresh");
    assertThat(users.body()).contains("leaver.03");
    assertThat(users.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY/ID/job.json",
        "KEY/ID/chunks.json",
        "KEY/ID/..%2F..%2Finstitution.json",
        "KEY/..%2F../institution.json",
        "KEY/%2e%2e/report.html",
        "KEY/ID%2F..%2F..%2Fsets/leavers.csv",
        "0000/ID/report.html",
        "/ID/report.html"
      })
  void otherFiles_shouldNotBeServed(String path) {
    String key = find("/reports/(\\w+)/", page(preview));

    HttpResponse<String> answer =
        browser.get("/reports/" + path.replace("KEY", key).replace("ID", preview.value()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("<!DOCTYPE html>").doesNotContain("01RC_INST", "leaver.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch", "..%2Fsets", "%2e%2e%2f", "a%00b", "%3Cscript%3E", "a%20b"})
  void unknownJob_shouldBeASentence(String id) {
    HttpResponse<String> answer = browser.get("/jobs/" + id);

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<script>", "Exception");
  }

  @Test
  void rejectedJob_shouldShowItsErrors() {
    ObjectNode input = job("Rejected");
    input.withObject("/changes").put("statsu", "<b>");

    JobId id = run(input);

    assertThat(page(id))
        .contains("Why the job was rejected", "<code>changes.statsu</code>", "UNKNOWN_KEY")
        .contains("<span class=\"pill REJECTED\">Rejected</span>")
        .contains("class=\"failed\"")
        .doesNotContain("<b>\"");
  }

  @Test
  void runningJob_shouldBeFollowedAndStopped() throws IOException {
    ObjectNode input = job("Slow");
    StartedJob job = startJob(input);
    while (!leavers.isAccepted(job.jobId().value())) {
      LockSupport.parkNanos(5_000_000);
    }
    String html = page(job.jobId());
    assertThat(html)
        .contains("<h2>Progress</h2>", "data-events=\"/jobs/" + job.jobId() + "/events\"")
        .contains("href=\"/jobs/" + job.jobId() + "/stop\"");
    HttpResponse<InputStream> events =
        browser.open("/jobs/" + job.jobId() + "/events", "X-Rollcall-Token", browser.token());

    assertThat(browser.get("/jobs/" + job.jobId() + "/stop").body())
        .contains("Stop the job?", "no others are started");
    assertThat(browser.submit("/jobs/" + job.jobId() + "/stop", "").statusCode()).isEqualTo(303);

    String stream = new String(events.body().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(stream)
        .startsWith("event: part\ndata: \"")
        .contains("<h2>Progress</h2>")
        .endsWith("event: end\ndata: \"\"\n\n");
    assertThat(status(job)).isEqualTo(ExecutionStatus.ABORTED);
    assertThat(browser.submit("/jobs/" + job.jobId() + "/stop", "").body())
        .as("again")
        .contains("JOB_NOT_RUNNING");
    assertThat(page(job.jobId()))
        .contains("<span class=\"pill NO_REPORT\">Stopped</span>", "<h2>The job was stopped</h2>")
        .contains("<dt>Stopped</dt><dd><bdi>in the console by user.manager</bdi></dd>")
        .contains("Make its report", "Then retry the job", ">Make the report</a>");
    assertThat(browser.get("/jobs").body()).contains(">Stopped</span>");

    assertThat(browser.submit("/jobs/" + job.jobId() + "/rebuild", "").statusCode()).isEqualTo(303);
    assertThat(page(job.jobId()))
        .contains("<span class=\"pill USER_ABORTED\">Stopped</span>", ">Update the report</a>");
  }

  @Test
  void preview_shouldBeDiscardedInTheNameOfTheOperator() {
    ObjectNode input = job("To discard");
    input.put("mode", "PREVIEW");
    JobId id = run(input);

    assertThat(browser.get("/jobs/" + id + "/discard").body()).contains("Discard the preview?");
    assertThat(browser.submit("/jobs/" + id + "/discard", "").statusCode()).isEqualTo(303);

    assertThat(new PreviewFolder(new JobFolder(stack.bucket(), id)).findDiscard().toString())
        .contains("user.manager");
    assertThat(page(id)).doesNotContain("/discard\"");
    assertThat(browser.submit("/jobs/" + id + "/rebuild", "").statusCode()).isEqualTo(303);
  }

  @Test
  void damagedReport_shouldNotHideTheJob() {
    ObjectNode input = job("Damaged");
    input.put("mode", "PREVIEW");
    JobId id = run(input);
    stack.bucket().put("jobs/" + id + "/report.json", "{".getBytes(StandardCharsets.UTF_8), "x");

    assertThat(page(id)).contains("Unreadable", "/rebuild\"");
  }

  private static String find(String pattern, String html) {
    Matcher found = Pattern.compile(pattern).matcher(html);
    assertThat(found.find()).as(html).isTrue();
    return found.group(1);
  }
}
