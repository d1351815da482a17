package org.rollcall.aws;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket that holds sets, letters and jobs. */
public final class Bucket {

  private final S3Client client;
  private final String name;
  private final Work work;

  public Bucket(S3Client client, String name, Work work) {
    this.client = requireNonNull(client, "client is null");
    this.name = requireNonNull(name, "name is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** How a client of S3 has to be set up. */
  public static ClientOverrideConfiguration settings() {
    return ClientOverrideConfiguration.builder()
        .addExecutionInterceptor(new WithoutExpectHeader())
        .build();
  }

  /**
   * Sends an object's bytes without asking first, which costs a round trip; and with the header,
   * and the JDK's HTTP client, a put now and then ends in "Unexpected end of file from server".
   */
  private static final class WithoutExpectHeader implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().copy(request -> request.removeHeader("Expect"));
    }
  }

  public String name() {
    return name;
  }

  /** An object's content. */
  public Optional<byte[]> get(String key) {
    work.askedS3();
    try {
      return Optional.of(
          client.getObjectAsBytes(request -> request.bucket(name).key(key)).asByteArrayUnsafe());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * An object's content, unless it is too large.
   *
   * @param most how many bytes it may have
   * @throws ObjectTooLarge if it has more; they are not read then
   */
  public Optional<byte[]> get(String key, int most) throws ObjectTooLarge {
    work.askedS3();
    try (ResponseInputStream<GetObjectResponse> object =
        client.getObject(request -> request.bucket(name).key(key))) {
      if (object.response().contentLength() > most) {
        object.abort();
        throw new ObjectTooLarge(most);
      }
      return Optional.of(object.readAllBytes());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object's content as a stream, however large it is; whoever asks closes it. */
  public Optional<InputStream> open(String key) {
    work.askedS3();
    try {
      return Optional.of(client.getObject(request -> request.bucket(name).key(key)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes an object over whatever was there.
   *
   * @param type its media type
   */
  public void put(String key, byte[] content, String type) {
    work.askedS3();
    client.putObject(
        request -> request.bucket(name).key(key).contentType(type), RequestBody.fromBytes(content));
  }

  /** Deletes an object, if it is there. */
  public void delete(String key) {
    work.askedS3();
    client.deleteObject(request -> request.bucket(name).key(key));
  }

  /** The keys that start with a prefix, in the order of their UTF-8 bytes. */
  public List<String> list(String prefix) {
    List<String> keys = new ArrayList<>();
    ListObjectsV2Request next = ListObjectsV2Request.builder().bucket(name).prefix(prefix).build();
    while (true) {
      work.askedS3();
      ListObjectsV2Response page = client.listObjectsV2(next);
      page.contents().forEach(object -> keys.add(object.key()));
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return keys;
      }
      next = next.toBuilder().continuationToken(page.nextContinuationToken()).build();
    }
  }
}
