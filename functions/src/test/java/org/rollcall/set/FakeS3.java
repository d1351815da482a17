package org.rollcall.set;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import org.rollcall.aws.Bucket;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in memory. */
public final class FakeS3 implements S3Client {

  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private int getCount;

  FakeS3 with(String key, byte[] content) {
    objects.put(key, content);
    return this;
  }

  public FakeS3 with(String key, String content) {
    return with(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The number of objects that were read. */
  int getCount() {
    return getCount;
  }

  /** The bucket. */
  public Bucket bucket() {
    return new Bucket(this, "bucket");
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    getCount++;
    byte[] content = objects.get(request.key());
    if (content == null) {
      throw NoSuchKeyException.builder().build();
    }
    try {
      return transformer.transform(
          GetObjectResponse.builder()
              .contentLength((long) content.length)
              .eTag(eTag(content))
              .build(),
          AbortableInputStream.create(new ByteArrayInputStream(content)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String eTag(byte[] content) {
    return '"' + Integer.toHexString(Arrays.hashCode(content)) + '"';
  }

  /** Fails as S3 does if the object is not the one that the put requires. */
  private void checkCondition(PutObjectRequest request) {
    byte[] present = objects.get(request.key());
    boolean isMet =
        request.ifNoneMatch() != null
            ? present == null
            : request.ifMatch() == null
                || (present != null && request.ifMatch().equals(eTag(present)));
    if (!isMet) {
      throw S3Exception.builder().statusCode(412).build();
    }
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    checkCondition(request);
    try (InputStream content = body.contentStreamProvider().newStream()) {
      objects.put(request.key(), content.readAllBytes());
      return PutObjectResponse.builder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    objects.remove(request.key());
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return ListObjectsV2Response.builder()
        .contents(
            objects.keySet().stream()
                .filter(key -> key.startsWith(request.prefix()))
                .map(key -> S3Object.builder().key(key).lastModified(Instant.EPOCH).build())
                .toList())
        .isTruncated(false)
        .build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
