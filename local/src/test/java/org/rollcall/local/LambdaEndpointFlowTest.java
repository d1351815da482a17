package org.rollcall.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollcall.local.LambdaServer.Response;
import org.rollcall.local.endpoint.RestService;
import org.rollcall.local.endpoint.ServiceException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Jobs whose functions run at a Lambda endpoint. */
class LambdaEndpointFlowTest {

  private static final Pattern FUNCTION = Pattern.compile("/functions/(\\w+)/");

  private static final String JOB =
      """
      {'initiated_by': 'user.manager', 'set': {'members': ['zoe', 'kim']},
       'changes': {'user_group': {'value': 'ALUMNI'}}, 'notify': {'type': 'ACCOUNT_UPDATED'}}
      """;

  @TempDir Path folder;
  private LambdaServer server;
  private TestLibrary library;

  @BeforeEach
  void openWithEndpoint() {
    server = LambdaServer.start(this::invoke);
    library = TestLibrary.empty(folder, new ServingOptions(0, 0, Optional.of(server.endpoint())));
    library.load(Patron.external("zoe"), Patron.external("kim"));
  }

  @AfterEach
  void close() {
    library.close();
    server.close();
  }

  /** Runs a function with the clients of the library, as a container does. */
  private Response invoke(String path, byte[] body) throws IOException {
    try (LocalFunctions functions = new LocalFunctions(library.wiring())) {
      RestService.Request request = new RestService.Request("POST", path, Map.of());
      RestService.Result result = new LambdaService(functions).call(request, body);
      return new Response(200, result.headers(), result.body());
    } catch (ServiceException e) {
      throw new IOException(e);
    }
  }

  private static String function(String request) {
    Matcher matcher = FUNCTION.matcher(request);
    return matcher.find() ? matcher.group(1) : request;
  }

  @Test
  void job_shouldRunItsFunctionsAtTheEndpoint() {
    EndedJob job = library.run(JOB);

    assertThat(job.status()).isEqualTo("COMPLETED_SUCCESS");
    assertThat(job.count("updated")).isEqualTo(2);
    assertThat(job.count("letters_sent")).isEqualTo(2);
    assertThat(server.requests().stream().map(LambdaEndpointFlowTest::function))
        .startsWith("PrepareJob")
        .endsWith("ReportJob")
        .containsOnly("PrepareJob", "UpdateUser", "NotifyUser", "ReportJob");
  }

  @Test
  void rejectedJob_shouldHaveTheErrorsOfTheFunction() {
    EndedJob job = library.run(JOB.replace("user_group", "user_grupe"));

    assertThat(job.errors()).containsKey("changes.user_grupe");
  }

  @Test
  void job_whoseEndpointDoesNotRespond_shouldNotStart() {
    server.close();

    assertThatExceptionOfType(SfnException.class)
        .isThrownBy(() -> library.run(JOB))
        .satisfies(
            e ->
                assertThat(e.awsErrorDetails().errorMessage())
                    .startsWith("No job can be started, and nothing was changed")
                    .contains(server.url(), "does not respond"));
    assertThat(
            library
                .states()
                .listExecutions(
                    request ->
                        request.stateMachineArn(StackSettings.STATE_MACHINE.stateMachineArn()))
                .executions())
        .isEmpty();
    assertThat(library.keys("jobs/")).isEmpty();
  }

  @Test
  void otherFunctionsOfTheStack_shouldRunInItsProcess() {
    library.run(JOB);
    int requests = server.requests().size();

    library.recordDeliveries();

    assertThat(library.keys("jobs/")).anyMatch(key -> key.contains("/deliveries/"));
    assertThat(server.requests()).hasSize(requests);
  }
}
