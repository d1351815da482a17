package org.rollcall.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollcall.local.stack.EmbeddedS3.BUCKET;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rollcall.aws.Bucket;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3Test {

  private static final String TEMPORARY_SUFFIX = "-0f2c7a5e-8d1b-4c3a-9e6f-112233445566";

  @TempDir static Path temp;
  static EmbeddedS3 s3;

  @BeforeAll
  static void start() throws IOException {
    s3 = EmbeddedS3.open(Files.createDirectory(temp.resolve("objects")));
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "institution.json",
        "sets/graduating patrons 2026.csv",
        "letters/NOTIFY_PASSWORD_CHANGE/fr-CA/body.html",
        "sets/Étudiants 学生 📚 & co+1 100%.csv"
      })
  void object_shouldBeReadAsItWasWrittenUntilItIsDeleted(String key) {
    byte[] content = {0, 13, 10, (byte) 0xff, (byte) 0xfe, 26};
    S3Client client = s3.client();

    client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));

    assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray())
        .isEqualTo(content);
    assertThat(keys(client, key)).containsExactly(key);
    assertThat(temp.resolve("objects").resolve(BUCKET).resolve(key)).hasBinaryContent(content);

    client.deleteObject(delete -> delete.bucket(BUCKET).key(key));

    assertThat(keys(client, key)).isEmpty();
  }

  @Test
  void emptyObject_shouldBeKept() {
    put(s3.client(), "empty", "");

    assertThat(text(s3.client(), "empty")).isEmpty();
  }

  @Test
  void putOfExistingObject_shouldReplaceIt() {
    put(s3.client(), "twice", "a longer first one");
    put(s3.client(), "twice", "second");

    assertThat(text(s3.client(), "twice")).isEqualTo("second");
  }

  @Test
  void missingObject_shouldThrowTheSdksException() {
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> s3.client().getObject(get -> get.bucket(BUCKET).key("no-such")));
  }

  @Test
  void conditionalPut_shouldKeepAnExistingObject() {
    put(s3.client(), "once", "first");

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .putObject(
                        put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"),
                        RequestBody.fromString("second")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(text(s3.client(), "once")).isEqualTo("first");
  }

  @Test
  void putOfAnObjectThatHasChanged_shouldBeRefused() {
    Bucket bucket = s3.bucket();
    put(s3.client(), "ledger", "first");
    Optional<String> first = version(bucket, "ledger");

    assertThat(putIfUnchanged(bucket, "ledger", "second", first)).isTrue();
    assertThat(putIfUnchanged(bucket, "ledger", "third", first)).isFalse();
    assertThat(putIfUnchanged(bucket, "ledger", "fourth", Optional.empty())).isFalse();
    assertThat(putIfUnchanged(bucket, "ledger", "fifth", version(bucket, "ledger"))).isTrue();
    assertThat(text(s3.client(), "ledger")).isEqualTo("fifth");

    bucket.delete("ledger");
    assertThat(putIfUnchanged(bucket, "ledger", "sixth", first)).isFalse();
  }

  /** S3Proxy has no version of a file on a file system without extended attributes. */
  @Test
  void fileThatAnotherProgramWrote_shouldHaveAVersion() throws IOException {
    Bucket bucket = s3.bucket();
    Path file = temp.resolve("objects").resolve(BUCKET).resolve("by-hand.jsonl");
    Files.writeString(file, "first");
    Optional<String> first = version(bucket, "by-hand.jsonl");
    Files.writeString(file, "another one");

    assertThat(putIfUnchanged(bucket, "by-hand.jsonl", "ours", first)).isFalse();
    Optional<String> second = version(bucket, "by-hand.jsonl");
    assertThat(putIfUnchanged(bucket, "by-hand.jsonl", "ours", second)).isTrue();
  }

  @Test
  void parallelPuts_shouldLoseNoneOfThem() {
    Bucket bucket = s3.bucket();

    IntStream.range(0, 40).parallel().forEach(number -> append(bucket, "numbers", number + " "));

    assertThat(text(s3.client(), "numbers").trim().split(" ")).hasSize(40).doesNotHaveDuplicates();
  }

  private static void append(Bucket bucket, String key, String text) {
    boolean isWritten = false;
    while (!isWritten) {
      Optional<String> version = version(bucket, key);
      String present = version.isPresent() ? text(s3.client(), key) : "";
      isWritten = putIfUnchanged(bucket, key, present + text, version);
    }
  }

  private static Optional<String> version(Bucket bucket, String key) {
    return bucket.read(key, (content, version) -> version);
  }

  private static boolean putIfUnchanged(
      Bucket bucket, String key, String text, Optional<String> version) {
    return bucket.putIfUnchanged(key, text.getBytes(UTF_8), "text/plain", version);
  }

  @Test
  void listing_shouldBePagedInKeyOrder() {
    List<String> written = List.of("page/1", "page/2", "page/3", "page/4", "page/5");
    written.forEach(key -> put(s3.client(), key, key));

    assertThat(
            s3
                .client()
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("page/").maxKeys(2))
                .contents()
                .stream()
                .map(S3Object::key))
        .containsExactlyElementsOf(written);
  }

  @Test
  void restartedServer_shouldHaveItsObjects(@TempDir Path other) throws IOException {
    Path folder = Files.createDirectory(other.resolve("objects"));
    try (var first = EmbeddedS3.open(folder)) {
      put(first.client(), "sets/kept.csv", "USERNAME\n");
    }
    try (var second = EmbeddedS3.open(folder)) {
      assertThat(keys(second.client(), "")).containsExactly("sets/kept.csv");
      assertThat(text(second.client(), "sets/kept.csv")).isEqualTo("USERNAME\n");
    }
  }

  @Test
  void filesOfUnfinishedWrites_shouldNotBeListedAndBeDeletedAfterAKill(@TempDir Path other)
      throws IOException {
    Path folder = Files.createDirectory(other.resolve("objects"));
    Path sets = folder.resolve(BUCKET).resolve("sets");
    try (var first = EmbeddedS3.open(folder)) {
      put(first.client(), "sets/a.csv", "a whole object");
      Files.copy(
          sets.resolve("a.csv"),
          sets.resolve("b.csv" + TEMPORARY_SUFFIX),
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(sets.resolve("a.csv" + TEMPORARY_SUFFIX), "half an obj");
      Files.writeString(sets.resolve("by-hand.csv"), "copied into the folder");

      assertThat(keys(first.client(), "sets/")).containsExactly("sets/a.csv", "sets/by-hand.csv");
    }
    Files.writeString(other.resolve("objects.open"), "");

    EmbeddedS3.open(folder).close();

    try (var files = Files.list(sets)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a.csv", "by-hand.csv");
    }
  }

  @Test
  void objectNamedLikeAnUnfinishedOne_shouldBeRefused() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> put(s3.client(), "sets/b.csv" + TEMPORARY_SUFFIX, "text"))
        .withMessageContaining("must not end with a UUID");
  }

  private static void put(S3Client client, String key, String content) {
    client.putObject(
        request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content, UTF_8));
  }

  private static String text(S3Client client, String key) {
    return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static List<String> keys(S3Client client, String prefix) {
    return client.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
