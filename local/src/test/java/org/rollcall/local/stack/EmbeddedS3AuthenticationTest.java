package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.local.stack.EmbeddedS3.BUCKET;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollcall.local.endpoint.ServerKey;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Other programs on this machine have no access to the objects. */
class EmbeddedS3AuthenticationTest {

  private static final ServerKey OWN = ServerKey.random();
  private static final String KEY = "jobs/graduation/letter.json";

  @TempDir static Path temp;
  static EmbeddedS3 s3;
  static S3Server server;

  @BeforeAll
  static void start() throws IOException {
    s3 = EmbeddedS3.open(Files.createDirectory(temp.resolve("objects")));
    server = s3.serve(0, OWN);
    s3.client().putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("secret"));
    allowAllAccess(temp.resolve("objects/rollcall"));
    allowAllAccess(temp.resolve("objects/rollcall").resolve(KEY));
  }

  /** Like a file that was copied into the folder. */
  private static void allowAllAccess(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
  }

  @AfterAll
  static void stop() {
    server.close();
    s3.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /rollcall/jobs/graduation/letter.json",
    "HEAD, /rollcall/jobs/graduation/letter.json",
    "GET, /rollcall",
    "GET, /",
    "GET, /rollcall?AWSAccessKeyId=local&Signature=x&Expires=9999999999",
    "PUT, /rollcall/letters/NOTIFY_PASSWORD_CHANGE/en/body.txt",
    "PUT, /another",
    "DELETE, /rollcall/jobs/graduation/letter.json"
  })
  void unsignedRequest_shouldBeRejected(String method, String target) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.uri() + target))
                    .method(method, BodyPublishers.ofString("mine"))
                    .build(),
                BodyHandlers.ofString(UTF_8));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).doesNotContain("secret", "letter.json</Key>");
    assertThat(temp.resolve("objects/rollcall").resolve(KEY)).hasContent("secret");
    assertThat(temp.resolve("objects/rollcall/letters")).doesNotExist();
    assertThat(temp.resolve("objects/another")).doesNotExist();
  }

  @Test
  void requestWithAnotherKey_shouldBeRejected() {
    try (S3Client unauthorised = client(ServerKey.random())) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> unauthorised.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void requestWithAnotherSecret_shouldBeRejected() {
    try (S3Client unauthorised = client(new ServerKey(OWN.id(), "guessed"));
        S3Client client = client(OWN)) {
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> unauthorised.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403));
      assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asUtf8String())
          .isEqualTo("secret");
    }
  }

  private static S3Client client(ServerKey key) {
    return S3Client.builder()
        .endpointOverride(server.uri())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(key.credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
