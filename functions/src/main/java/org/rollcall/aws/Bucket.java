package org.rollcall.aws;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket that holds sets, letters and jobs. */
public final class Bucket {

  private static final String ENDED_EARLY = "an object of S3 ended before its last byte";
  private static final String NOT_READ = "an object of S3 could not be read";

  private final S3Client client;
  private final String name;
  private final Usage work;

  public Bucket(S3Client client, String name, Usage work) {
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

  /**
   * An object's content.
   *
   * @throws SdkClientException if it does not arrive as it is, after some tries
   */
  public Optional<byte[]> get(String key) {
    return asked(key, Bucket::whole);
  }

  /**
   * An object's content, unless it is too large.
   *
   * @param most how many bytes it may have
   * @throws ObjectTooLargeException if it has more; they are not read then
   * @throws SdkClientException if it does not arrive as it is, after some tries
   */
  public Optional<byte[]> get(String key, int most) throws ObjectTooLargeException {
    Optional<Optional<byte[]>> found =
        asked(
            key,
            (object, body) -> {
              if (object.contentLength() > most) {
                body.abort();
                return Optional.empty();
              }
              return Optional.of(whole(object, body));
            });
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(found.get().orElseThrow(() -> new ObjectTooLargeException(most)));
  }

  /**
   * An object's content as a stream, however large it is; whoever asks closes it. If it does not
   * arrive as it is, reading ends in an {@link SdkClientException}.
   */
  public Optional<InputStream> open(String key) {
    return asked(key, ResponseTransformer.toInputStream())
        .map(object -> new WholeStream(object, object.response().contentLength()));
  }

  /** Has S3 send its checksum too, if it has one that the SDK knows: the SDK compares it. */
  private <T> Optional<T> asked(String key, ResponseTransformer<GetObjectResponse, T> reader) {
    work.askedS3();
    try {
      return Optional.of(
          client.getObject(
              request -> request.bucket(name).key(key).checksumMode(ChecksumMode.ENABLED), reader));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * All bytes of an object, or else the SDK tries again. Java's HTTP client takes a connection that
   * is closed too early for the object's end.
   */
  private static byte[] whole(GetObjectResponse object, InputStream body) {
    try {
      byte[] content = body.readAllBytes();
      if (content.length != object.contentLength()) {
        throw RetryableException.create(ENDED_EARLY);
      }
      return content;
    } catch (IOException e) {
      throw RetryableException.create(NOT_READ, e);
    }
  }

  /** An object's bytes. The end comes after the last, and not where a connection was closed. */
  private static final class WholeStream extends InputStream {

    private final InputStream bytes;
    private long missing;

    WholeStream(InputStream bytes, long length) {
      this.bytes = bytes;
      this.missing = length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count;
      try {
        count = bytes.read(buffer, offset, length);
      } catch (IOException e) {
        throw SdkClientException.create(NOT_READ, e);
      }
      missing -= Math.max(count, 0);
      if (count < 0 && missing > 0) {
        throw SdkClientException.create(ENDED_EARLY);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      bytes.close();
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
